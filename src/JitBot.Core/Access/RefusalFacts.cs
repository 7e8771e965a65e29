namespace JitBot.Core.Access;

/// <summary>
/// What is known of the rules by which somebody was refused. Names are other people's text: what would become markup in a sentence of ours is taken out
/// of them (<see cref="Safe"/>).
/// </summary>
public sealed record RefusalFacts(TimeSpan? Longest, int? Letters, IReadOnlyList<string> Requesters, IReadOnlyList<string> Approvers)
{
    /// <summary>Nothing is known.</summary>
    public static RefusalFacts None { get; } = new(null, null, [], []);

    /// <summary>The id of the request that stands in the way, or the number that is the limit, where it is one.</summary>
    public string? About { get; init; }

    /// <summary>A name without what marks code in sentences of ours, and in one line.</summary>
    public static string Safe(string name) => Chat.ReadableText.Clean(name).Replace('`', '\'').Replace('\n', ' ');
}
