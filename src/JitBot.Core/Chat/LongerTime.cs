namespace JitBot.Core.Chat;

/// <summary>What a requester can choose from who needs their access for longer.</summary>
public static class LongerTime
{
    /// <summary>The usual lengths that fit into <paramref name="left"/>, which is what the policy leaves, with what one tap asks for among them, in their order.</summary>
    public static IReadOnlyList<TimeSpan> Within(TimeSpan left, TimeSpan oneTap) => [.. Spans.Usual.Append(oneTap).Where(length => length <= left).Distinct().Order()];
}
