using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Storm;

/// <summary>How late each grant of a storm came to a point of its end, in milliseconds by the clock of the story; each comes there once and never early.</summary>
internal sealed class LateEnds(int due, TimeProvider clock)
{
    private readonly double[] _late = [.. Enumerable.Repeat(double.NaN, due)];
    private volatile string? _wrong;
    private int _there;

    /// <summary>
    /// The grant of this number is there now; null for one that is not due. What is wrong is told in the end: whoever calls may be at work for the product, which
    /// would try again.
    /// </summary>
    public void Came(int? which)
    {
        var late = which is { } number ? (clock.GetUtcNow() - StormPlan.DueAt(number)).TotalMilliseconds : double.NaN;
        if (which is not { } one || late < 0 || !double.IsNaN(_late[one]))
        {
            _wrong ??= which is null ? "A grant came that is not due." : $"Grant {which} came {late:F1} ms after it was due; the time before it was {_late[which.Value]:F1}.";
            return;
        }

        _late[one] = late;
        Interlocked.Increment(ref _there);
    }

    /// <summary>Whether nobody is missing any more.</summary>
    public bool AreAllThere => Volatile.Read(ref _there) == due;

    /// <summary>Whether somebody came who may not have.</summary>
    public bool IsWrong => _wrong is not null;

    /// <summary>Nobody may be missing by now, and nothing may be wrong.</summary>
    public void AssertAll()
    {
        if (_wrong is { } wrong)
            throw new InvalidOperationException(wrong);
        if (!AreAllThere)
            throw new InvalidOperationException($"{Volatile.Read(ref _there):N0} of {due:N0} grants have come so far.");
    }

    /// <summary>The figures, under this name.</summary>
    public IEnumerable<KeyValuePair<string, double>> Figures(string name) =>
    [
        new(P50(name), Spread.Percentile(_late, 0.5)),
        new(P99(name), Spread.Percentile(_late, 0.99)),
        new(PerSecond(name), due / _late.Select((late, number) => StormPlan.Offset(number).TotalSeconds + (late / 1_000)).Max()),
    ];

    public static string P50(string name) => $"{name}, late by p50";

    public static string P99(string name) => $"{name}, late by p99";

    /// <summary>Counted from the first due until the last was there.</summary>
    public static string PerSecond(string name) => $"{name}, per second";
}
