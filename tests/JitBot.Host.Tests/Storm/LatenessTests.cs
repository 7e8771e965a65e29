using System.Globalization;
using JitBot.Engine;
using JitBot.Host.Tests.Running;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.Storm;

/// <summary>
/// How late memberships go that could not go in time: the program was not there, or the provider was not. JITBOT_STORM says how many; they are
/// fewer than Graph's quota, so that only the program's own waits count.
/// </summary>
[TestFixture]
public class LatenessTests
{
    private const int Usual = 30;

    /// <summary>One step, and the time a person would need to notice.</summary>
    private static readonly TimeSpan AfterRestart = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between two tries, and one step.</summary>
    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(62);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Away = TimeSpan.FromHours(1);

    [Test]
    public async Task What_fell_due_while_the_program_was_away_goes_at_once_when_it_starts()
    {
        await using var app = await JitBotTestApp.StartAsync();
        var removed = await GrantAsync(app);
        await app.CloseAsync();
        app.Clock.Advance(Away + Away);
        var (start, watch) = (app.Clock.GetUtcNow(), TimeProvider.System.GetTimestamp());
        await app.StartAgainAsync();
        await UntilGoneAsync(app, removed);
        await SayAsync(removed, start, $"overdue at a start, removed within {TimeProvider.System.GetElapsedTime(watch).TotalSeconds:F1} s of real time", AfterRestart);
    }

    [Test]
    public async Task What_fell_due_while_the_provider_was_away_goes_within_a_minute_of_its_return()
    {
        await using var app = await JitBotTestApp.StartAsync();
        var removed = await GrantAsync(app);
        await app.World.Graph.GoDownAsync();
        for (var passed = TimeSpan.Zero; passed < Away + Away; passed += TimeSpan.FromSeconds(30))
            await TurnAsync(app, TimeSpan.FromSeconds(30));
        await app.World.Graph.ComeBackAsync();
        var back = app.Clock.GetUtcNow();
        await UntilGoneAsync(app, removed);
        await SayAsync(removed, back, "overdue when the provider came back", AfterOutage);
    }

    private static int Many => int.TryParse(Environment.GetEnvironmentVariable("JITBOT_STORM"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
        ? Math.Min(asked, 1_000)
        : Usual;

    /// <summary>Grants that end in an hour; the list fills as their memberships go.</summary>
    private static async Task<List<DateTimeOffset>> GrantAsync(JitBotTestApp app)
    {
        var removed = new List<DateTimeOffset>();
        var storm = new StormWorld(app, app.Clock.GetUtcNow() + Away);
        await storm.GrantAsync(SandboxSettings.EntraEntitlement, app.World.Approvals, await storm.HireAsync(Many));
        await app.RestartAsync();
        app.World.Graph.Directory.Memberships.Changed += change => Keep(removed, change);
        return removed;
    }

    private static void Keep(List<DateTimeOffset> removed, MembershipChange change)
    {
        lock (removed)
            removed.Add(change.At);
    }

    private static async Task UntilGoneAsync(JitBotTestApp app, List<DateTimeOffset> removed)
    {
        await app.Get<JitEngine>().DrainTogetherAsync(default);
        for (var steps = 0; steps < 1_000 && removed.Count < Many; steps++)
            await TurnAsync(app, Step);
    }

    private static Task TurnAsync(JitBotTestApp app, TimeSpan by)
    {
        app.Clock.Advance(by);
        return app.Get<JitEngine>().DrainTogetherAsync(default);
    }

    private static async Task SayAsync(List<DateTimeOffset> removed, DateTimeOffset since, string what, TimeSpan most)
    {
        var late = removed.Select(at => (at - since).TotalSeconds).Order().ToList();
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{Many} memberships {what}; late by p50 {late[late.Count / 2]:F1} s, p99 {late[late.Count * 99 / 100]:F1} s, max {late[^1]:F1} s after that moment"));
        Assert.That(late, Has.Count.EqualTo(Many), "every membership is gone");
        Assert.That(late[^1], Is.LessThanOrEqualTo(most.TotalSeconds));
    }
}
