using JitBot.Core.Catalogue;

namespace JitBot.Engine.Tests;

/// <summary>What is shown to somebody who wants to ask: what they may ask for, and what could not be told in time.</summary>
[TestFixture]
public class AskableTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Only_what_somebody_may_ask_for_is_shown_to_them()
    {
        await using var world = await OpenAsync("person:avery@example.com");
        Assert.That(await ShownAsync(world, EngineWorld.Riley), Is.EqualTo("warehouse"));
        Assert.That(await ShownAsync(world, EngineWorld.Avery), Is.EqualTo("database warehouse"));
        Assert.That((await world.Desk.FindAskableAsync(EngineWorld.Riley, "data", 5, default)), Is.Empty);
        Assert.That((await world.Desk.AskableAsync(EngineWorld.Riley with { Barred = Core.Access.Refusal.Guest }, default)).Policies, Is.Empty);
    }

    [Test]
    public async Task Whose_group_is_named_sees_it_and_the_group_is_asked_once_a_minute()
    {
        await using var world = await OpenAsync($"{ToldGroups.SourceName}:owners");
        world.Groups.Holds = person => person.Name == "avery";
        for (var i = 0; i < 5; i++)
            Assert.That(await ShownAsync(world, EngineWorld.Riley), Is.EqualTo("warehouse"));
        Assert.That(world.Groups.Asked, Has.Count.EqualTo(1));
        world.Groups.Holds = _ => true;
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.That(await ShownAsync(world, EngineWorld.Riley), Is.EqualTo("database warehouse"));
    }

    [Test]
    public async Task What_a_silent_group_may_allow_is_left_in_and_said_and_asked_again_at_the_next_look()
    {
        await using var world = await OpenAsync($"{ToldGroups.SourceName}:owners");
        world.Groups.Hanging.Add("owners");
        var looking = world.Desk.AskableAsync(EngineWorld.Riley, default);
        await world.Groups.Hangs.Task.WaitAsync(Patience);
        world.Clock.Advance(TimeSpan.FromSeconds(0.7));
        var seen = await looking.WaitAsync(Patience);
        Assert.That(world.Desk.Catalogue.Entitlements.Where(seen.Has).Select(each => each.Id), Is.EqualTo(new[] { "database", "warehouse" }));
        Assert.That(seen.Note!.ToPlainText(), Does.Contain("may not be for you"));
        var asked = world.Groups.Asked.Count;
        Assert.That((await world.Desk.FindAskableAsync(EngineWorld.Riley, "data", 5, seen, default).WaitAsync(Patience)).Select(each => each.Id), Is.EqualTo(new[] { "database" }));
        Assert.That(world.Groups.Asked, Has.Count.EqualTo(asked), "what was seen is looked at, and nobody is waited for again");
        world.Groups.Hanging.Clear();
        world.Groups.Holds = _ => false;
        Assert.That(await ShownAsync(world, EngineWorld.Riley), Is.EqualTo("warehouse"));
        Assert.That((await world.Desk.AskableAsync(EngineWorld.Riley, default)).Note, Is.Null);
    }

    /// <summary>The database is for this rule alone, the warehouse for everyone.</summary>
    private static async Task<EngineWorld> OpenAsync(string rule)
    {
        var world = await EngineWorld.OpenAsync();
        await world.SaveAndReadAsync(
            ("Catalogue:Entitlements:1:Policy", "open"), ("Catalogue:Policies:1:Id", "open"), ("Catalogue:Policies:1:Requesters:0", "everyone"),
            ("Catalogue:Policies:1:Stages:0:Approvers:0", "person:morgan@example.com"), ("Catalogue:Policies:1:Stages:0:Approvers:1", "person:avery@example.com"),
            ("Catalogue:Policies:1:LongestGrant", "1h"), ("Catalogue:Policies:0:Requesters:0", rule));
        return world;
    }

    private static async Task<string> ShownAsync(EngineWorld world, AccountFacts who)
    {
        var seen = await world.Desk.AskableAsync(who, default);
        return string.Join(' ', world.Desk.Catalogue.Entitlements.Where(seen.Has).Select(each => each.Id));
    }
}
