using JitBot.Core;

namespace JitBot.Engine;

/// <summary>The providers whose log JitBot is told to read, by the name the catalogue uses.</summary>
public sealed class EvidenceShelf(IEnumerable<IEvidenceSource> sources)
{
    private readonly Dictionary<string, IEvidenceSource> _byName = sources.ToDictionary(source => source.Provider, StringComparer.OrdinalIgnoreCase);

    /// <summary>The provider's log, or null if it is not read.</summary>
    public IEvidenceSource? Find(string provider) => _byName.GetValueOrDefault(provider);
}
