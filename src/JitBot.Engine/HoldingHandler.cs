using JitBot.Core;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Engine.Effects;
using JitBot.Engine.Requests;

namespace JitBot.Engine;

/// <summary>The one way a holding changes: load, <see cref="HoldingDecider"/>, <see cref="HoldingReactor"/>, append in one transaction.</summary>
public sealed class HoldingHandler
{
    /// <summary>As for requests: so many lost races in a row are a fault of ours.</summary>
    private const int MostRaces = 50;

    private const string Handled = "handled";

    private readonly IAccessStore _store;
    private readonly BatchKeeper _keeper;
    private readonly ProviderShelf _providers;
    private readonly Remembered<HoldingKey, (HoldingState State, long Version)> _remembered = new();

    internal HoldingHandler(IAccessStore store, BatchKeeper keeper, ProviderShelf providers) => (_store, _keeper, _providers) = (store, keeper, providers);

    /// <summary>The holding as its stream tells it.</summary>
    public async Task<(HoldingState State, long Version)> LoadAsync(HoldingKey key, CancellationToken ct)
    {
        var known = _remembered.Find(key) is { State: not null } kept ? kept : (State: HoldingState.Start, Version: 0);
        var lines = await _store.LoadAsync(StreamId.Of(key.Id), known.Version, ct);
        if (lines.Count == 0)
            return known;
        known = (lines.Select(EventJson.ReadHolding).Aggregate(known.State, HoldingEvolver.Evolve), lines[^1].Version);
        _remembered.Keep(key, known);
        return known;
    }

    /// <summary>Handles what an effect tells the holding, once, and completes the effect with it.</summary>
    internal Task HandleOnceAsync(EffectAtWork work, HoldingKey key, HoldingCommand command, CancellationToken ct) =>
        HandleAsync(key, [command], work.Claimed.Effect.Key, work, ct);

    /// <summary>
    /// Handles a step of whoever takes the holding towards what is wanted, command after command, and returns the events it led to. While a call is to be made they come back to it by
    /// themselves; where none is, their effect is completed with the step.
    /// </summary>
    internal Task<IReadOnlyList<HoldingEvent>> HandleStepAsync(EffectAtWork work, HoldingKey key, IReadOnlyList<HoldingCommand> commands, CancellationToken ct) =>
        HandleAsync(key, commands, once: null, work, ct);

    private async Task<IReadOnlyList<HoldingEvent>> HandleAsync(HoldingKey key, IReadOnlyList<HoldingCommand> commands, string? once, EffectAtWork work, CancellationToken ct)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var (state, version) = await LoadAsync(key, ct);
            var (events, after) = Decide(state, commands);
            if (events.Count == 0 && once is null)
                return events;
            var finishes = events.OfType<HoldingEvent.AttemptBegun>().Any() ? null : work;
            var at = commands[^1].At;
            var effects = HoldingReactor.React(after, events, at, _providers.AddTells(key.Provider)).Where(due => finishes is not null || due.Effect.Key != work.Claimed.Effect.Key);
            var answered = once is null ? null : new Answered(once, Handled, at);
            var batch = new Batch(StreamId.Of(key.Id), version, [.. events.Select(EventJson.Line)], [], [.. effects], Index: null, answered);
            switch (await _keeper.AppendAsync(batch, finishes, note: () => { }, ct))
            {
                case AppendAnswer.Appended:
                    return events;
                case AppendAnswer.Repeated:
                    return [];
            }
        }

        throw new InvalidOperationException($"Holding {key.Id} changed {MostRaces} times while one command was being decided.");
    }

    private static (IReadOnlyList<HoldingEvent> Events, HoldingState After) Decide(HoldingState state, IReadOnlyList<HoldingCommand> commands)
    {
        var events = new List<HoldingEvent>();
        foreach (var command in commands)
        {
            var more = HoldingDecider.Decide(state, command);
            state = more.Aggregate(state, HoldingEvolver.Evolve);
            events.AddRange(more);
        }

        return (events, state);
    }
}
