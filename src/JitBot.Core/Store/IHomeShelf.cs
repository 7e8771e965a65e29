using JitBot.Core.Catalogue;
using JitBot.Core.People;

namespace JitBot.Core.Store;

/// <summary>
/// A home page to be kept up to date: whose it is, when it was opened last, and the approvers' groups the person was seen to be in then. A
/// request that a group decides appears there if the group is among these: who is in a group is not asked again at each request.
/// <paramref name="Drawn"/> is how often it has been drawn since it is kept.
/// </summary>
public sealed record Home(AccountId Account, PersonId Person, DateTimeOffset OpenedAt, IReadOnlyList<Rule.Member> Groups, long Drawn = 0);

/// <summary>Whose home pages are kept.</summary>
public interface IHomeShelf
{
    /// <summary>Keeps the account's home page as it is given, in place of what was kept before; how often it was drawn goes on.</summary>
    Task KeepHomeAsync(Home home, CancellationToken ct);

    /// <summary>The account's home page, or null if none is kept.</summary>
    Task<Home?> FindHomeAsync(AccountId account, CancellationToken ct);

    /// <summary>A person's home pages, by account.</summary>
    Task<IReadOnlyList<Home>> ListHomesAsync(PersonId person, CancellationToken ct);

    /// <summary>All home pages, by account.</summary>
    Task<IReadOnlyList<Home>> ListHomesAsync(CancellationToken ct);

    /// <summary>
    /// Counts that it was drawn once more since it stood as given here. False, and nothing is counted, if it was drawn meanwhile, or is kept no
    /// longer: whoever was held up may have shown an older picture over a newer one.
    /// </summary>
    Task<bool> CountDrawnAsync(Home home, CancellationToken ct);

    /// <summary>Keeps it no longer, unless it was opened again since.</summary>
    Task DropHomeAsync(Home home, CancellationToken ct);
}
