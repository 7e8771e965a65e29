namespace JitBot.Benchmarks.Wheel;

/// <summary>
/// Timers that somebody else turns, as the wheel is used: made for so many, scheduled with a due and a payload, cancelled by a handle, and advanced to a
/// moment. A struct that wraps what it measures, so
/// that calling it costs nothing.
/// </summary>
internal interface ITimers<TSelf, THandle>
    where TSelf : struct, ITimers<TSelf, THandle>
{
    /// <summary>Made for so many and empty, with their memory used once, so far as it is kept: what is used for the first time is charged to nobody.</summary>
    static abstract TSelf Make(DateTimeOffset start, int count);

    THandle Schedule(DateTimeOffset due, long payload);

    bool Cancel(THandle handle);

    DateTimeOffset? NextDue { get; }

    void Advance(DateTimeOffset now, Fired fired);
}
