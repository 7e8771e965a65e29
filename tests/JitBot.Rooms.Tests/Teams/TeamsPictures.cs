using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Pictures of requests for the tests of cards.</summary>
internal static class TeamsPictures
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
        "fixing INC-123 <at>everyone</at> & *fast*\n[safe](https://example.com) {{DATE(2026-03-02T09:30:00Z,SHORT)}}",
        Words.Of($"Lapses {At} unless somebody answers."),
        phase == Phase.Pending ? [Blake] : [Blake, new VoteView("Avery Quinn", phase != Phase.Denied, At)],
        2,
        ["Avery Quinn", "Blake Hill", "everyone in the group Database owners"]);

    /// <summary>Everywhere the longest that is possible, of this text.</summary>
    public static RequestView Full(string text, Phase phase) => Of(phase) with
    {
        Requester = text,
        Entitlement = text,
        Justification = text,
        Status = Words.Of($"{text} {new Word.Strong(text)} {At} {text}"),
        Votes = [.. Enumerable.Repeat(new VoteView(text, true, At), 60)],
        Approvers = [.. Enumerable.Repeat(text, 60)],
        AskAgain = phase == Phase.Ended ? text : null,
    };
}
