using JitBot.Core;

namespace JitBot.Engine;

/// <summary>The providers that can sign people out everywhere, by the name the catalogue uses.</summary>
public sealed class SessionShelf(IEnumerable<ISessionEnder> enders)
{
    private readonly Dictionary<string, ISessionEnder> _byName = enders.ToDictionary(ender => ender.Provider, StringComparer.OrdinalIgnoreCase);

    /// <summary>The one of this provider, or null if it has none.</summary>
    public ISessionEnder? Find(string provider) => _byName.GetValueOrDefault(provider);
}
