namespace JitBot.Core.Chat;

/// <summary>What an approver can choose from who agrees to less time than was asked for.</summary>
public static class LessTime
{
    /// <summary>A short list is chosen from on a phone; whoever wants another length says no and why.</summary>
    public const int Most = 5;

    private static readonly TimeSpan[] Usual =
    [
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8),
        TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(7),
    ];

    /// <summary>The usual lengths below this one, the longest of them in their order.</summary>
    public static IReadOnlyList<TimeSpan> Than(TimeSpan asked) => [.. Usual.Where(length => length < asked).TakeLast(Most)];
}
