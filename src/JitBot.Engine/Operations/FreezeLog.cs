using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Effects;

namespace JitBot.Engine.Operations;

/// <summary>The stream of freezes. Before each add it is read on once more, so that a freeze that one process was told of counts at once in all of them.</summary>
internal sealed class FreezeLog(IAccessStore store, WakeClock wakes)
{
    private readonly FoldedStream<FreezeState, FreezeEvent> _stream = new(
        store, wakes, StreamId.Freezes, FreezeState.Start, (state, happened) => state.Evolve(happened), EventJson.ReadFreeze, EventJson.Line);

    /// <summary>The state as it was last read.</summary>
    public FreezeState State => _stream.State;

    /// <summary>Reads what has been added since.</summary>
    public async Task<FreezeState> RefreshAsync(CancellationToken ct) => (await _stream.ReadOnAsync(ct)).State;

    /// <summary>Decides from the newest state and appends; whoever loses a race decides again. Null if nothing happened.</summary>
    public Task<(FreezeState Before, FreezeEvent? Happened)> AppendAsync(Func<FreezeState, Task<FreezeEvent?>> decide, PersonalText? text, CancellationToken ct) =>
        _stream.AppendAsync(async before =>
        {
            var happened = await decide(before.State);
            var added = happened is null ? null : new Addition<FreezeEvent>(happened) { Texts = text is not null && happened is FreezeEvent.Frozen ? [text] : [] };
            return (added, (before.State, happened));
        }, ct);
}
