using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Operations;
using JitBot.Core.Store;
using JitBot.Engine.Effects;

namespace JitBot.Engine.Operations;

/// <summary>
/// The stream of what was told about JitBot itself. Events and the effects that tell them are appended in one transaction after the version
/// they were decided from, so that of several processes one tells.
/// </summary>
internal sealed class OperationsLog(IAccessStore store, WakeClock wakes)
{
    private volatile Read _read = new(OperationsState.Start, 0);

    /// <summary>The state as it was last read.</summary>
    public OperationsState State => _read.State;

    /// <summary>Reads what has been added since.</summary>
    public async Task<OperationsState> RefreshAsync(CancellationToken ct)
    {
        var (state, version) = _read;
        var lines = await store.LoadAsync(StreamId.Operations, version, ct);
        if (lines.Count > 0)
            _read = new Read(lines.Select(EventJson.ReadOperations).Aggregate(state, (before, happened) => before.Evolve(happened)), lines[^1].Version);
        return _read.State;
    }

    /// <summary>
    /// Decides from the newest state and appends; empty if there was nothing to say, or if another process said it first (the next look finds
    /// out). Each word goes to each of the places.
    /// </summary>
    public async Task<IReadOnlyList<OperationsEvent>> AppendAsync(
        Func<OperationsState, IReadOnlyList<OperationsEvent>> decide, IReadOnlyList<Place> places, CancellationToken ct)
    {
        var events = decide(await RefreshAsync(ct));
        if (events.Count == 0)
            return events;
        var told = from happened in events where happened.Key is not null from place in places select new DueEffect(new Effect.Announce(place, happened.Key!), happened.At);
        var batch = new Batch(StreamId.Operations, _read.Version, [.. events.Select(EventJson.Line)], [], [.. told], Index: null, Answered: null);
        if (await store.AppendAsync(batch, ct) is not AppendAnswer.Appended appended)
            return [];
        wakes.Watch(appended.Effects);
        await RefreshAsync(ct);
        return events;
    }

    /// <summary>Stores effects that belong to no line; false if another process was faster.</summary>
    public async Task<IReadOnlyList<EffectRow>> PutAsync(IReadOnlyList<DueEffect> effects, CancellationToken ct)
    {
        await RefreshAsync(ct);
        return await store.AppendAsync(new Batch(StreamId.Operations, _read.Version, [], [], effects, Index: null, Answered: null), ct)
            is AppendAnswer.Appended appended ? appended.Effects : [];
    }

    /// <summary>The newest word on an alert and the version of its line; null if there is none.</summary>
    public async Task<(OperationsEvent Told, long Version)?> FindNewestAsync(string key, CancellationToken ct)
    {
        var lines = await store.LoadAsync(StreamId.Operations, after: 0, ct);
        return lines.Select(line => (Told: EventJson.ReadOperations(line), line.Version)).LastOrDefault(each => each.Told.Key == key) is { Told: not null } found ? found : null;
    }

    private sealed record Read(OperationsState State, long Version);
}
