using JitBot.Core;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Engine.Effects;

namespace JitBot.Engine;

/// <summary>
/// A stream that the whole house has one of, and the state its lines fold to. It is read on at every look, so that what one process was told counts at once in all of
/// them; that costs one question which is nearly always answered with nothing.
/// </summary>
internal sealed class FoldedStream<TState, TEvent>(
    IAccessStore store, WakeClock wakes, StreamId id, TState start, Func<TState, TEvent, TState> evolve, Func<StoredLine, TEvent> read, Func<TEvent, NewLine> write)
    where TState : class
    where TEvent : class
{
    /// <summary>Each lost race means that somebody else's change went through, so so many in a row are a fault of ours.</summary>
    private const int MostRaces = 50;

    private volatile Folded<TState> _newest = new(start, 0);

    /// <summary>The state as it was last read.</summary>
    public TState State => _newest.State;

    /// <summary>Reads what has been added since.</summary>
    public async Task<Folded<TState>> ReadOnAsync(CancellationToken ct)
    {
        var known = _newest;
        var lines = await store.LoadAsync(id, known.Version, ct);
        if (lines.Count == 0)
            return known;
        var newest = new Folded<TState>(lines.Select(read).Aggregate(known.State, evolve), lines[^1].Version);
        _newest = newest; // an older one kept over a newer one only costs reading some lines again
        return newest;
    }

    /// <summary>Every line from the beginning, with its version.</summary>
    public async Task<IReadOnlyList<(long Version, TEvent Happened)>> ReadAllAsync(CancellationToken ct) =>
        [.. (await store.LoadAsync(id, after: 0, ct)).Select(line => (line.Version, read(line)))];

    /// <summary>Decides from the newest state and appends what came of it, if anything did; whoever loses a race decides again.</summary>
    public async Task<T> AppendAsync<T>(Func<Folded<TState>, Task<(Addition<TEvent>? Added, T Answer)>> decide, CancellationToken ct)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var before = await ReadOnAsync(ct);
            var (added, answer) = await decide(before);
            if (added is null)
                return answer;
            if (await TryAppendAsync(before.Version, added, ct) is not { } rows)
                continue;
            wakes.Watch(rows);
            return answer;
        }

        throw new InvalidOperationException($"The stream {id} changed {MostRaces} times while one change of it was being decided.");
    }

    /// <summary>The same for a decision that waits for nothing.</summary>
    public Task<T> AppendAsync<T>(Func<Folded<TState>, (Addition<TEvent>? Added, T Answer)> decide, CancellationToken ct) =>
        AppendAsync(before => Task.FromResult(decide(before)), ct);

    /// <summary>The same where nobody waits for an answer.</summary>
    public Task AppendAsync(Func<Folded<TState>, Addition<TEvent>?> decide, CancellationToken ct) =>
        AppendAsync(before => (decide(before), true), ct);

    /// <summary>Appends behind a version, once; the rows that the effects became, which nobody watches yet, or null if somebody else was faster.</summary>
    public async Task<IReadOnlyList<EffectRow>?> TryAppendAsync(long version, Addition<TEvent> added, CancellationToken ct)
    {
        var batch = new Batch(id, version, [.. added.Events.Select(write)], added.Texts, added.Effects, Index: null, Answered: null);
        return await store.AppendAsync(batch, ct) is AppendAnswer.Appended appended ? appended.Effects : null;
    }
}

/// <summary>What the lines of a stream come to, up to a version.</summary>
internal sealed record Folded<TState>(TState State, long Version);

/// <summary>What is to be appended to a stream in one transaction.</summary>
internal sealed record Addition<TEvent>(params IReadOnlyList<TEvent> Events)
{
    /// <summary>The texts that the lines name.</summary>
    public IReadOnlyList<PersonalText> Texts { get; init; } = [];

    /// <summary>What is to be done because of them.</summary>
    public IReadOnlyList<DueEffect> Effects { get; init; } = [];
}
