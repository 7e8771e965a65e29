namespace JitBot.Core.Holdings;

/// <summary>
/// What resources are nested in, as their provider said it last, for as long as it may serve while the provider does not answer. It has no clock: time comes in.
/// What seems to have been asked in the future was asked by a clock that has been set back since, and is not believed. Thread-safe.
/// </summary>
public sealed class NestingMemory
{
    /// <summary>As long as an answer of who is on call serves: an emergency outlives a provider's restart, and nests are made by people, seldom and on purpose.</summary>
    public static readonly TimeSpan ServesFor = TimeSpan.FromMinutes(15);

    /// <summary>Far more resources than are taken in emergencies within a quarter of an hour; beyond it all are forgotten.</summary>
    private const int Most = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Provider, string Resource), (IReadOnlySet<string> Around, DateTimeOffset AsOf)> _last = [];

    /// <summary>Keeps an answer that was asked for at <paramref name="asOf"/>.</summary>
    public void Keep(string provider, string resource, IReadOnlySet<string> around, DateTimeOffset asOf)
    {
        lock (_gate)
        {
            if (_last.Count >= Most)
                _last.Clear();
            _last[(provider, resource)] = (around, asOf);
        }
    }

    /// <summary>The answer that still serves at this moment; null if there is none.</summary>
    public IReadOnlySet<string>? Recall(string provider, string resource, DateTimeOffset now)
    {
        lock (_gate)
            return _last.TryGetValue((provider, resource), out var kept) && kept.AsOf <= now && now - kept.AsOf <= ServesFor ? kept.Around : null;
    }

    /// <summary>Forgets a resource of which the provider has answered that it says nothing any more.</summary>
    public void Forget(string provider, string resource)
    {
        lock (_gate)
            _last.Remove((provider, resource));
    }
}
