using System.Globalization;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Catalogue;

/// <summary>An answer that may not be known.</summary>
public enum Told
{
    /// <summary>So it is.</summary>
    Yes,

    /// <summary>It is not.</summary>
    No,

    /// <summary>Nobody could be asked, or nobody answered.</summary>
    Unknown,
}

/// <summary>An answer with its reason, and, where it is not yes, what would make it one.</summary>
public sealed record Because(Told Answer, string Why, string? ToBeYes);

/// <summary>One who may decide in a stage: by which rule, from when on, and whether that counts for this requester.</summary>
public sealed record ExplainedDecider(string Rule, TimeSpan After, bool Counts)
{
    /// <summary>Why JitBot turns away whoever is named here, so that it counts for nobody; null if it does not.</summary>
    public string? WhyTurnedAway { get; init; }
}

/// <summary>A stage as it would be for this requester.</summary>
public sealed record ExplainedStage(int Approvals, int Denials, IReadOnlyList<ExplainedDecider> Deciders);

/// <summary>A rule by which nobody would be asked, in which hours (always, if there are none), and whether this requester is among those it is for.</summary>
public sealed record ExplainedAuto(string For, TimeSpan AtMost, IReadOnlyList<WeeklyWindow> Windows, Told Applies);

/// <summary>Who may take it at once in an emergency, and whether this requester is among them.</summary>
public sealed record ExplainedGlass(string For, BreakGlass Rules, Told Applies);

/// <summary>
/// What the catalogue says of one person and one entitlement: whether they may ask, who would decide, and whether enough people could. Pure; people stand
/// by their addresses, and whoever asks says who belongs to which group.
/// </summary>
public sealed record Explanation(Because MayAsk, IReadOnlyList<ExplainedAuto> Auto, IReadOnlyList<ExplainedStage> Stages, Because CanBeDecided)
{
    /// <summary>What holds in an emergency; null if nobody may take it at once.</summary>
    public ExplainedGlass? Glass { get; init; }

    /// <summary>
    /// The explanation; <paramref name="belongs"/> is null for a group that could not be asked, and <paramref name="turnsAway"/> says why somebody is not let in at
    /// all, by default nobody.
    /// </summary>
    public static Explanation Of(Entitlement entitlement, PersonId who, Func<Rule.Member, bool?> belongs, Func<PersonId, Because?>? turnsAway = null)
    {
        var policy = entitlement.Policy;
        turnsAway ??= _ => null;
        Told Applies(IReadOnlyList<Rule> rules) => turnsAway(who) is null ? Any(rules, who, belongs) : Told.No;
        return new Explanation(
            turnsAway(who) ?? MayAskOf(policy, who, belongs),
            [.. policy.AutoApprovals.Select(auto => new ExplainedAuto(RuleNames.Of(auto.For), auto.AtMost, auto.Windows, Applies(auto.For)))],
            [.. policy.Stages.Select(stage => new ExplainedStage(stage.Approvals, stage.Denials, [.. Deciders(stage, who, turnsAway)]))],
            CanBeDecidedOf(policy, who, turnsAway))
        {
            Glass = policy.BreakGlass is { } glass ? new ExplainedGlass(RuleNames.Of(glass.For), glass, Applies(glass.For)) : null,
        };
    }

    private static Because MayAskOf(Policy policy, PersonId who, Func<Rule.Member, bool?> belongs)
    {
        var by = policy.Requesters.Where(rule => Fulfils(rule, who, belongs) == true).ToList();
        if (by.Count > 0)
            return new Because(Told.Yes, $"by {RuleNames.Of(by)} in the Requesters of policy {policy.Id}", null);
        var silent = policy.Requesters.Where(rule => Fulfils(rule, who, belongs) is null).ToList();
        if (silent.Count > 0)
            return new Because(Told.Unknown, $"it could not be told whether they belong to {RuleNames.Of(silent)}", "let the directories be asked: configure their doors, and leave --offline away");
        var groups = policy.Requesters.OfType<Rule.Member>().ToList();
        var join = groups.Count > 0 ? $" or make them a member of {RuleNames.Of(groups)}" : "";
        return new Because(Told.No, $"they are none of the Requesters of policy {policy.Id}: {RuleNames.Of(policy.Requesters)}", $"add person:{who} there{join}");
    }

    private static Because CanBeDecidedOf(Policy policy, PersonId who, Func<PersonId, Because?> turnsAway)
    {
        if (StageFill.CanBeFilledBy(policy.Stages, person => person != who && turnsAway(person) is null))
            return new Because(Told.Yes, "there are enough people besides them", null);
        if (StageFill.CanBeFilled(policy.Stages, who))
            return new Because(Told.No, "without those who are turned away there are not enough people", $"let them in, or name more Approvers in policy {policy.Id}");
        var needed = policy.Stages.Sum(stage => stage.Approvals).ToString(CultureInfo.InvariantCulture);
        return new Because(Told.No,
            $"nobody decides on their own request or votes twice, and without them there are not enough people for {needed} approvals", $"name more Approvers in policy {policy.Id}");
    }

    private static IEnumerable<ExplainedDecider> Deciders(Stage stage, PersonId who, Func<PersonId, Because?> turnsAway) => stage.Approvers
        .Select(rule => Decider(rule, TimeSpan.Zero, who, turnsAway))
        .Concat(stage.Tiers.SelectMany(tier => tier.Approvers.Select(rule => Decider(rule, tier.After, who, turnsAway))));

    private static ExplainedDecider Decider(Rule rule, TimeSpan after, PersonId who, Func<PersonId, Because?> turnsAway)
    {
        var named = rule as Rule.Named;
        var why = named is null ? null : turnsAway(named.Person)?.Why;
        return new(RuleNames.Of(rule), after, why is null && named?.Person != who) { WhyTurnedAway = why };
    }

    private static Told Any(IReadOnlyList<Rule> rules, PersonId who, Func<Rule.Member, bool?> belongs)
    {
        var answers = rules.Select(rule => Fulfils(rule, who, belongs)).ToList();
        return answers.Contains(true) ? Told.Yes : answers.Contains(null) ? Told.Unknown : Told.No;
    }

    private static bool? Fulfils(Rule rule, PersonId who, Func<Rule.Member, bool?> belongs) => rule switch
    {
        Rule.Everyone => true,
        Rule.Named named => named.Person == who,
        Rule.Member member => belongs(member),
        _ => null,
    };

    /// <summary>An answer in small letters.</summary>
    public static string Word(Told told) => told switch
    {
        Told.Yes => "yes",
        Told.No => "no",
        _ => "unknown",
    };
}
