namespace JitBot.Storage.Postgres;

/// <summary>
/// The clock of the database: the registered clock plus what the database's differs from the machine's, as measured at open and with
/// each sweep. All processes that share a database go by it. A registered clock that was wound stays wound.
/// </summary>
internal sealed class PostgresClock(TimeProvider registered) : TimeProvider
{
    private long _difference; // ticks

    /// <summary>By how much the database's clock is ahead of the machine's.</summary>
    public TimeSpan Difference => TimeSpan.FromTicks(Interlocked.Read(ref _difference));

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => registered.LocalTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => registered.TimestampFrequency;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => registered.GetUtcNow() + Difference;

    /// <inheritdoc />
    public override long GetTimestamp() => registered.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        registered.CreateTimer(callback, state, dueTime, period);

    /// <summary>
    /// Takes a round trip into account: the database read its clock at some moment between the machine's two. What fits the difference
    /// known so far changes nothing, so that the clock does not tremble with the network.
    /// </summary>
    public void Measured(DateTimeOffset before, DateTimeOffset database, DateTimeOffset after)
    {
        var (least, most) = (database - after, database - before);
        if (least <= most && (Difference < least || Difference > most))
            Interlocked.Exchange(ref _difference, ((least + most) / 2).Ticks);
    }
}
