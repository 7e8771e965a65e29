using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Endurance.History;
using NUnit.Framework;
using static JitBot.Endurance.Tests.GoodStory;

namespace JitBot.Endurance.Tests;

/// <summary>The checker finds nothing in a good story, and names each broken promise that is planted in one.</summary>
[TestFixture]
internal sealed class HistoryCheckerTests
{
    [Test]
    public void A_good_story_has_no_violation() => Assert.That(HistoryChecker.Check(Tell()), Is.Empty);

    private static IEnumerable<TestCaseData> Planted() =>
    [
        Plant("nobody approved", "I1", story => Without<AccessEvent.Approved>(story)),
        Plant("a membership without a grant", "I1", story => story with { Log = [.. story.Log.Where(line => line.Access is not AccessEvent.GrantBegun and not AccessEvent.GrantConfirmed)] }),
        Plant("a grant that began after the add", "I1", story => Moved<AccessEvent.GrantBegun>(story, At(3.25))),
        Plant("the requester approved", "I8", story => Replaced<AccessEvent.Approved>(story, yes => yes with { Approver = Riley })),
        Plant("somebody approved who may not", "I1", story => story with { Approvers = ["morgan"] }),
        Plant("an approval nobody remembers", "I1", story => story with { Gestures = [.. story.Gestures.Where(gesture => gesture.Kind != GestureKind.Approve)] }),
        Plant("a membership that was kept too long", "I2", story => story with { Changes = [.. story.Changes.SkipLast(1), story.Changes[^1] with { At = EndsAt + TimeSpan.FromMinutes(2) }] }),
        Plant("a membership that came long after its time", "I2", story => story with
        {
            Changes = [.. story.Changes, new Change(EndsAt + TimeSpan.FromMinutes(5), Holding, true, true), new Change(EndsAt + TimeSpan.FromMinutes(5.1), Holding, false, true)],
        }),
        Plant("a standing member removed", "I3", story => story with { Changes = [.. story.Changes, new Change(At(5000), Standing, Added: false, Ours: true)] }),
        Plant("a membership cut short", "I4", story => story with { Changes = [.. story.Changes.SkipLast(1), story.Changes[^1] with { At = At(1800) }] }),
        Plant("an end before its time", "I4", story => Moved<AccessEvent.RevocationBegun>(story, At(1800))),
        Plant("a return nobody asked for", "I4", story => Replaced<AccessEvent.RevocationBegun>(story, end => end with { Cause = EndCause.Returned })),
        Plant("two decisions", "I7", story => story with { Log = [.. story.Log, Line(new AccessEvent.Denied(Avery, null), 3)] }),
        Plant("two votes of one person", "I7", story => story with { Log = [.. story.Log, story.Log.First(line => line.Access is AccessEvent.Approved)] }),
        Plant("a call without a line", "I9", story => story with { Requests = [.. story.Requests, story.Requests[1] with { Name = Holding.AttemptName(9) }] }),
        Plant("a call before its line", "I9", story => story with { Requests = [.. story.Requests, story.Requests[0] with { At = At(2) }] }),
        Plant("a call made twice", "I9", story => story with { Requests = [.. story.Requests, story.Requests[1] with { At = At(3.25) }] }),
        Plant("a removal under the name of an add", "I9", story => story with { Requests = [.. story.Requests, story.Requests[2] with { Name = Holding.AttemptName(2) }] }),
        Plant("a nameless call without a line", "I9", story => story with { Requests = [.. story.Requests, new DirectoryRequest(At(5), "Okta", "g", "p", Wish.Add, null)] }),
        Plant("an asking that was lost", "one outcome", story => story with { Gestures = [.. story.Gestures, story.Gestures[0] with { Words = "another reason", Entitlement = "warehouse" }] }),
        Plant("an asking that was lost after the request before it was over", "one outcome", story => story with
        {
            Gestures = [.. story.Gestures, story.Gestures[0] with { At = EndsAt + TimeSpan.FromMinutes(1), Words = "another reason" }],
        }),
        Plant("an asking that was heard twice", "one outcome", story => story with { Log = [.. story.Log, story.Log[0] with { Stream = "request/r-2" }] }),
        Plant("an asking by nobody", "one outcome", story => story with { Gestures = [.. story.Gestures.Skip(1)] }),
        Plant("a vote that was lost", "one outcome", story => Moved<AccessEvent.GrantBegun>(story, At(30)) with
        {
            Gestures = [.. story.Gestures, new Gesture(At(3), "morgan", GestureKind.Deny, null, Request, true)],
        }),
        Plant("a gesture with two outcomes", "one outcome", story => story with
        {
            Log = [.. story.Log, Line(new AccessEvent.Refused("Approve", Account("avery"), Avery, Refusal.AlreadyDecided), 3)],
        }),
        Plant("granted was said too early", "I11", story => story with { Tellings = [.. story.Tellings, story.Tellings[2] with { At = At(3.1), MessageId = "m-3" }] }),
        Plant("removed was said too early", "I11", story => story with
        {
            Tellings = [story.Tellings[^1] with { At = At(1800), IsCard = false }, .. story.Tellings],
        }),
        Plant("a membership that stayed", "I14", story => story with { Changes = [.. story.Changes.SkipLast(1)] }),
        Plant("a request that is not over", "I14", Without<AccessEvent.Ended>),
        Plant("a card that says something else", "I14", story => story with { Tellings = [.. story.Tellings.SkipLast(1)] }),
        Plant("no card", "I14", story => story with { Tellings = [] }),
        Plant("two cards", "I14", story => story with { Tellings = [.. story.Tellings, story.Tellings[^1] with { MessageId = "m-9" }] }),
        Plant("effects that never end", "I14", story => story with { After = story.After with { Pending = 1 } }),
        Plant("a broken chain", "I9", story => story with { After = story.After with { AuditCode = 1, AuditOutput = "bad: line 6" } }),
        Plant("a secret in a host's log", "I13", story => story with { After = story.After with { Secrets = ["xoxb-1"], HostLogs = ["sent xoxb-1"] } }),
        Plant("a mistake of ours", "no mistake", story => story with { After = story.After with { HostLogs = ["x failed in a way nobody expected; y"] } }),
        Plant("a complaint of the platform", "the platform", story => story with { After = story.After with { Complaints = ["invalid_blocks"] } }),
    ];

