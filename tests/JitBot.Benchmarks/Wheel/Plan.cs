namespace JitBot.Benchmarks.Wheel;

/// <summary>
/// What is done with timers over thirty days, decided by a seed: when each is due, which eighth is cancelled, and which is put off until when. All of it
/// stands in memory in the order in which it is read, so that
/// the harness's own misses are charged to nobody.
/// </summary>
internal sealed class Plan<THandle>
{
    private const int OneIn = 8;

    /// <summary>The days over which dues are spread.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(30);

    private readonly int[] _cancelled;
    private readonly int[] _putOff;

    public Plan(int count, int seed, DateTimeOffset from)
    {
        var random = new Random(seed);
        var chosen = Enumerable.Range(0, count).ToArray();
        random.Shuffle(chosen);
        (_cancelled, _putOff) = (chosen[..EighthOf(count)], chosen[EighthOf(count)..(2 * EighthOf(count))]);
        (Dues, Later) = (Spread(random, count, from, Span), Spread(random, _putOff.Length, from, Span));
        (Handles, Dead, Moved) = (new THandle[count], new THandle[_cancelled.Length], new THandle[_putOff.Length]);
        Array.Fill(Handles, default!); // the pages are there before anybody is timed
    }

    public DateTimeOffset[] Dues { get; }

    public DateTimeOffset[] Later { get; }

    public THandle[] Handles { get; }

    /// <summary>Handles of those that are cancelled.</summary>
    public THandle[] Dead { get; }

    /// <summary>Handles of those that are put off.</summary>
    public THandle[] Moved { get; }

    /// <summary>How many fire in the end, and what their payloads come to: what is put off comes with a new number.</summary>
    public (long Count, long Sum) Left => (Dues.Length - Dead.Length, Total(Dues.Length + Moved.Length) - _cancelled.Concat(_putOff).Sum(number => (long)number));

    public static int EighthOf(int count) => count / OneIn;

    /// <summary>The sum of the first numbers from 0 on.</summary>
    public static long Total(long count) => count * (count - 1) / 2;

    /// <summary>Moments of whole milliseconds within a span.</summary>
    public static DateTimeOffset[] Spread(Random random, int count, DateTimeOffset from, TimeSpan within)
    {
        var dues = new DateTimeOffset[count];
        for (var i = 0; i < count; i++)
            dues[i] = from.AddMilliseconds(random.NextInt64((long)within.TotalMilliseconds));
        return dues;
    }

    /// <summary>Chooses among the handles.</summary>
    public void Choose()
    {
        for (var i = 0; i < Dead.Length; i++)
            (Dead[i], Moved[i]) = (Handles[_cancelled[i]], Handles[_putOff[i]]);
    }
}
