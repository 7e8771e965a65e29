namespace JitBot.Core.Catalogue;

/// <summary>The list of entitlements, immutable; a change of settings makes a new one.</summary>
public sealed class AccessCatalogue(IEnumerable<Entitlement> entitlements)
{
    private readonly Dictionary<string, Entitlement> _byId = entitlements.ToDictionary(e => e.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>All entitlements, by name.</summary>
    public IReadOnlyList<Entitlement> Entitlements => [.. _byId.Values.OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The entitlement with this id (case does not matter), or null.</summary>
    public Entitlement? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The terms in force now, or null if the entitlement has left the catalogue.</summary>
    public Terms? TermsNow(string entitlementId) => Find(entitlementId) is { } found ? Terms.Of(found) : null;

    /// <summary>Those whose id or name contains what was typed, best first: id or name beginning with it before the rest.</summary>
    public IReadOnlyList<Entitlement> Search(string typed, int most) =>
    [
        .. Entitlements
            .Where(e => e.Id.Contains(typed, StringComparison.OrdinalIgnoreCase) || e.Name.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(e => e.Id.StartsWith(typed, StringComparison.OrdinalIgnoreCase) || e.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .Take(most),
    ];
}
