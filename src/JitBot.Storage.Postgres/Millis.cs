namespace JitBot.Storage.Postgres;

/// <summary>Times as the database keeps them: milliseconds since 1970-01-01 UTC.</summary>
internal static class Millis
{
    /// <summary>A moment, cut to the millisecond like everything in the log.</summary>
    public static long Of(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    /// <summary>When something is due, to the next whole millisecond, so that nothing comes early.</summary>
    public static long NotBefore(DateTimeOffset at) =>
        at.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? Of(at) : Of(at) + 1;

    /// <summary>The moment a number stands for.</summary>
    public static DateTimeOffset ToTime(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis);
}
