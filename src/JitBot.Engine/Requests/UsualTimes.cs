using System.Collections.Concurrent;
using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Store;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Requests;

/// <summary>How long a yes usually takes, read from the log of what was asked for lately and remembered for a while.</summary>
public sealed class UsualTimes(IAccessStore store, TrustedClock clock)
{
    /// <summary>A median of ninety days does not change within this, and what other processes have granted is read again after it.</summary>
    private static readonly TimeSpan Serves = TimeSpan.FromMinutes(5);

    /// <summary>So many of the last requests are looked at to find those that were approved.</summary>
    private const int MostLookedAt = 60;

    /// <summary>As many as the catalogue has entitlements.</summary>
    private readonly ConcurrentDictionary<string, Told> _told = new(StringComparer.Ordinal);

    /// <summary>What was found lately; null if it must be read.</summary>
    public Told? Known(Entitlement entitlement) =>
        _told.TryGetValue(entitlement.Id, out var told) && told.At <= clock.Now && clock.Now - told.At <= Serves ? told : null;

    /// <summary>What stands in the log, unless it was read lately.</summary>
    public async Task<Told> ReadAsync(Entitlement entitlement, CancellationToken ct)
    {
        if (Known(entitlement) is { } known)
            return known;
        var now = clock.Now;
        var times = new List<TimeSpan>();
        foreach (var index in await store.ListByEntitlementAsync(entitlement.Id, now - UsualTime.Within, MostLookedAt, ct))
        {
            if (UsualTime.MayCount(index.Phase) && UsualTime.ToYes([.. (await store.LoadAsync(StreamId.Of(index.Id), 0, ct)).Select(EventJson.ReadAccess)]) is { } time)
                times.Add(time);
            if (times.Count == UsualTime.MostCounted)
                break;
        }

        return _told[entitlement.Id] = new Told(UsualTime.Say(times), now);
    }

    /// <summary>The sentence, or null where there are too few, and when it was found.</summary>
    public sealed record Told(string? Sentence, DateTimeOffset At);
}
