using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Engine;
using JitBot.Host.Tests.Running;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.Storm;

/// <summary>Ends that come together: how they are told, and that a directory that hangs keeps nobody waiting at another.</summary>
[TestFixture]
public class TogetherTests
{
    private const string Folded = "ended between";
    private const string Told = "confirmed that the membership is gone";

    [Test]
    public async Task A_few_ends_at_once_are_told_one_by_one_as_ever()
    {
        await using var app = await JitBotTestApp.StartAsync();
        await EndAsync(app, EndCrowd.MostTold);
        await TurnAsync(app, minutes: 25);
        Assert.That(Folds(app), Is.Empty);
        Assert.That(app.Slack.Messages.All.Count(message => message.IsReply && Says(message, Told)), Is.EqualTo(EndCrowd.MostTold));
    }

    [Test]
    public async Task One_more_is_told_in_one_message_when_all_are_over()
    {
        await using var app = await JitBotTestApp.StartAsync(("Entra:ReadLog", "false"));
        await EndAsync(app, EndCrowd.MostTold + 1);
        await TurnAsync(app, minutes: 25);
        Assert.That(Folds(app), Has.One.StartsWith($"{EndCrowd.MostTold + 1} grants ended between"));
        Assert.That(app.Slack.Messages.All.Count(message => message.IsReply), Is.Zero);
    }

    [Test]
    public async Task What_does_not_come_off_is_named_and_told_when_it_does()
    {
        await using var app = await JitBotTestApp.StartAsync();
        app.World.Graph.Faults.Next(new DirectoryFault.Fails(403), DirectoryCall.Remove, times: 2);
        await EndAsync(app, 20, minutes: 0);
        app.World.Graph.Faults.Always(new DirectoryFault.Fails(403), DirectoryCall.Remove);
        await TurnAsync(app, minutes: 14);
        Assert.That(Folds(app), Is.Empty, "it waits for the last");
        await TurnAsync(app, minutes: 3);
        Assert.That(Folds(app), Has.One.StartsWith("18 grants ended").And.One.Contains("2 grants are still being removed: r-00"));
        app.World.Graph.Faults.Clear();
        await TurnAsync(app, minutes: 30);
        Assert.That(Folds(app), Has.Count.EqualTo(2).And.One.StartsWith("2 grants ended between"));
        Assert.That(app.Slack.Messages.All.Where(message => !message.IsReply && Says(message, "being removed") && !Says(message, Folded)), Is.Empty, "cards");
    }

    [Test]
    public async Task A_restart_amid_it_tells_each_end_exactly_once()
    {
        await using var app = await JitBotTestApp.StartAsync();
        await EndAsync(app, 30, minutes: 0);
        await app.RestartAsync();
        await TurnAsync(app, minutes: 25);
        var singly = app.Slack.Messages.All.Count(message => message.IsReply && Says(message, Told));
        Assert.That(singly, Is.LessThanOrEqualTo(EndCrowd.MostTold));
        Assert.That(Folds(app), Has.One.StartsWith($"{30 - singly} grants ended between"));
    }

    [Test]
    public async Task A_directory_that_hangs_keeps_no_removal_waiting_in_another()
    {
        const int many = 60; // more than all hands of one door
        await using var app = await JitBotTestApp.StartAsync();
        var due = app.Clock.GetUtcNow().AddHours(1);
        var storm = new StormWorld(app, due);
        var colleagues = await storm.HireAsync(many);
        await storm.GrantAsync(SandboxSettings.OktaEntitlement, app.World.Approvals, colleagues);
        await storm.GrantAsync(SandboxSettings.EntraEntitlement, app.World.Approvals, colleagues);
        await app.RestartAsync();
        var removed = new CountdownEvent(many);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.World.Graph.Directory.Memberships.Changed += change =>
        {
            if (!change.Added && removed.Signal())
                all.TrySetResult();
        };
        app.World.Okta.Faults.Always(new DirectoryFault.Held());
        app.Clock.Advance(due - app.Clock.GetUtcNow());

        var working = app.Get<JitEngine>().DrainTogetherAsync(default);
        await app.World.Okta.Faults.HeldAsync();
        await all.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That(app.Clock.GetUtcNow(), Is.EqualTo(due), "not a second has passed");
        Assert.That(working.IsCompleted, Is.False, "Okta still hangs");
        app.World.Okta.Faults.Clear();
        app.Clock.Advance(IAccessProvider.CallBudget); // the calls that hang are given up
        await working.WaitAsync(TimeSpan.FromSeconds(60));
        await TurnAsync(app, minutes: 25);
        Assert.That(app.World.Okta.Directory.Memberships.SeenMembers(app.World.Warehouse), Is.Empty);
    }

    private static async Task EndAsync(JitBotTestApp app, int many, int minutes = 1)
    {
        var due = app.Clock.GetUtcNow().AddHours(1);
        var storm = new StormWorld(app, due);
        await storm.GrantAsync(SandboxSettings.EntraEntitlement, app.World.Approvals, await storm.HireAsync(many));
        await app.RestartAsync();
        app.Clock.Advance(due - app.Clock.GetUtcNow());
        await app.Get<JitEngine>().DrainTogetherAsync(default);
        await TurnAsync(app, minutes);
    }

    private static async Task TurnAsync(JitBotTestApp app, int minutes)
    {
        for (var turn = 0; turn < minutes * 2; turn++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(30));
            await app.Get<JitEngine>().DrainTogetherAsync(default);
        }
    }

    private static List<string> Folds(JitBotTestApp app) =>
        [.. app.Slack.Messages.In(app.World.Approvals).Where(message => Says(message, Folded)).Select(message => message.Text)];

    private static bool Says(SlackMessage message, string words) => message.Words.Contains(words, StringComparison.Ordinal);
}
