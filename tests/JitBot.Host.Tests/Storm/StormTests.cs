using System.Globalization;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Engine;
using JitBot.Host.Tests.Running;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;
using JitBot.Testing;

namespace JitBot.Host.Tests.Storm;

/// <summary>
/// Thousands of grants end in one second: the removals go first and as fast as the providers allow, never faster, and each channel is told
/// in one message. As a rule a small storm is played by one of thirty replicas, which has a thirtieth of Graph's quota; JITBOT_STORM=10000 plays
/// one of that many grants of Entra, by a single process with the whole quota. A tenth as many of Okta come on top.
/// </summary>
[TestFixture]
public class StormTests
{
    /// <summary>So many that the fourth window is needed: the last turns are further ahead than any wait a provider asks for.</summary>
    private const int Usual = 310;
    private const int UsualReplicas = 30;

    /// <summary>What Graph lets through in a window, and how long we take it to be.</summary>
    private const int GraphQuota = 3_000;
    private const int GraphWindowSeconds = 152;

    /// <summary>How much later than the floor the last membership may be gone: the steps of the clock and the lookups in between.</summary>
    private const double Factor = 1.1;

    /// <summary>
    /// Eleven lines of a grant, and for its end nine, six for three later looks, and two for each time the quota told it to wait.
    /// </summary>
    private const int MostLines = 50;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    [Long]
    [Test]
    public async Task Thousands_of_ends_in_one_second_are_removed_at_the_quota_and_told_in_one_message_a_channel()
    {
        var isLarge = int.TryParse(Environment.GetEnvironmentVariable("JITBOT_STORM"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked);
        var (many, replicas) = isLarge ? (asked, 1) : (Usual, UsualReplicas);
        var quota = GraphQuota / replicas;
        var watch = TimeProvider.System.GetTimestamp();
        await using var app = await JitBotTestApp.StartAsync(("Entra:Replicas", replicas.ToString(CultureInfo.InvariantCulture)));
        var due = app.Clock.GetUtcNow().AddHours(1);
        var storm = new StormWorld(app, due);
        var colleagues = await storm.HireAsync(many);
        var second = app.Slack.AddChannel("second");
        await storm.GrantAsync(SandboxSettings.EntraEntitlement, app.World.Approvals, [.. colleagues.Take(many / 2)]);
        await storm.GrantAsync(SandboxSettings.EntraEntitlement, second, [.. colleagues.Skip(many / 2)]);
        await storm.GrantAsync(SandboxSettings.OktaEntitlement, app.World.Approvals, [.. colleagues.Take(many / 10)]);
        var seeded = TimeProvider.System.GetElapsedTime(watch);
        await app.RestartAsync(); // everything is found in the store, as after a night
        var changes = new List<MembershipChange>();
        app.World.Graph.Directory.Memberships.Changed += change => Keep(changes, change);
        app.World.Okta.Directory.Memberships.Changed += change => Keep(changes, change);

        app.Clock.Advance(due - app.Clock.GetUtcNow());
        await AskForMoreAsync(app);
        var total = many + (many / 10);
        var steps = 0;
        for (; steps < 2_000 && Removed(changes).Count < total; steps++)
            await TurnAsync(app, Step);
        var removed = TimeProvider.System.GetElapsedTime(watch);

        var late = Removed(changes).Select(change => (change.At - due).TotalSeconds).Order().ToList();
        var floor = (many - 1) / quota * GraphWindowSeconds;
        await TestContext.Out.WriteLineAsync($"{many} grants of Entra and {many / 10} of Okta ended in one second; the floor of {quota} changes in a window is {floor} s");
        await TestContext.Out.WriteLineAsync($"late, in simulated seconds: p50 {Percentile(late, 0.5):F1}, p99 {Percentile(late, 0.99):F1}, max {late[^1]:F1}");
        await TestContext.Out.WriteLineAsync($"seeded in {seeded.TotalSeconds:F1} s, removed by {removed.TotalSeconds:F1} s of real time, {steps} steps of the clock");
        Assert.Multiple(() =>
        {
            Assert.That(late, Has.Count.EqualTo(total), "every membership is gone");
            Assert.That(late[^1], Is.LessThanOrEqualTo((floor * Factor) + Step.TotalSeconds));
            Assert.That(MostWithin(app.World.Graph.Throttle.Changes, TimeSpan.FromSeconds(150)), Is.LessThanOrEqualTo(quota));
            Assert.That(app.World.Graph.Throttle.Refused, Is.Zero, "Graph itself had nothing to refuse");
            Assert.That(AddedAt(changes, app), Is.Null.Or.GreaterThanOrEqualTo(
                Removed(changes).Where(change => change.Group == app.World.ProductionDatabase).Max(change => change.At)), "the grant waited behind the removals");
        });

        await ToldAsync(app, second, total, many);
        var lines = (await app.Store.ReadHeadsAsync(default)).Sum(head => head.Size) / (double)total;
        await TestContext.Out.WriteLineAsync($"{lines:F1} lines of the log a grant, {app.World.Graph.Requests.Count / (double)many:F1} requests to Graph a grant");
        Assert.That(lines, Is.LessThan(MostLines), "nobody asks again and again only to be told to wait");
    }

    /// <summary>Nothing is held against the last minutes: cards and messages flow off at Slack's rate, and then everything is as it should be.</summary>
    private static async Task ToldAsync(JitBotTestApp app, SlackChannel second, int total, int people)
    {
        var most = 0;
        for (var minute = 0; minute < 24 * 60 && (minute < 20 || await WaitingAsync(app) > 0); minute++)
        {
            var before = app.World.Slack.WebApi.Calls.Count;
            await TurnAsync(app, TimeSpan.FromMinutes(1));
            most = Math.Max(most, app.World.Slack.WebApi.Calls.Skip(before).Count(call => call == "chat.update"));
        }

        var messages = app.Slack.Messages.All;
        var folds = messages.Where(message => message.Words.Contains("grants ended between", StringComparison.Ordinal)).ToList();
        foreach (var fold in folds)
            await TestContext.Out.WriteLineAsync($"{fold.ChannelId}: {fold.Text}");
        var stale = messages.Where(message => !message.IsReply && message.Words.Contains("Granted until", StringComparison.Ordinal)).ToList();
        var told = messages.Where(message => message.ChannelId.StartsWith('D')).GroupBy(message => message.ChannelId)
            .Select(group => group.Count(message => !message.Words.Contains("INC-80", StringComparison.Ordinal)
                && (message.Words.Contains("membership is gone", StringComparison.Ordinal) || message.Words.Contains("of your grants ended", StringComparison.Ordinal)))).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(folds.Select(fold => fold.ChannelId), Is.EquivalentTo(new[] { app.World.Approvals.Id, second.Id }), "one message a channel");
            Assert.That(messages.Count(message => message.IsReply && message.Words.Contains("membership is", StringComparison.Ordinal)), Is.Zero, "and no thread of its own for each");
            Assert.That(folds.Sum(fold => int.Parse(fold.Text.Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)), Is.EqualTo(total));
            Assert.That(stale, Has.Count.LessThanOrEqualTo(1), "each card matches its request, but for the grant that was asked for meanwhile");
            Assert.That(told, Has.Count.GreaterThanOrEqualTo(people).And.All.LessThanOrEqualTo(1), "nobody is told twice");
            Assert.That(told.Sum(), Is.EqualTo(people), "and everybody once, of all of theirs");
            Assert.That(most, Is.LessThanOrEqualTo(50), "chat.update in a minute");
        });
    }

    private static async Task AskForMoreAsync(JitBotTestApp app)
    {
        await app.World.Slack.Person("riley").CommandAsync("/jit", "request prod-db 4h INC-80 amid the storm");
        await app.Get<JitEngine>().DrainTogetherAsync(default);
        if (app.World.FindCard("INC-80") is { } card)
            await app.World.Slack.Person("avery").ClickAsync(card, "approve");
        await app.Get<JitEngine>().DrainTogetherAsync(default);
    }

    private static Task TurnAsync(JitBotTestApp app, TimeSpan by)
    {
        app.Clock.Advance(by);
        return app.Get<JitEngine>().DrainTogetherAsync(default);
    }

    private static async Task<int> WaitingAsync(JitBotTestApp app) => (await app.Store.ListWaitingAsync(Lane.Notice, default)).Count;

    private static void Keep(List<MembershipChange> changes, MembershipChange change)
    {
        lock (changes)
            changes.Add(change);
    }

    private static List<MembershipChange> Removed(List<MembershipChange> changes)
    {
        lock (changes)
            return [.. changes.Where(change => !change.Added)];
    }

    private static DateTimeOffset? AddedAt(List<MembershipChange> changes, JitBotTestApp app)
    {
        lock (changes)
            return changes.FirstOrDefault(change => change.Added && change.Member == app.World.EntraId("riley"))?.At;
    }

    private static double Percentile(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];

    private static int MostWithin(IReadOnlyList<DateTimeOffset> moments, TimeSpan window)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < moments.Count; last++)
        {
            while (moments[first] <= moments[last] - window)
                first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
