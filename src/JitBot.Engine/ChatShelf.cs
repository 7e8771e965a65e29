using JitBot.Core;

namespace JitBot.Engine;

/// <summary>
/// The chat platforms that are on, by name. They are looked at when first asked for: platforms hand in to the desk, and the desk's
/// catalogue names platforms, so neither can wait for the other to be made.
/// </summary>
public sealed class ChatShelf
{
    private readonly Lazy<Dictionary<string, IChatPlatform>> _byName;

    /// <summary>With platforms that are made already.</summary>
    public ChatShelf(IEnumerable<IChatPlatform> platforms)
        : this(() => platforms)
    {
    }

    /// <summary>With platforms that are made when first asked for.</summary>
    public ChatShelf(Func<IEnumerable<IChatPlatform>> platforms) =>
        _byName = new Lazy<Dictionary<string, IChatPlatform>>(() => platforms().ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>The names of all that are on.</summary>
    public IEnumerable<string> Names => _byName.Value.Keys;

    /// <summary>The platform, or null if its settings are gone.</summary>
    public IChatPlatform? Find(string name) => _byName.Value.GetValueOrDefault(name);
}
