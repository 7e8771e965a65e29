using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Catalogue;

/// <summary>
/// What of the catalogue is shown to somebody who wants to ask: what they may ask for, and what it could not be told of in time. It is only shown: whether they may is
/// judged when they ask. <paramref name="IsWhole"/>: it could be told of everything.
/// </summary>
public sealed record Askable(IReadOnlySet<string> Policies, bool IsWhole)
{
    /// <summary>Nothing is shown to whoever cannot ask anyway.</summary>
    public static Askable Nothing { get; } = new(new HashSet<string>(), IsWhole: true);

    /// <summary>Whether it is shown.</summary>
    public bool Has(Entitlement entitlement) => Policies.Contains(entitlement.Policy.Id);

    /// <summary>What is to be known beside a list of it; null where there is nothing to be said.</summary>
    public Words? Note => IsWhole ? null : Words.Of($"Not every group could be asked in time, so something here may not be for you; you are told when you ask.");

    /// <summary>
    /// What of these policies is shown to somebody, with the groups they were seen to be in; <paramref name="untold"/> are those of which it could not be told. What
    /// only those could allow is left in: whoever needs it at night must find it, and whoever may not is told so when they ask.
    /// </summary>
    public static Askable Of(IEnumerable<Policy> policies, Actor.Known who, IReadOnlySet<Rule> untold)
    {
        var shown = new HashSet<string>();
        var isWhole = true;
        foreach (var policy in policies)
        {
            var may = who.Fulfils(policy.Requesters);
            var isOpen = !may && policy.Requesters.Any(untold.Contains);
            isWhole &= !isOpen;
            if (may || isOpen)
                shown.Add(policy.Id);
        }

        return new Askable(shown, isWhole);
    }
}
