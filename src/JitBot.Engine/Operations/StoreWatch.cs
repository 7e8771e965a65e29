using JitBot.Core.Operations;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Operations;

/// <summary>
/// Remembers since when the store cannot be used: the one trouble that cannot be written down while it lasts. Whoever is refused by the store
/// reports it here; the look at operations tries it again.
/// </summary>
public sealed class StoreWatch(TrustedClock clock)
{
    private readonly Lock _gate = new();
    private (DateTimeOffset Since, string Why)? _now;
    private (DateTimeOffset Since, DateTimeOffset Until, string Why)? _untold;

    /// <summary>Whether it was out when it was used last.</summary>
    public bool IsOut
    {
        get
        {
            lock (_gate)
                return _now is not null;
        }
    }

    /// <summary>The store could not be used; the sentence is its own. True if it could be until now.</summary>
    public bool Failed(string why)
    {
        lock (_gate)
        {
            var isNew = _now is null;
            _now ??= (clock.Now, why);
            return isNew;
        }
    }

    /// <summary>It was written.</summary>
    public void Worked()
    {
        lock (_gate)
        {
            if (_now is { } ended)
                _untold = (_untold?.Since ?? ended.Since, clock.Now, ended.Why);
            _now = null;
        }
    }

    /// <summary>People know of it, or it was too short for them to know.</summary>
    public void Told()
    {
        lock (_gate)
            _untold = null;
    }

    /// <summary>What is to be said of it; null if nothing is.</summary>
    internal Sighting? Sight(string machine)
    {
        lock (_gate)
        {
            if (_now is { } present)
                return Sighting.Of(new Condition.StoreOut(machine, present.Why), present.Since, clock.Now);
            return _untold is { } past ? Sighting.Past(new Condition.StoreOut(machine, past.Why), past.Since, past.Until) : null;
        }
    }
}
