using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Settings;
using JitBot.Engine.People;

namespace JitBot.Host;

/// <summary>
/// Finds the names in expectations that the catalogue does not know: a misspelt one is refused everything, and a case that expects a refusal would hold for the
/// wrong reason.
/// </summary>
internal sealed class ExpectationNames(Edition edition)
{
    /// <summary>More names in one sentence would be read by nobody.</summary>
    private const int MostNamed = 10;

    private readonly List<string> _entitlements = [.. edition.Entitlements.Select(each => each.Id)];

    private readonly List<string> _groups = [.. edition.Rules().Where(rule => rule is Rule.Member or Rule.ManagerOf).Select(RuleNames.Of).Distinct(StringComparer.OrdinalIgnoreCase)];

    private readonly List<string> _people = [.. edition.Rules().OfType<Rule.Named>().Select(rule => rule.Person.Value).Distinct()];

    /// <summary>What is not known, each with its case and what was probably meant.</summary>
    public IEnumerable<string> Faults(IEnumerable<Expectation> cases) => cases.SelectMany(Of);

    private IEnumerable<string> Of(Expectation each)
    {
        var entitlement = edition.Find(each.Entitlement);
        if (entitlement is null && each.Expect.Refusal != Refusal.UnknownEntitlement)
            yield return Fault(each, "when.entitlement", each.Entitlement, "which the catalogue does not have", Meant(each.Entitlement, _entitlements, "entitlements"));
        foreach (var group in each.Groups.Keys.Where(group => !_groups.Contains(group, StringComparer.OrdinalIgnoreCase)))
            yield return Fault(each, "given.groups", group, "which no rule of the catalogue names", Meant(group, _groups, "groups"));
        var policy = entitlement?.Policy;
        if (PersonFault(each, each.Person, policy?.Requesters ?? [new Rule.Everyone()]) is { } asker)
            yield return Fault(each, "when.person", each.Person, asker, null);
        foreach (var (index, vote) in each.Votes.Index().Where(vote => vote.Item.Who.Value != each.Person))
        {
            if (PersonFault(each, vote.Who.Value, policy?.Stages.SelectMany(stage => stage.Everybody) ?? [new Rule.Everyone()]) is { } voter)
                yield return Fault(each, string.Create(null, $"when.votes[{index}].person"), vote.Who.Value, voter, null);
        }
    }

    /// <summary>What is wrong with a person's name, null if nothing is; whoever is only one of everyone must not be nearly called like somebody who is named.</summary>
    private string? PersonFault(Expectation each, string person, IEnumerable<Rule> rules)
    {
        var known = _people.Concat(each.Groups.Values.SelectMany(members => members)).ToList();
        if (known.Contains(person) || each.Others.Contains(person))
            return null;
        var meant = NearName.Of(person, known, Math.Max(person.IndexOf('@', StringComparison.Ordinal), 0));
        var isAddress = IdentitySettings.DomainOf(person) is not null;
        if (isAddress && meant is null && rules.Any(rule => rule is Rule.Everyone))
            return null;
        var what = isAddress ? "whom no rule of the catalogue and no group of the case names" : "which is no e-mail address";
        return $"{what}; {(meant is null ? Known(known, "people") : $"did you mean {meant}?")} If there is such a person, write \"given\": {{ \"others\": [ \"{person}\" ] }}";
    }

    private static string Meant(string wrong, List<string> known, string kind) => NearName.Of(wrong, known) is { } near ? $"did you mean {near}?" : Known(known, kind);

    private static string Known(List<string> known, string kind) => known.Count == 0
        ? $"the catalogue names no {kind}."
        : $"known {kind}: {string.Join(", ", known.Take(MostNamed))}{(known.Count > MostNamed ? $" and {known.Count - MostNamed} more" : "")}.";

    private static string Fault(Expectation each, string at, string name, string wrong, string? meant) =>
        $"{each.At}.{at}: \"{each.Name}\" names {name}, {wrong}{(meant is null ? "" : $"; {meant}")}";
}
