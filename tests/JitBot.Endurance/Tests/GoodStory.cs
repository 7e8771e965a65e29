using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Endurance.History;
using JitBot.Endurance.Stage;

namespace JitBot.Endurance.Tests;

/// <summary>A short story in which every promise is kept: Riley asks, Avery approves, access runs out. Tests break one thing in it.</summary>
internal static class GoodStory
{
    public const string Request = "r-1";
    public const string Words = "a good reason";

    public static readonly HoldingKey Holding = new("Entra", "group", "riley-id");
    public static readonly HoldingKey Standing = new("Entra", "group", "sam-id");
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset EndsAt = At(3.3) + TimeSpan.FromHours(1);
    public static readonly PersonRef Riley = new(new PersonId("p-riley"), "hash-riley");
    public static readonly PersonRef Avery = new(new PersonId("p-avery"), "hash-avery");

    private static readonly Terms Terms = new("prod-db", "Production database", "Entra", "group", "production",
        [new Rule.Everyone()], TimeSpan.FromHours(4), TimeSpan.FromHours(1), 10)
    {
        Stages = [new Core.Catalogue.Stage([new Rule.Named(Avery.Id)], 1, [])],
    };

    /// <summary>A moment of the story, in seconds after its start.</summary>
    public static DateTimeOffset At(double seconds) => Start + TimeSpan.FromSeconds(seconds);

    public static AccountId Account(string handle) => new("Slack", "T1", $"U-{handle}");

    public static Story Tell()
    {
        var timeline = new Timeline();
        timeline.CameUp(Start);
        return new Story
        {
            Timeline = timeline,
            AllowedLateness = TimeSpan.FromSeconds(30),
            Approvers = ["avery", "morgan"],
            Accounts = new Dictionary<string, string> { ["riley"] = "U-riley", ["avery"] = "U-avery" },
            Texts = new Dictionary<string, string>
            {
                ["hash-words"] = Words,
                ["hash-riley"] = "Riley Park <riley@example.com>",
                ["hash-avery"] = "Avery Stone <avery@example.com>",
            },
            Log = [.. RequestLines().Concat(HoldingLines()).OrderBy(line => line.At)],
            Changes =
            [
                new Change(At(-60), Standing, Added: true, Ours: false),
                new Change(At(3.2), Holding, Added: true, Ours: true),
                new Change(EndsAt + TimeSpan.FromSeconds(1), Holding, Added: false, Ours: true),
            ],
            Requests =
            [
                Asked(3, Wish.Look, 1), Asked(3.2, Wish.Add, 2), Asked(3605, Wish.Remove, 3), Asked(3606, Wish.Look, 4),
            ],
            Gestures =
            [
                new Gesture(At(0), "riley", GestureKind.Ask, Words, null, Acknowledged: true) { Entitlement = Terms.EntitlementId },
                new Gesture(At(2), "avery", GestureKind.Approve, null, Request, Acknowledged: true),
            ],
            Tellings =
            [
                new Telling(At(1), Request, "m-1", IsCard: true, "Waiting: 0 of 1 approvals."),
                new Telling(At(4), Request, "m-1", IsCard: true, "Granted until 10:00."),
                new Telling(At(4.1), Request, "m-2", IsCard: false, "Access granted: Entra confirmed the membership."),
                new Telling(At(3610), Request, "m-1", IsCard: true, "Access removed, and Entra confirmed that the membership is gone."),
            ],
        };
    }

    public static LogLine Line(AccessEvent happened, double seconds) => Line(happened, At(seconds));

    public static LogLine Line(AccessEvent happened, DateTimeOffset at) => new(at, $"request/{Request}", happened with { At = at }, null);

    private static DirectoryRequest Asked(double seconds, Wish wish, int attempt) =>
        new(At(seconds), "Entra", "group", wish == Wish.Add ? null : "riley-id", wish, Holding.AttemptName(attempt));

    private static IEnumerable<LogLine> RequestLines() =>
    [
        Line(new AccessEvent.Asked(Riley, Account("riley"), Terms, TimeSpan.FromHours(1), "hash-words", "handle"), 0),
        Line(new AccessEvent.Prepared(Holding.Subject), 1),
        Line(new AccessEvent.Approved(Avery, [new Rule.Named(Avery.Id)], At(2)), 2.1),
        Line(new AccessEvent.GrantBegun(At(2.1) + TimeSpan.FromHours(1)), 2.1),
        Line(new AccessEvent.GrantConfirmed(Standing: false, EndsAt), 3.3),
        Line(new AccessEvent.RevocationBegun(EndCause.Expired), EndsAt),
        Line(new AccessEvent.Ended(Leaving.Removed), EndsAt + TimeSpan.FromSeconds(3)),
    ];

    private static IEnumerable<LogLine> HoldingLines()
    {
        var id = new RequestId(Request);
        return
        [
            Line(new HoldingEvent.Claimed(id, Holding, At(2.1) + TimeSpan.FromHours(1)), 2.2),
            Begun(1, ProviderCall.Survey, 2.9),
            Begun(2, ProviderCall.Add, 3.1),
            Line(new HoldingEvent.AddAnswered(2, AlreadyThere: false, Ownership.Ours), 3.3),
            Line(new HoldingEvent.Confirmed([id], Standing: false), 3.3),
            Line(new HoldingEvent.Released(id, Holding, Early: false), 3603.4),
            Begun(3, ProviderCall.Remove, 3603.5),
            Begun(4, ProviderCall.ReadBack, 3605.5),
            Line(new HoldingEvent.Left([id], Leaving.Removed), 3606),
        ];
    }

    private static LogLine Begun(int attempt, ProviderCall call, double seconds) =>
        Line(new HoldingEvent.AttemptBegun(attempt, call, At(seconds + 5), At(seconds + 30)), seconds);

    private static LogLine Line(HoldingEvent happened, double seconds) => new(At(seconds), $"holding/{Holding.Id}", null, happened with { At = At(seconds) });
}
