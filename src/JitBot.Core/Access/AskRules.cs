using System.Globalization;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>Who may ask, for how long, and with what justification.</summary>
internal static class AskRules
{
    public static Decision Decide(AccessCommand.Ask ask)
    {
        if (ask.Emergency is { } look)
            return EmergencyRules.Ask(ask, look);
        var actor = (Actor.Known)ask.Actor;
        return Why(ask, actor) is { } why
            ? AccessDecider.Refuse(ask, why)
            : (WhyNotOneMore(ask) ?? WhyByNobody(ask, actor)) is { } enough
            ? AccessDecider.Refuse(ask, enough.Why, enough.About)
            : AccessDecider.Happened(ask, new AccessEvent.Asked(actor.Person.Ref, actor.Account, ask.Terms!, ask.Length, ask.Justification.Hash, ask.Handle));
    }

    private static Refusal? Why(AccessCommand.Ask ask, Actor.Known actor)
    {
        if (ask.Terms is not { } terms)
            return Refusal.UnknownEntitlement;
        if (!actor.Fulfils(terms.Requesters))
            return Refusal.NotEligible;
        if (ask.Length < Spans.Shortest || ask.Length > terms.LongestGrant)
            return Refusal.LengthNotAllowed;
        return Letters(ask.Justification.Text) < terms.MinimumJustification ? Refusal.JustificationTooShort : null;
    }

    /// <summary>One open request for the same is enough, and of others so many; by person, whichever account they were asked with.</summary>
    private static (Refusal Why, string About)? WhyNotOneMore(AccessCommand.Ask ask)
    {
        if (ask.Before.Open.FirstOrDefault(open => open.EntitlementId == ask.Terms!.EntitlementId) is { } same)
            return (Refusal.AlreadyOpen, same.Id.Value);
        if (ask.Before.Open.Count >= ask.Quota.MostOpen)
            return (Refusal.TooManyOpen, Number(ask.Quota.MostOpen));
        return ask.Before.WithinADay >= ask.Quota.MostADay ? (Refusal.TooManyToday, Number(ask.Quota.MostADay)) : null;
    }

    /// <summary>Nobody waits for nobody: some stage can be filled by none but the requester, and no rule spares them the asking.</summary>
    private static (Refusal Why, string About)? WhyByNobody(AccessCommand.Ask ask, Actor.Known actor) =>
        !ask.Terms!.AutoApprovals.Any(auto => AutoRules.Fits(auto, ask.Length, actor, ask.At)) && ask.Deciders.FirstEmpty(ask.Terms.Stages, actor.Person.Id, actor.Ties) is { } stage
            ? (ask.Terms.Stages[stage].Everybody.All(rule => rule is Rule.ManagerOf) ? Refusal.NoManager : Refusal.NobodyCanApprove, Number(stage + 1))
            : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Counts what a reader sees as characters, so that no encoding trick makes a short text long.</summary>
    internal static int Letters(string text) => new StringInfo(text.Trim()).LengthInTextElements;
}
