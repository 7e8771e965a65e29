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

    /// <summary>The entitlement with this id (case does not matter), or null.</summary>
    public Entitlement? Find(string id) => Entitlements.FirstOrDefault(each => each.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
