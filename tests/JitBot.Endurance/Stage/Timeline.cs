namespace JitBot.Endurance.Stage;

/// <summary>
/// Real time beside the story's. The story's clock is wound forward in jumps, and the host is down between its lives; how late something came
/// is counted in real time during which a host was up, because only then could it have been earlier.
/// </summary>
internal sealed class Timeline
{
    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset Real, TimeSpan Offset)> _winds = [(DateTimeOffset.MinValue, TimeSpan.Zero)];
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _up = [];
    private int _running;

    /// <summary>The clock was wound at this real moment.</summary>
    public void Wound(DateTimeOffset real, TimeSpan by)
    {
        lock (_lock)
            _winds.Add((real, _winds[^1].Offset + by));
    }

    /// <summary>A host began to serve.</summary>
    public void CameUp(DateTimeOffset real)
    {
        lock (_lock)
        {
            if (_running++ == 0)
                _up.Add((real, DateTimeOffset.MaxValue));
        }
    }

    /// <summary>A host that served is gone.</summary>
    public void WentDown(DateTimeOffset real)
    {
        lock (_lock)
        {
            if (--_running == 0)
                _up[^1] = (_up[^1].From, real);
        }
    }

    /// <summary>The real moment of a moment of the story; one that a winding jumped over came when it was wound.</summary>
    public DateTimeOffset RealOf(DateTimeOffset moment)
    {
        lock (_lock)
        {
            for (var i = _winds.Count - 1; i > 0; i--)
            {
                if (moment - _winds[i].Offset >= _winds[i].Real)
                    return moment - _winds[i].Offset;
                if (moment - _winds[i - 1].Offset >= _winds[i].Real)
                    return _winds[i].Real;
            }

            return moment;
        }
    }

    /// <summary>For how long between these moments of the story a host was up, in real time.</summary>
    public TimeSpan UpBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var (start, end) = (RealOf(from), RealOf(to));
        lock (_lock)
            return _up.Select(up => Min(up.To, end) - Max(up.From, start)).Where(span => span > TimeSpan.Zero).Aggregate(TimeSpan.Zero, (sum, span) => sum + span);
    }

    /// <summary>Whether no host was up at some moment between these.</summary>
    public bool WasDownBetween(DateTimeOffset from, DateTimeOffset to) => UpBetween(from, to) < RealOf(to) - RealOf(from);

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
