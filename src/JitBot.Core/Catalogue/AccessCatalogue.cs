namespace JitBot.Core.Catalogue;

/// <summary>The list of entitlements, immutable; a change of settings makes a new one.</summary>
public sealed class AccessCatalogue
{
    private readonly Dictionary<string, Entitlement> _byId;
    private readonly EntitlementIndex _index;

    /// <summary>A catalogue of these.</summary>
    public AccessCatalogue(IEnumerable<Entitlement> entitlements)
    {
        _byId = entitlements.ToDictionary(e => e.Id, StringComparer.OrdinalIgnoreCase);
        Entitlements = [.. _byId.Values.OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase).ThenBy(e => e.Id, StringComparer.OrdinalIgnoreCase)];
        _index = new EntitlementIndex(Entitlements);
    }

    /// <summary>How much one person may ask for.</summary>
    public AskQuota Quota { get; init; } = AskQuota.Default;

    /// <summary>All entitlements, by name.</summary>
    public IReadOnlyList<Entitlement> Entitlements { get; }

    /// <summary>The entitlement with this id (case does not matter), or null.</summary>
    public Entitlement? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The terms in force now, or null if the entitlement has left the catalogue.</summary>
    public Terms? TermsNow(string entitlementId) => Find(entitlementId) is { } found ? Terms.Of(found) : null;

    /// <summary>
    /// Those whose id or name contains what was typed, whatever its case and accents, best first. <paramref name="used"/> is what the person
    /// who types has used before (<see cref="Habits"/>), <paramref name="isShown"/> what is shown to them; null for everything.
    /// </summary>
    public IReadOnlyList<Entitlement> Search(string typed, int most, IReadOnlyDictionary<string, int> used, Func<Entitlement, bool>? isShown = null) =>
        _index.Search(typed, most, used, isShown);
}
