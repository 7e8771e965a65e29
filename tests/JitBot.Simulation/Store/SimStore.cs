using JitBot.Core;
using JitBot.Core.Store;

namespace JitBot.Simulation.Store;

/// <summary>How a process reaches its database: whether at once, later, or not at all.</summary>
internal interface IStoreWire
{
    /// <summary>Makes the call, once or not at all.</summary>
    Task<T> CallAsync<T>(string what, Func<T> act);

    /// <summary>The database's own clock, by which leases run; null for a store that goes by the time it is told.</summary>
    DateTimeOffset? Clock { get; }

    /// <summary>An effect was stored or postponed to this moment.</summary>
    void Due(DateTimeOffset at);
}

/// <summary>The wire of the contract's tests: everything at once, in order.</summary>
internal sealed class DirectWire : IStoreWire
{
    public DateTimeOffset? Clock => null;

    public Task<T> CallAsync<T>(string what, Func<T> act)
    {
        try
        {
            return Task.FromResult(act());
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }

    public void Due(DateTimeOffset at)
    {
    }
}

/// <summary>A store over the model. <paramref name="shared"/>: several processes use the database, so nobody may free another's leases.</summary>
internal sealed partial class SimStore(SimDatabase database, IStoreWire wire, bool shared) : IAccessStore
{
    public bool IsShared => shared;

    public bool HasRoom => database.HasRoom;

    public bool TryMakeRoom() => database.HasRoom;

    public Task OpenAsync(CancellationToken ct) => CallAsync("open", () =>
    {
        foreach (var effect in database.Effects.Values.Where(_ => !shared))
            effect.LeaseUntil = DateTimeOffset.MinValue;
        return true;
    });

    private Task<T> CallAsync<T>(string what, Func<T> act) => wire.CallAsync(what, () =>
    {
        lock (database.Gate)
            return act();
    });

    /// <summary>Cut to the millisecond, as every store keeps times.</summary>
    private static DateTimeOffset Cut(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>To the next whole millisecond, so that nothing comes early.</summary>
    private static DateTimeOffset NotBefore(DateTimeOffset at) => Cut(at) == at ? at.ToUniversalTime() : Cut(at).AddMilliseconds(1);
}
