using JitBot.Core.Store;

namespace JitBot.Core;

/// <summary>A store of JitBot: the log and what stands beside it, by topic. All of it lives in one database, so that a batch is one transaction.</summary>
public interface IAccessStore : IAccessLog, IEffectQueue, ICardShelf, IHomeShelf, IPeopleRegister, IAuditTrail
{
    /// <summary>
    /// Opens the store: creates or upgrades its schema, checks its health. A store that one process alone uses frees the leases its last
    /// process left. Throws <see cref="StoreUnavailableException"/> with what to do.
    /// </summary>
    Task OpenAsync(CancellationToken ct);

    /// <summary>Whether several processes use it at once, each with a folder of its own for what it publishes.</summary>
    bool IsShared { get; }

    /// <summary>Whether there is room to begin something new. If not, access may still be taken away, but none may be given.</summary>
    bool HasRoom { get; }

    /// <summary>Looks whether there is room again.</summary>
    bool TryMakeRoom();
}
