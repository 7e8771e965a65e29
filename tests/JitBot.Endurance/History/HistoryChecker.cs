using JitBot.Endurance.History.Rules;

namespace JitBot.Endurance.History;

/// <summary>
/// Holds a story against the promises, in the manner of Elle but linear: each membership is one register with one writer, so a single walk
/// over its history judges it. It reads what the world saw and what the log says, never the program.
/// </summary>
internal static class HistoryChecker
{
    /// <summary>Everything that is wrong.</summary>
    public static IReadOnlyList<Violation> Check(Story story)
    {
        var log = new LogIndex(story);
        return
        [
            .. ApprovalRules.Check(story, log),
            .. MembershipRules.Check(story, log),
            .. AttemptRules.Check(story, log),
            .. GestureRules.Check(story, log),
            .. DecisionRules.Check(log),
            .. TruthRules.Check(story, log),
            .. EndRules.Check(story, log),
        ];
    }
}
