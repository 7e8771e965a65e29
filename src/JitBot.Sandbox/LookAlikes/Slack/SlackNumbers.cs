using System.Globalization;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Ids and message timestamps, in Slack's shapes. Ids spell the names of what they name, so that a log reads by itself.</summary>
internal sealed class SlackNumbers(TimeProvider time)
{
    private const int IdLength = 9;
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;
    private const long MicrosecondsPerSecond = 1_000_000;

    private readonly Lock _lock = new();
    private long _lastMicrosecond;
    private long _lastCount;

    public DateTimeOffset Now => time.GetUtcNow();

    public long NowSeconds => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>U0RILEY00 for riley.</summary>
    public static string Named(char kind, string name) =>
        (kind + "0" + string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()).PadRight(IdLength, '0');

    /// <summary>Unix seconds, a dot, six digits; unique and rising even when the clock stands still.</summary>
    public string NextTs()
    {
        lock (_lock)
        {
            var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TicksPerMicrosecond;
            _lastMicrosecond = Math.Max(now, _lastMicrosecond + 1);
            return string.Create(
                CultureInfo.InvariantCulture, $"{_lastMicrosecond / MicrosecondsPerSecond}.{_lastMicrosecond % MicrosecondsPerSecond:D6}");
        }
    }

    /// <summary>What a version of a view is known by.</summary>
    public string NextHash() => NextTs() + "." + Next("h");

    /// <summary>An id nobody had before, such as Ev00000012.</summary>
    public string Next(string prefix)
    {
        lock (_lock)
            return string.Create(CultureInfo.InvariantCulture, $"{prefix}{++_lastCount:D8}");
    }
}
