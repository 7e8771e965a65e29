using JitBot.Core;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Engine.Effects;
using JitBot.Engine.Requests;

namespace JitBot.Engine;

/// <summary>The one way a holding changes: load, <see cref="HoldingDecider"/>, <see cref="HoldingReactor"/>, append in one transaction.</summary>
public sealed class HoldingHandler(IAccessStore store, WakeClock wakes, ProviderShelf providers)
{
    /// <summary>As for requests: so many lost races in a row are a fault of ours.</summary>
    private const int MostRaces = 50;

    private const string Handled = "handled";

    private readonly Remembered<HoldingKey, (HoldingState State, long Version)> _remembered = new();

    /// <summary>The holding as its stream tells it.</summary>
    public async Task<(HoldingState State, long Version)> LoadAsync(HoldingKey key, CancellationToken ct)
    {
        var known = _remembered.Find(key) is { State: not null } kept ? kept : (State: HoldingState.Start, Version: 0);
        var lines = await store.LoadAsync(StreamId.Of(key.Id), known.Version, ct);
        if (lines.Count == 0)
            return known;
        known = (lines.Select(EventJson.ReadHolding).Aggregate(known.State, HoldingEvolver.Evolve), lines[^1].Version);
        _remembered.Keep(key, known);
        return known;
    }

    /// <summary>Handles a command and returns the events it led to; <paramref name="once"/> is a key under which it is done once only.</summary>
    public async Task<IReadOnlyList<HoldingEvent>> HandleAsync(HoldingKey key, HoldingCommand command, string? once, CancellationToken ct)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var (state, version) = await LoadAsync(key, ct);
            var events = HoldingDecider.Decide(state, command);
            if (events.Count == 0 && once is null)
                return events;
            var after = events.Aggregate(state, HoldingEvolver.Evolve);
            List<DueEffect> effects = [.. HoldingReactor.React(after, events, command.At, providers.AddTells(key.Provider))];
            var answered = once is null ? null : new Answered(once, Handled, command.At);
            switch (await store.AppendAsync(new Batch(StreamId.Of(key.Id), version, [.. events.Select(EventJson.Line)], [], effects, Index: null, answered), ct))
            {
                case AppendAnswer.Appended appended:
                    Watch(effects, appended.Effects);
                    return events;
                case AppendAnswer.Repeated:
                    return [];
            }
        }

        throw new InvalidOperationException($"Holding {key.Id} changed {MostRaces} times while one command was being decided.");
    }

    private void Watch(List<DueEffect> effects, IReadOnlyList<EffectRow> rows)
    {
        foreach (var (effect, row) in effects.Zip(rows))
            wakes.Watch([row], Door.Of(effect.Effect));
    }
}
