namespace JitBot.Engine.Tests;

/// <summary>The usual time to a yes is read from the log, said where enough were given, and read again after a while.</summary>
[TestFixture]
public class UsualTimeTests
{
    [Test]
    public async Task It_is_said_from_the_third_yes_on_and_what_was_denied_does_not_count()
    {
        await using var world = await EngineWorld.OpenAsync();
        await DecideAsync(world, minutes: 2);
        await DecideAsync(world, minutes: 9);
        await DecideAsync(world, minutes: 1, yes: false);
        Assert.That(await SaidAsync(world), Is.Null);
        await DecideAsync(world, minutes: 4);
        await world.TurnAsync(TimeSpan.FromMinutes(2));
        Assert.That(await SaidAsync(world), Is.EqualTo("A yes usually takes 4 minutes (the last 3)."));
    }

    [Test]
    public async Task It_is_remembered_for_five_minutes_and_not_known_before_it_was_read()
    {
        await using var world = await EngineWorld.OpenAsync();
        foreach (var minutes in new[] { 2, 4, 6 })
            await DecideAsync(world, minutes);
        Assert.That((await KnownAsync(world)).IsWhole, Is.False);
        await SaidAsync(world);
        var known = await KnownAsync(world);
        Assert.That((known.IsWhole, known.UsualTime), Is.EqualTo((true, "A yes usually takes 4 minutes (the last 3).")));
        await DecideAsync(world, minutes: 5);
        Assert.That((await KnownAsync(world)).UsualTime, Is.EqualTo(known.UsualTime), "within the five minutes");
        await world.TurnAsync(TimeSpan.FromSeconds(1));
        Assert.That((await KnownAsync(world)).IsWhole, Is.False);
        Assert.That(await SaidAsync(world), Is.EqualTo("A yes usually takes 4 minutes (the last 4)."));
    }

    [Test]
    public async Task What_is_older_than_ninety_days_is_not_said()
    {
        await using var world = await EngineWorld.OpenAsync();
        foreach (var minutes in new[] { 2, 4, 6 })
            await DecideAsync(world, minutes);
        await world.TurnAsync(TimeSpan.FromDays(90) + TimeSpan.FromMinutes(1));
        Assert.That(await SaidAsync(world), Is.Null);
    }

    private static async Task DecideAsync(EngineWorld world, int minutes, bool yes = true)
    {
        var request = await world.AskAsync();
        await world.TurnAsync(TimeSpan.FromMinutes(minutes));
        if (yes)
            await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        else
            await world.Desk.DenyAsync(EngineWorld.Avery, request, world.Clock.GetUtcNow(), null, world.Gesture(), default);
        await world.DrainAsync();
        await world.Desk.ReturnAsync(EngineWorld.Riley, request, world.Gesture(), default);
        await world.DrainAsync();
    }

    private static Task<Core.Chat.Prospect> KnownAsync(EngineWorld world) => world.Get<ProspectDesk>().KnownAsync(world.Desk.Catalogue.Entitlements[0], default);

    private static async Task<string?> SaidAsync(EngineWorld world) =>
        (await world.Get<ProspectDesk>().AskAsync(world.Desk.Catalogue.Entitlements[0], default)).UsualTime;
}
