using JitBot.Core;
using JitBot.Core.Store;
using JitBot.Engine.Clock;

namespace JitBot.Engine;

/// <summary>One thing that is not as it should be; <paramref name="Stops"/> says whether the process must not be sent work.</summary>
public sealed record Unready(string What, string Why, bool Stops);

/// <summary>Names what is not ready.</summary>
public sealed class Readiness(JitEngine engine, IAccessStore store, TrustedClock clock)
{
    /// <summary>Enough to see what is wrong; an answer must stay small however much is.</summary>
    private const int MostShown = 20;

    /// <summary>Empty if all is well.</summary>
    public async Task<IReadOnlyList<Unready>> LookAsync(CancellationToken ct)
    {
        if (!engine.IsOpen)
            return [new Unready("engine", "The store is being opened.", Stops: true)];
        var found = new List<Unready>();
        try
        {
            var parked = await store.ListParkedAsync(ct);
            found.AddRange(parked.Take(MostShown).Select(one => new Unready("effect", $"{one.Key} was set aside after {one.Attempts} attempts; the log says why.", Stops: false)));
            if (parked.Count > MostShown)
                found.Add(new Unready("effect", $"{parked.Count - MostShown} more were set aside.", Stops: false));
        }
        catch (StoreUnavailableException e)
        {
            found.Add(new Unready("store", e.Message, Stops: true));
        }

        if (!store.HasRoom)
            found.Add(new Unready("store", "The disk is full; access is still taken away, but none is given until there is space again.", Stops: false));
        if (!clock.MayGrant)
            found.Add(new Unready("clock", "The clock jumped and no witness has confirmed it; nothing is granted meanwhile.", Stops: false));
        return found;
    }
}
