using System.Collections.Immutable;

namespace JitBot.Core.Catalogue;

/// <summary>A change that waits for an operator's yes: of which entitlement (or of <see cref="EditionPlan.Operators"/>), and in words what it loosens.</summary>
public sealed record WaitingChange(string What, IReadOnlyList<string> Looser);

/// <summary>
/// What of a new edition counts at once. An entitlement whose change loosens anything stays as it was, or away if it was not there, until an operator
/// accepts the edition; every other change counts. Of a source that is read elsewhere the old fingerprint stays in force, and a process that has another asks
/// nobody by that rule. Who edited the settings is not known, so the edit is the first pair of hands and the yes the second.
/// </summary>
public sealed record EditionPlan(Edition InForce, IReadOnlyList<WaitingChange> Waiting)
{
    /// <summary>How a change of the operators themselves is called.</summary>
    public const string Operators = "Operations:Operators";

    private static readonly string[] Elsewhere =
        ["it is read from another address, or by another format or time zone, so that others may be on call; until the yes nobody is, by this rule"];

    /// <summary>
    /// Holds the edition that is <paramref name="wanted"/> against the one in force. At the very first start (null) there is nothing to loosen; where no
    /// operator is named nobody could accept anything, and everything counts at once.
    /// </summary>
    public static EditionPlan Of(Edition? before, Edition wanted, bool isAccepted, Func<Rule, string> name)
    {
        if (isAccepted || before is null || before.Operators.Count == 0)
            return new EditionPlan(wanted, []);
        var (counts, waits) = (new List<Entitlement>(), new List<WaitingChange>());
        var known = before.Entitlements.ToDictionary(each => each.Id, StringComparer.OrdinalIgnoreCase);
        var byResource = before.Entitlements.ToLookup(each => (each.Provider, each.Resource));
        foreach (var entitlement in wanted.Entitlements)
        {
            var old = known.GetValueOrDefault(entitlement.Id);
            var looser = old is null ? New(byResource[(entitlement.Provider, entitlement.Resource)], entitlement, name) : Loosening.Of(old, entitlement, name);
            if (looser.Count == 0)
                counts.Add(entitlement);
            else if (old is not null)
                counts.Add(old);
            if (looser.Count > 0)
                waits.Add(new WaitingChange(entitlement.Id, looser));
        }

        var operators = Loosening.OfOperators(before.Operators, wanted.Operators, name);
        if (operators.Count > 0)
            waits.Add(new WaitingChange(Operators, operators));
        waits.AddRange(wanted.Sources.Where(each => before.Sources.GetValueOrDefault(each.Key, each.Value) != each.Value).Select(each => new WaitingChange(each.Key, Elsewhere)));
        var inForce = new Edition(counts, operators.Count > 0 ? before.Operators : wanted.Operators) { Quota = wanted.Quota };
        return new EditionPlan(inForce with { Sources = Known(inForce, before, wanted) }, waits);
    }

    /// <summary>The sources of an edition's rules as they were before; one that was never known is what it is now.</summary>
    private static ImmutableSortedDictionary<string, string> Known(Edition inForce, Edition before, Edition wanted)
    {
        var rules = inForce.Rules().OfType<Rule.Member>().Select(RuleNames.Of).ToHashSet(StringComparer.Ordinal);
        return wanted.Sources.SetItems(before.Sources).RemoveRange(wanted.Sources.Keys.Concat(before.Sources.Keys).Where(each => !rules.Contains(each)));
    }

    /// <summary>A new entitlement is a new way to something, unless the same could already be had under rules that are no stricter.</summary>
    private static IReadOnlyList<string> New(IEnumerable<Entitlement> sameResource, Entitlement entitlement, Func<Rule, string> name) =>
        sameResource.Any(each => Loosening.Of(each, entitlement, name).Count == 0)
            ? []
            : [$"it is new: {Loosening.List(entitlement.Policy.Requesters, name)} may ask for {entitlement.Resource} at {entitlement.Provider}"];
}
