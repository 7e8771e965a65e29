using System.Globalization;

namespace JitBot.Core.Settings;

/// <summary>
/// The keys of a section that somebody asked for, each below the one above it. With it is told what a key that nobody asked for was probably meant to be: a slip of another,
/// one that stands in the wrong place, a single value where a list belongs, or the other way about.
/// </summary>
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

    /// <summary>What is wrong with a key that holds a value and was not asked for, and at which key it can be told for all that stands below it.</summary>
    public (string At, string Wrong, bool IsShape) Judge(string key)
    {
        if (_lists.Contains(key))
            return (key, $"holds a single value where a list belongs; write [ … ] around it, also if it is the only one (in the environment its name ends in {Last(key)}__0)", true);
        if (_below.ContainsKey(key))
            return (key, $"holds a single value where settings of its own belong: {Names(key)}", true);
        var above = Above(key);
        while (!_below.ContainsKey(above) && !_values.Contains(above))
            above = Above(above);
        var step = key[(above.Length == 0 ? 0 : above.Length + 1)..].Split(':')[0];
        if (_values.Contains(above) && !_below.ContainsKey(above))
            return (above, IsIndex(step) ? "holds a list where a single value belongs; write the value without [ ]" : "holds settings of its own where a single value belongs", true);
        return (Join(above, step), $"is not a setting{(Meant(above, step) is { } meant ? $" here; did you mean {meant}? Known" : "; known")} here: {Names(above)}", false);
    }

    private void Plant(string key)
    {
        for (var rest = key; rest.Length > 0; rest = Above(rest))
        {
            if (!_below.TryGetValue(Above(rest), out var siblings))
                _below[Above(rest)] = siblings = Empty();
            if (!siblings.Add(Last(rest)))
                return;
        }
    }

    /// <summary>A name beside it that is a slip away; or the place, above or below, where a setting of this very name belongs.</summary>
    private string? Meant(string above, string step) => NearName.Of(step, _below[above].Where(name => !IsIndex(name))) ?? Above(above, step) ?? Below(above, step);

    private string? Above(string above, string step)
    {
        while (above.Length > 0)
        {
            above = Above(above);
            if (Has(above, step))
                return Join(above, step);
        }

        return null;
    }

    private string? Below(string above, string step) => Parts(above).Select(part => Has(part, step) ? Join(part, step) : Below(part, step)).FirstOrDefault(found => found is not null);

    /// <summary>What has settings of its own below this key; of a list the first, which stands for all of them.</summary>
    private IEnumerable<string> Parts(string above) => _below[above]
        .GroupBy(name => IsIndex(name) ? "" : name).Select(same => Join(above, same.First())).Where(_below.ContainsKey)
        .SelectMany(part => _lists.Contains(part) ? _below[part].Take(1).Select(index => Join(part, index)).Where(_below.ContainsKey) : [part]);

    private bool Has(string above, string step) => _below.TryGetValue(above, out var names) && names.Contains(step);

    private string Names(string above) => string.Join(", ", _below[above].Where(name => !IsIndex(name)));

    private static SortedSet<string> Empty() => new(StringComparer.OrdinalIgnoreCase);

    private static bool IsIndex(string step) => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string Join(string above, string step) => above.Length == 0 ? step : $"{above}:{step}";

    private static string Last(string key) => key[(key.LastIndexOf(':') + 1)..];

    private static string Above(string key) => key.LastIndexOf(':') is var end and >= 0 ? key[..end] : "";
}
