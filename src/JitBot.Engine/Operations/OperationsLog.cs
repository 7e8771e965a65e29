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
    private readonly FoldedStream<OperationsState, OperationsEvent> _stream = new(
        store, wakes, StreamId.Operations, OperationsState.Start, (state, happened) => state.Evolve(happened), EventJson.ReadOperations, EventJson.Line);

    /// <summary>The state as it was last read.</summary>
    public OperationsState State => _stream.State;

    /// <summary>Reads what has been added since.</summary>
    public async Task<OperationsState> RefreshAsync(CancellationToken ct) => (await _stream.ReadOnAsync(ct)).State;

    /// <summary>
    /// Decides from the newest state and appends; empty if there was nothing to say, or if another process said it first (the next look finds
    /// out). Each word goes to each of the places.
    /// </summary>
    public async Task<IReadOnlyList<OperationsEvent>> AppendAsync(
        Func<OperationsState, IReadOnlyList<OperationsEvent>> decide, IReadOnlyList<Place> places, CancellationToken ct)
    {
        var before = await _stream.ReadOnAsync(ct);
        var events = decide(before.State);
        if (events.Count == 0)
            return events;
        var told = from happened in events where happened.Key is not null from place in places select new DueEffect(new Effect.Announce(place, happened.Key!), happened.At);
        if (await _stream.TryAppendAsync(before.Version, new Addition<OperationsEvent>(events) { Effects = [.. told] }, ct) is not { } rows)
            return [];
        wakes.Watch(rows);
        await _stream.ReadOnAsync(ct);
        return events;
    }

    /// <summary>Stores effects that belong to no line, and gives back their rows; empty if another process was faster.</summary>
    public async Task<IReadOnlyList<EffectRow>> PutAsync(IReadOnlyList<DueEffect> effects, CancellationToken ct) =>
        await _stream.TryAppendAsync((await _stream.ReadOnAsync(ct)).Version, new Addition<OperationsEvent> { Effects = effects }, ct) ?? [];

    /// <summary>The newest word on an alert and the version of its line; null if there is none.</summary>
    public async Task<(OperationsEvent Told, long Version)?> FindNewestAsync(string key, CancellationToken ct) =>
        (await _stream.ReadAllAsync(ct)).LastOrDefault(line => line.Happened.Key == key) is { Happened: { } told, Version: var version } ? (told, version) : null;
}
