namespace JitBot.Core.Settings;

/// <summary>
/// Tells what a key that nobody asked for was probably meant to be: a slip of another, one that stands in the wrong place, a single value where a list belongs, or the
/// other way about.
/// </summary>
internal sealed class KeyGuess(KeyTree tree)
{
    /// <summary>What is wrong with a key that holds a value and was not asked for.</summary>
    public Judgement Judge(string key)
    {
        if (tree.IsList(key))
            return new(key, $"holds a single value where a list belongs; write [ … ] around it, also if it is the only one (in the environment its name ends in {KeyPath.Last(key)}__0)", true);
        if (tree.IsAbove(key))
            return new(key, $"holds a single value where settings of its own belong: {Names(key)}", true);
        var above = KeyPath.ParentOf(key);
        while (!tree.IsAbove(above) && !tree.IsValue(above))
            above = KeyPath.ParentOf(above);
        var step = key[(above.Length == 0 ? 0 : above.Length + 1)..].Split(':')[0];
        if (tree.IsValue(above) && !tree.IsAbove(above))
            return new(above, KeyPath.IsIndex(step) ? "holds a list where a single value belongs; write the value without [ ]" : "holds settings of its own where a single value belongs", true);
        return new(KeyPath.Join(above, step), $"is not a setting{(Meant(above, step) is { } meant ? $" here; did you mean {meant}? Known" : "; known")} here: {Names(above)}", false);
    }

    /// <summary>A name beside it that is a slip away; or the place above, or the places below, where a setting of this very name belongs.</summary>
    private string? Meant(string above, string step)
    {
        if ((NearName.Of(step, tree.Names(above)) ?? FoundAbove(above, step)) is { } meant)
            return meant;
        var below = FoundBelow(above, step).ToList();
        return below.Count > 0 ? string.Join(" or ", below) : null;
    }

    private string? FoundAbove(string key, string step)
    {
        while (key.Length > 0)
        {
            key = KeyPath.ParentOf(key);
            if (tree.Has(key, step))
                return KeyPath.Join(key, step);
        }

        return null;
    }

    private IEnumerable<string> FoundBelow(string key, string step) =>
        tree.Parts(key).SelectMany(part => tree.Has(part, step) ? [KeyPath.Join(part, step)] : FoundBelow(part, step));

    private string Names(string above) => string.Join(", ", tree.Names(above));
}
