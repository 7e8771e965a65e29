using System.Globalization;

namespace JitBot.Core.Settings;

/// <summary>The keys that a section of the settings names, each below the one above it.</summary>
internal sealed class WrittenKeys
{
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, string> _below;

    /// <summary>The keys, and all that stand above them.</summary>
    public WrittenKeys(IEnumerable<string> keys)
    {
        foreach (var key in keys)
            Add(key);
        _below = _keys.ToLookup(KeyPath.ParentOf, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The keys right below another: places in a list in their order, then names in that of the alphabet.</summary>
    public IEnumerable<string> Below(string key) => _below[key].OrderBy(Place).ThenBy(below => below, StringComparer.OrdinalIgnoreCase);

    private void Add(string key)
    {
        if (key.Length > 0 && _keys.Add(key))
            Add(KeyPath.ParentOf(key));
    }

    private static int Place(string key) => int.TryParse(KeyPath.Last(key), NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue;
}
