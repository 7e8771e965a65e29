using JitBot.Core;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Engine.Clock;

namespace JitBot.Engine;

/// <summary>One end of access whose time has come and that is not over yet, in words for the operator.</summary>
public sealed record Overdue(string What, string Why);

/// <summary>Names every end of access that is overdue, from what waits in the store.</summary>
internal sealed class OverdueList(IAccessStore store, TrustedClock clock)
{
    private const string NotLookedAt = "its time has come";

    /// <summary>
    /// Requests whose moment has come, and memberships of ours that nobody needs and that were not read back absent yet; at most so many.
    /// </summary>
    public async Task<IReadOnlyList<Overdue>> LookAsync(int most, CancellationToken ct)
    {
        var found = new List<Overdue>();
        foreach (var (effect, due) in await store.ListWaitingAsync(Lane.Revocation, ct))
        {
            var one = effect switch
            {
                Effect.Converge e => await OfHoldingAsync(e.Holding, ct),
                Effect.Wake e when due <= clock.Now => new Overdue($"request {e.Request}", NotLookedAt),
                Effect.Release e => new Overdue($"request {e.Request}", NotLookedAt),
                Effect.Tell e when due <= clock.Now => new Overdue($"request {e.Request}", "it was not told yet what became of its membership"),
                _ => null,
            };
            if (one is not null)
                found.Add(one);
            if (found.Count == most)
                break;
        }

        return found;
    }

    private async Task<Overdue?> OfHoldingAsync(HoldingKey key, CancellationToken ct)
    {
        var lines = (await store.LoadAsync(StreamId.Of(key.Id), after: 0, ct)).Select(EventJson.ReadHolding).ToList();
        var state = lines.Aggregate(HoldingState.Start, HoldingEvolver.Evolve);
        if (!IsPending(state))
            return null;
        var requests = string.Join(", ", state.Leaving);
        var what = $"{key.Provider}: {key.Subject} in {key.Resource}{(requests.Length == 0 ? "" : $" (request {requests})")}";
        return new Overdue(what, lines.OfType<HoldingEvent.AttemptFailed>().LastOrDefault()?.What ?? NotLookedAt);
    }

    /// <summary>Nobody needs it, and it was not read back absent.</summary>
    private static bool IsPending(HoldingState state) =>
        state.Claims.Count == 0 && (state.MayBeOurs || state.RemovalUnclear || state.Removal is { AbsentSince: null });
}