    [TestCaseSource(nameof(Planted))]
    public void A_broken_promise_is_named(string promise, Func<Story, Story> plant)
    {
        var violations = HistoryChecker.Check(plant(Tell()));
        Assert.That(violations.Select(violation => violation.Promise), Has.Some.StartsWith(promise), string.Join('\n', violations));
    }

    [Test]
    public void Asking_for_what_is_open_already_needs_no_line()
    {
        var story = Tell();
        story = story with { Gestures = [.. story.Gestures, story.Gestures[0] with { At = At(1800), Words = "another reason" }] };
        Assert.That(HistoryChecker.Check(story), Is.Empty);
    }

    [Test]
    public void Lateness_counts_only_while_a_host_is_up()
    {
        var story = Tell();
        story.Timeline.WentDown(EndsAt - TimeSpan.FromSeconds(5));
        story.Timeline.CameUp(EndsAt + TimeSpan.FromMinutes(10));
        story = story with { Changes = [.. story.Changes.SkipLast(1), story.Changes[^1] with { At = EndsAt + TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(2) }] };
        Assert.That(HistoryChecker.Check(story).Where(violation => violation.Promise.StartsWith("I2", StringComparison.Ordinal)), Is.Empty);
    }

    private static TestCaseData Plant(string what, string promise, Func<Story, Story> plant) =>
        new TestCaseData(promise, plant).SetArgDisplayNames(what);

    private static Story Without<T>(Story story) => story with { Log = [.. story.Log.Where(line => line.Access is not T)] };

    private static Story Replaced<T>(Story story, Func<T, AccessEvent> replace) =>
        story with { Log = [.. story.Log.Select(line => line.Access is T found ? line with { Access = replace(found) } : line)] };

    private static Story Moved<T>(Story story, DateTimeOffset to)
        where T : AccessEvent => Replaced<T>(story, line => line with { At = to });
}
