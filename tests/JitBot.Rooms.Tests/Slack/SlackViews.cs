using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Pictures of requests for the tests of cards.</summary>
internal static class SlackViews
{
    public static readonly DateTimeOffset At = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private static readonly VoteView Blake = new("Blake Hill", true, At);

    public static RequestView Of(Phase phase) => new(
        new RequestId("r-7k2m9x4qbd"),
        "0123456789abcdef0123456789abcdef",
        3,
        phase,
        "Riley Stone",
        "Production database",
        TimeSpan.FromHours(2),
        "fixing INC-123 <now> & *fast*",
        Words.Of($"Lapses {At} unless somebody answers."),
        phase == Phase.Pending ? [Blake] : [Blake, new VoteView("Avery Quinn", phase != Phase.Denied, At)],
        2,
        ["Avery Quinn", "Blake Hill", "everyone in the group Database owners"]);
}
