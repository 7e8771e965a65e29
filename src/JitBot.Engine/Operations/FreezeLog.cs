using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Engine.Operations;

/// <summary>
/// The stream of freezes. It is read on at every look, and before each add once more, so that what one process was told counts at once in all of
/// them; that costs one question which is nearly always answered with nothing.
/// </summary>
internal sealed class FreezeLog(IAccessStore store)
{
    /// <summary>Each lost race means that another operator was faster, so so many in a row are a fault of ours.</summary>
    private const int MostRaces = 50;

    private volatile Read _read = new(FreezeState.Start, 0);

    /// <summary>The state as it was last read.</summary>
    public FreezeState State => _read.State;

    /// <summary>Reads what has been added since.</summary>
    public async Task<FreezeState> RefreshAsync(CancellationToken ct) => (await ReadOnAsync(ct)).State;

    /// <summary>Decides from the newest state and appends; whoever loses a race decides again. Null if nothing happened.</summary>
    public async Task<(FreezeState Before, FreezeEvent? Happened)> AppendAsync(Func<FreezeState, Task<FreezeEvent?>> decide, PersonalText? text, CancellationToken ct)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var (state, version) = await ReadOnAsync(ct);
            if (await decide(state) is not { } happened)
                return (state, null);
            IReadOnlyList<PersonalText> texts = text is not null && happened is FreezeEvent.Frozen ? [text] : [];
            var batch = new Batch(StreamId.Freezes, version, [EventJson.Line(happened)], texts, [], Index: null, Answered: null);
            if (await store.AppendAsync(batch, ct) is AppendAnswer.Appended)
                return (state, happened);
        }

        throw new InvalidOperationException($"Granting was frozen or thawed {MostRaces} times while one attempt was being decided.");
    }

    private async Task<Read> ReadOnAsync(CancellationToken ct)
    {
        var (state, version) = _read;
        var lines = await store.LoadAsync(StreamId.Freezes, version, ct);
        if (lines.Count == 0)
            return new Read(state, version);
        var read = new Read(lines.Select(EventJson.ReadFreeze).Aggregate(state, (before, happened) => before.Evolve(happened)), lines[^1].Version);
        _read = read; // an older one kept over a newer one only costs reading some lines again, and is read on before it counts
        return read;
    }

    private sealed record Read(FreezeState State, long Version);
}
