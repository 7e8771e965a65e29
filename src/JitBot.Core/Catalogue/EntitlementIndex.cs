namespace JitBot.Core.Catalogue;

/// <summary>
/// Finds entitlements by what was typed so far. Made once for a catalogue: ten thousand folded names are then looked through within a
/// millisecond or so, each once.
/// </summary>
internal sealed class EntitlementIndex
{
    private readonly Row[] _byName;

    public EntitlementIndex(IEnumerable<Entitlement> byName) => _byName = [.. byName.Select(each => new Row(each))];

    /// <summary>How well an entitlement matches; the better first.</summary>
    private enum Match
    {
        Beginning,
        WordBeginning,
        Within,
    }

    /// <summary>
    /// The best matches: first what this person has used, by its score; then ids and names that begin with what was typed, then those of which
    /// a word does, then those that contain it, each by name.
    /// </summary>
    public IReadOnlyList<Entitlement> Search(string typed, int most, IReadOnlyDictionary<string, int> used, Func<Entitlement, bool>? isShown = null)
    {
        var wanted = Folding.Fold(typed.Trim());
        var familiar = new List<(int Score, Entitlement Entitlement)>();
        List<Entitlement>[] others = [[], [], []];
        foreach (var row in _byName)
        {
            if (row.Look(wanted) is not { } match || isShown?.Invoke(row.Entitlement) == false)
                continue;
            if (used.TryGetValue(row.Entitlement.Id, out var score))
                familiar.Add((score, row.Entitlement));
            else if (others[(int)match].Count < most)
                others[(int)match].Add(row.Entitlement);
        }

        return [.. familiar.OrderByDescending(each => each.Score).Select(each => each.Entitlement).Concat(others.SelectMany(each => each)).Take(most)];
    }

    private sealed class Row(Entitlement entitlement)
    {
        private readonly string _id = Folding.Fold(entitlement.Id);
        private readonly string _name = Folding.Fold(entitlement.Name);

        public Entitlement Entitlement => entitlement;

        public Match? Look(string wanted) => (Look(_id, wanted), Look(_name, wanted)) switch
        {
            ({ } id, { } name) => id < name ? id : name,
            var (id, name) => id ?? name,
        };

        private static Match? Look(string text, string wanted)
        {
            var at = text.IndexOf(wanted, StringComparison.Ordinal);
            if (at < 0)
                return null;
            var first = at == 0 ? Match.Beginning : Match.Within;
            for (; at >= 0 && first == Match.Within; at = text.IndexOf(wanted, at + 1, StringComparison.Ordinal))
            {
                if (!char.IsLetterOrDigit(text[at - 1]))
                    first = Match.WordBeginning;
            }

            return first;
        }
    }
}
