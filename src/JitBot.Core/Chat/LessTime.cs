namespace JitBot.Core.Chat;

/// <summary>What an approver can choose from who agrees to less time than was asked for.</summary>
public static class LessTime
{
    /// <summary>A short list is chosen from on a phone; whoever wants another length says no and why.</summary>
    public const int Most = 5;

    /// <summary>The usual lengths below this one, the longest of them in their order.</summary>
    public static IReadOnlyList<TimeSpan> Than(TimeSpan asked) => [.. Spans.Usual.Where(length => length < asked).TakeLast(Most)];
}
