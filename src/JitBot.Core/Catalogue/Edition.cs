using System.Collections.Immutable;

namespace JitBot.Core.Catalogue;

/// <summary>
/// One edition of the rules, whole: what may be asked for under which policy, and who may accept a looser edition. People are named by their rows.
/// </summary>
public sealed record Edition(IReadOnlyList<Entitlement> Entitlements, IReadOnlyList<Rule> Operators)
{
    /// <summary>Nothing may be asked for, and nobody may accept anything.</summary>
    public static Edition Empty { get; } = new([], []);

    /// <summary>How much one person may ask for. It gives nobody a right, so a change counts at once.</summary>
    public AskQuota Quota { get; init; } = AskQuota.Default;

    /// <summary>
    /// What decides where a rule's source is read, as a fingerprint by the rule as settings write it (<c>schedule:primary</c>): whoever changes the address of
    /// a schedule changes who is on call. Only rules whose source has one stand here; in editions of old lines none does, which means that it is not known.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Sources { get; init; } = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Every rule of the edition.</summary>
    public IEnumerable<Rule> Rules() => Operators.Concat(Entitlements.Select(each => each.Policy).Distinct().SelectMany(policy => policy.Requesters
        .Concat(policy.Stages.SelectMany(stage => stage.Everybody)).Concat(policy.AutoApprovals.SelectMany(auto => auto.For)).Concat(policy.BreakGlass?.For ?? [])));

    /// <summary>Every rule by which somebody decides on whichever request.</summary>
    public IEnumerable<Rule> Approvers() => Entitlements.Select(each => each.Policy).Distinct().SelectMany(policy => policy.Stages.SelectMany(stage => stage.Everybody));

    /// <summary>The entitlement with this id (case does not matter), or null.</summary>
    public Entitlement? Find(string id) => Entitlements.FirstOrDefault(each => each.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
