using JitBot.Core;

namespace JitBot.Engine;

/// <summary>The chat platforms that are on, by name.</summary>
public sealed class ChatShelf(IEnumerable<IChatPlatform> platforms)
{
    private readonly Dictionary<string, IChatPlatform> _byName = platforms.ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The platform, or null if its settings are gone.</summary>
    public IChatPlatform? Find(string name) => _byName.GetValueOrDefault(name);
}
