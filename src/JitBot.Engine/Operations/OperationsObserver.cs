using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.Operations;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Operations;

/// <summary>Looks at everything that can be wrong: the one source of what people are told and of what readiness shows.</summary>
internal sealed class OperationsObserver(
    IAccessStore store,
    StoreWatch stores,
    DoorWatch doors,
    HearingWatch hearing,
    PlaceWatch places,
    PageWatch pages,
    RemovalWatch removals,
    CheckpointWriter checkpoints,
    OperationsLog operations,
    FreezeLog freezes,
    AlertPlaces alerts,
    CurrentCatalogue catalogue,
    TrustedClock clock,
    OperationsSettings settings)
{
    /// <summary>What there is to be seen, good and bad. Never throws for a store that is out: that is one of the things to be seen.</summary>
    public async Task<IReadOnlyList<Sighting>> LookAsync(CancellationToken ct)
    {
        var (now, doubt) = (clock.Now, clock.Doubted);
        var seen = new List<Sighting>
        {
            Judge(Condition.DiskKey(settings.Machine), store.HasRoom ? null : new Condition.DiskFull(settings.Machine), now),
            Judge(Condition.ClockKey(settings.Machine), doubt is null ? null : new Condition.ClockSuspect(settings.Machine, doubt.IsUnwitnessed), doubt?.Since ?? now),
            checkpoints.Sight(settings.Machine),
        };
        seen.AddRange(doors.Sight());
        seen.AddRange(hearing.Sight(settings.Machine));
        seen.AddRange(places.Sight());
        seen.AddRange(pages.Sight());
        seen.AddRange(catalogue.Sight());
        try
        {
            seen.Add(Parked(await store.ListParkedAsync(ct), now));
            seen.AddRange(await removals.SightAsync(ct));
            var state = await operations.RefreshAsync(ct);
            seen.AddRange(NoLongerNamed(state, now));
            seen.Add((await freezes.RefreshAsync(ct)).Freeze is { } freeze ? Sighting.Of(new Condition.Frozen(), freeze.Since, now) : Sighting.Well(Condition.FrozenKey, now));
            seen.Add(Judge(Condition.RestoredKey, state.Recovery is { } backup ? new Condition.Restored(backup, Resources()) : null, now));
        }
        catch (StoreUnavailableException e)
        {
            stores.Failed(e.Message);
        }

        if (stores.Sight(settings.Machine) is { } outage)
            seen.Add(outage);
        return seen;
    }

    private Sighting Judge(string key, Condition? condition, DateTimeOffset since) =>
        condition is null ? Sighting.Well(key, clock.Now) : Sighting.Of(condition, operations.State.Open(key)?.Since ?? since, clock.Now);

    /// <summary>Channels that took no cards and that nobody is asked in any more: another was named in the settings.</summary>
    private IEnumerable<Sighting> NoLongerNamed(OperationsState state, DateTimeOffset now) =>
        from alert in state.Alerts.Values
        where alert is { IsOpen: true, Condition: Condition.Unwritable }
        let channel = (Condition.Unwritable)alert.Condition
        where !alerts.Named().Contains(new Place.Channel(channel.Platform, channel.Channel))
        select Sighting.Well(channel.Key, now);

    private static Sighting Parked(IReadOnlyList<ParkedEffect> parked, DateTimeOffset now) => parked.Count == 0
        ? Sighting.Well(Condition.SetAsideKey, now)
        : Sighting.Of(new Condition.SetAside(parked.Count, parked[0].Key), parked.Min(each => each.ParkedAt), now);

    private IReadOnlyList<string> Resources() =>
        [.. catalogue.Now.Entitlements.DistinctBy(each => (each.Provider, each.Resource)).Select(each => $"{each.Name} ({each.Provider} {each.Resource})")];
}
