namespace JitBot.Core.Holdings;

/// <summary>The times a holding works with.</summary>
public static class HoldingLimits
{
    /// <summary>A call that has not left so long after it was written down is not sent at all: the world may have moved on.</summary>
    public static readonly TimeSpan SendWindow = TimeSpan.FromSeconds(5);

    /// <summary>After this no answer can come any more: the window, two provider calls of at most ten seconds each, and a margin.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>
    /// An add is made on a survey no older than this: what an administrator has given since would be taken for ours, and taken away. Long enough
    /// for the window and one call.
    /// </summary>
    public static readonly TimeSpan SurveyHolds = TimeSpan.FromSeconds(10);

    /// <summary>The first wait after a failure; it doubles up to <see cref="LongestBackoff"/>.</summary>
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    /// <summary>Never longer: a provider that comes back should be noticed within a minute.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);

    /// <summary>No provider asks for longer in earnest; a header that does must not keep access from ending.</summary>
    public static readonly TimeSpan LongestHonoured = TimeSpan.FromMinutes(5);

    /// <summary>The wait when a removal is refused for good: only a human can help, so asking more often only fills the log.</summary>
    public static readonly TimeSpan RefusedBackoff = TimeSpan.FromMinutes(5);

    /// <summary>A removal that fails for longer is told to the channel.</summary>
    public static readonly TimeSpan SilentDelay = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A read so soon after an add of ours may still show the time before it, so absence proves nothing then, unless a removal has said that it
    /// removed something. Nor does presence prove anything so soon after a removal of ours.
    /// </summary>
    public static readonly TimeSpan ReadsSettle = TimeSpan.FromMinutes(2);

    /// <summary>When absence is looked at again after it was first read back: directories answer from copies that lag behind.</summary>
    public static readonly IReadOnlyList<TimeSpan> LaterLooks = [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15)];

    /// <summary>
    /// The same when an add of ours was never answered: a process that stood still between its last look at the clock and the first byte,
    /// or anything on the way, can send it days later, and no provider takes a fencing token. A week is longer than anything is held up.
    /// </summary>
    public static readonly IReadOnlyList<TimeSpan> LaterLooksAfterLostAdd =
        [.. LaterLooks, TimeSpan.FromHours(2), TimeSpan.FromDays(1), TimeSpan.FromDays(8)];

    /// <summary>The wait before try <paramref name="failures"/> + 1; half fixed, half by jitter, so that replicas and holdings spread.</summary>
    public static TimeSpan Backoff(int failures, double jitter)
    {
        var doubled = FirstBackoff * Math.Pow(2, Math.Min(failures, 16));
        var capped = doubled < LongestBackoff ? doubled : LongestBackoff;
        return capped * (0.5 + (jitter / 2));
    }
}
