using JitBot.Core;

namespace JitBot.Engine;

/// <summary>The providers that are on, by the name the catalogue uses.</summary>
public sealed class ProviderShelf(IEnumerable<IAccessProvider> providers)
{
    private readonly Dictionary<string, IAccessProvider> _byName = providers.ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The provider, or null if its settings are gone.</summary>
    public IAccessProvider? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<IAccessProvider> All => _byName.Values;

    /// <summary>Whether the provider's add tells who made the membership; no if it is gone.</summary>
    public bool AddTells(string name) => Find(name)?.AddTellsWhoAdded ?? false;
}
