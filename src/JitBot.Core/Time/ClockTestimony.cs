using System.Collections.Immutable;

namespace JitBot.Core.Time;

/// <summary>
/// What others last said the time is, one word for each source. Each is kept as the time it was, by that source, when the monotonic clock
/// stood at zero: so it can be carried to any later moment without asking the wall clock, which is the very thing in question.
/// </summary>
internal sealed record ClockTestimony
{
    // Long enough for the quiet minutes between two calls to a provider, short enough that no clock drifts by anything that matters.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>Nobody was heard.</summary>
    internal static readonly ClockTestimony None = new();

    // In ticks, because a header may say any date at all, and not every date has room for what is added to it.
    private ImmutableDictionary<string, (long AtZero, TimeSpan HeardAt)> Words { get; init; } =
        ImmutableDictionary<string, (long, TimeSpan)>.Empty;

    // Known from when the words were: the time is asked for thousands of times between two of them.
    private long? MedianAtZero { get; init; }

    internal ClockTestimony With(string source, DateTimeOffset theirDate, TimeSpan monotonic) =>
        Of(Words.SetItem(source, (theirDate.UtcTicks - monotonic.Ticks, monotonic)));

    internal ClockTestimony StillFresh(TimeSpan monotonic)
    {
        // Asked many times a second, and hardly ever is anything old.
        foreach (var (_, (_, heardAt)) in Words)
        {
            if (monotonic - heardAt > Memory)
                return Of(Words.RemoveRange(Words.Where(word => monotonic - word.Value.HeardAt > Memory).Select(word => word.Key).ToList()));
        }

        return this;
    }

    /// <summary>
    /// The time now by the median of the witnesses, or null if there is none. Of an even number it is the earlier of the two in the
    /// middle: when two disagree, believing the earlier can make a revocation late, never early, and nothing is granted meanwhile.
    /// </summary>
    internal DateTimeOffset? Median(TimeSpan monotonic) =>
        MedianAtZero is { } atZero ? new DateTimeOffset(Math.Clamp(atZero + monotonic.Ticks, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero) : null;

    private static ClockTestimony Of(ImmutableDictionary<string, (long AtZero, TimeSpan HeardAt)> words) => new()
    {
        Words = words,
        MedianAtZero = words.IsEmpty ? null : words.Values.Select(word => word.AtZero).Order().ElementAt((words.Count - 1) / 2),
    };
}
