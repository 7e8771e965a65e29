using System.Runtime.CompilerServices;

namespace JitBot.Core.Time;

/// <summary>
/// The wheel's time: whole milliseconds since 1970. A due moment is rounded up and the present down, so nothing fires early.
/// Everything a DateTimeOffset can say fits the wheel's 48 bits; what lies before 1970 counts as 1970, which is as overdue.
/// </summary>
internal static class WheelTick
{
    private const long Epoch = 719_162 * TimeSpan.TicksPerDay; // the days from the year 1 to 1970
    private const long Last = (3_652_059 * TimeSpan.TicksPerDay - Epoch) / TimeSpan.TicksPerMillisecond - 1; // the last of the year 9999

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long OfDue(DateTimeOffset due)
    {
        long ticks = due.UtcTicks - Epoch;
        return ticks <= 0 ? 0 : Math.Min(Whole(ticks + TimeSpan.TicksPerMillisecond - 1), Last);
    }

    // Before 1970 is the tick before the first: nothing is due then.
    internal static long OfNow(DateTimeOffset now)
    {
        long ticks = now.UtcTicks - Epoch;
        return ticks < 0 ? -1 : Whole(ticks);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DateTimeOffset ToTime(long tick) => new(new DateTime(Epoch + (tick * TimeSpan.TicksPerMillisecond), DateTimeKind.Utc));

    // Unsigned, because that division is one multiplication.
    private static long Whole(long ticks) => (long)((ulong)ticks / TimeSpan.TicksPerMillisecond);
}
