using JitBot.Core.People;

namespace JitBot.Core;

/// <summary>Whoever knows by which clock people live: a chat platform.</summary>
public interface IZoneSource
{
    /// <summary>The clock of somebody's account there; null where it is not known, or cannot be told now.</summary>
    Task<LocalClock?> FindAsync(PersonId person, CancellationToken ct);
}
