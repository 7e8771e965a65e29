using JitBot.Core.Holdings;
using JitBot.Core.Operations;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Operations;

/// <summary>
/// Remembers which removals fail, by what came of them: filled anew after a restart, since every overdue removal is tried at once and then at
/// least every five minutes.
/// </summary>
internal sealed class RemovalWatch(HoldingHandler holdings, TrustedClock clock)
{
    /// <summary>A removal nobody here has tried for so long may have been done by another process: its stream is read.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(6);

    /// <summary>Streams read at one look; the rest are read at the next.</summary>
    private const int MostLooks = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<HoldingKey, Late> _late = [];
    private readonly Dictionary<string, DateTimeOffset> _lastDone = new(StringComparer.Ordinal);

    /// <summary>Takes what is known of a holding after it was tried; <paramref name="what"/> is what came of the try, if it failed.</summary>
    public void Look(HoldingKey key, HoldingState state, string? what) => Take(key, state.OverdueSince, what);

    /// <summary>Takes that a removal cannot even be tried, and why.</summary>
    public void CannotTry(HoldingKey key, HoldingState state, string why) => Take(key, state.MustGoSince, why);

    /// <summary>Whether removals at this provider have been failing for so long that nothing new may be given there.</summary>
    public bool HoldsGrants(string provider)
    {
        var before = clock.Now - AlertLimits.OverdueAfter;
        lock (_gate)
            return _late.Any(each => each.Key.Provider == provider && each.Value.Since <= before);
    }

    /// <summary>What is to be said of each provider at which something fails or has failed.</summary>
    public async Task<IReadOnlyList<Sighting>> SightAsync(CancellationToken ct)
    {
        List<HoldingKey> old;
        lock (_gate)
            old = [.. _late.Where(each => clock.Now - each.Value.TriedAt >= LookAgainAfter).Select(each => each.Key).Take(MostLooks)];
        foreach (var key in old)
            Look(key, (await holdings.LoadAsync(key, ct)).State, what: null);
        lock (_gate)
        {
            var failing = _late.GroupBy(each => each.Key.Provider, each => each.Value).ToList();
            var well = _lastDone.Where(done => failing.All(group => group.Key != done.Key));
            return [.. failing.Select(Sight), .. well.Select(done => Sighting.Well(Condition.RemovalsKey(done.Key), done.Value))];
        }
    }

    private void Take(HoldingKey key, DateTimeOffset? overdueSince, string? what)
    {
        lock (_gate)
        {
            if (overdueSince is { } since)
                _late[key] = new Late(since, what ?? _late.GetValueOrDefault(key)?.What ?? "It was not answered.", clock.Now);
            else if (_late.Remove(key))
                _lastDone[key.Provider] = clock.Now;
        }
    }

    private static Sighting Sight(IGrouping<string, Late> late)
    {
        var oldest = late.MinBy(each => each.Since)!;
        return Sighting.Of(new Condition.RemovalsOverdue(late.Key, late.Count(), oldest.Since, oldest.What), oldest.Since, late.Max(each => each.TriedAt));
    }

    private sealed record Late(DateTimeOffset Since, string What, DateTimeOffset TriedAt);
}
