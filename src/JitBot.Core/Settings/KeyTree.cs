namespace JitBot.Core.Settings;

/// <summary>The keys of a section that somebody asked for, each below the one above it.</summary>
internal sealed class KeyTree
{
    private readonly Dictionary<string, SortedSet<string>> _below = new(StringComparer.OrdinalIgnoreCase) { [""] = Empty() };
    private readonly IReadOnlySet<string> _values;
    private readonly IReadOnlySet<string> _lists;

    /// <summary>The tree of the values that were asked for and of the lists.</summary>
    public KeyTree(IReadOnlySet<string> values, IReadOnlySet<string> lists)
    {
        (_values, _lists) = (values, lists);
        foreach (var key in values.Concat(lists))
            Plant(key);
        foreach (var list in lists)
            _below.TryAdd(list, Empty());
    }

    /// <summary>Whether a list belongs at this key.</summary>
    public bool IsList(string key) => _lists.Contains(key);

    /// <summary>Whether a single value belongs at this key.</summary>
    public bool IsValue(string key) => _values.Contains(key);

    /// <summary>Whether other keys belong below this one.</summary>
    public bool IsAbove(string key) => _below.ContainsKey(key);

    /// <summary>Whether this step belongs right below a key.</summary>
    public bool Has(string above, string step) => _below.TryGetValue(above, out var names) && names.Contains(step);

    /// <summary>The names that belong right below a key, in the order of the alphabet; places in a list have none.</summary>
    public IEnumerable<string> Names(string above) => _below[above].Where(name => !KeyPath.IsIndex(name));

    /// <summary>What has settings of its own below this key; of a list the first, which stands for all of them.</summary>
    public IEnumerable<string> Parts(string above) => _below[above]
        .GroupBy(name => KeyPath.IsIndex(name) ? "" : name).Select(same => KeyPath.Join(above, same.First())).Where(IsAbove)
        .SelectMany(part => IsList(part) ? _below[part].Take(1).Select(index => KeyPath.Join(part, index)).Where(IsAbove) : [part]);

    private void Plant(string key)
    {
        for (var rest = key; rest.Length > 0; rest = KeyPath.ParentOf(rest))
        {
            if (!_below.TryGetValue(KeyPath.ParentOf(rest), out var siblings))
                _below[KeyPath.ParentOf(rest)] = siblings = Empty();
            if (!siblings.Add(KeyPath.Last(rest)))
                return;
        }
    }

    private static SortedSet<string> Empty() => new(StringComparer.OrdinalIgnoreCase);
}
