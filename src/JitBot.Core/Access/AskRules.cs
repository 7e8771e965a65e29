using System.Globalization;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Access;

/// <summary>Who may ask, for how long, and with what justification.</summary>
internal static class AskRules
{
    public static Decision Decide(AccessCommand.Ask ask)
    {
        if (ask.Emergency is { } look)
            return EmergencyRules.Ask(ask, look);
        if (Why(ask) is { } why)
            return AccessDecider.Refuse(ask, why);
        var (asker, requester) = ((Actor.Known)ask.Actor, (Actor.Known)ask.Requester);
        if ((WhyNotOneMore(ask) ?? WhyByNobody(ask, requester)) is { } enough)
            return AccessDecider.Refuse(ask, enough.Why, enough.About);
        var asked = new AccessEvent.Asked(requester.Person.Ref, requester.Account, ask.Terms!, ask.Length, ask.Justification.Hash, ask.Handle);
        return AccessDecider.Happened(ask, asked with { AskedBy = ask.For is null ? null : asker.Person.Ref });
    }

    private static Refusal? Why(AccessCommand.Ask ask)
    {
        if (ask.Terms is not { } terms)
            return Refusal.UnknownEntitlement;
        if (ask.For is not null && !terms.AskForOthers)
            return Refusal.NotForOthers;
        if (ask.Requester is not Actor.Known requester)
            return Refusal.OtherNotKnown;
        if (!requester.Fulfils(terms.Requesters))
            return ask.For is null ? Refusal.NotEligible : Refusal.OtherNotEligible;
        if (ask.Length < Spans.Shortest || ask.Length > terms.LongestGrant)
            return Refusal.LengthNotAllowed;
        return Letters(ask.Justification.Text) < terms.MinimumJustification ? Refusal.JustificationTooShort : null;
    }

    /// <summary>
    /// One open request for the same is enough, and of others so many; by the person who gets it, whichever account they were asked with. A day is spent by the hand that
    /// asks: one that asks for everybody is bounded, and nobody is left without a day because others asked for them.
    /// </summary>
    private static (Refusal Why, string? About)? WhyNotOneMore(AccessCommand.Ask ask)
    {
        if (ask.For is null)
            return WhyNotOneMoreOpen(ask) ?? WhyNotToday(ask);
        return WhyNotToday(ask) ?? (WhyNotOneMoreOpen(ask) is null ? null : (Refusal.OtherHasEnough, null));
    }

    private static (Refusal Why, string? About)? WhyNotToday(AccessCommand.Ask ask) =>
        ask.ByHand.WithinADay >= ask.Quota.MostADay ? (Refusal.TooManyToday, Number(ask.Quota.MostADay)) : null;

    private static (Refusal Why, string? About)? WhyNotOneMoreOpen(AccessCommand.Ask ask)
    {
        if (ask.Before.Open.FirstOrDefault(open => open.EntitlementId == ask.Terms!.EntitlementId) is { } same)
            return (Refusal.AlreadyOpen, IsTheirs(ask, same) ? same.Id.Value : null);
        return ask.Before.Open.Count >= ask.Quota.MostOpen ? (Refusal.TooManyOpen, Number(ask.Quota.MostOpen)) : null;
    }

    /// <summary>What stands open at an account that has parted from theirs counts, but which request it is stays between the other account and us.</summary>
    private static bool IsTheirs(AccessCommand.Ask ask, RequestIndex open) => ask.Requester is Actor.Known known && known.Ties.AreLinked(known.Person.Id, open.Requester);

    /// <summary>Nobody waits for nobody: some stage can be filled by none but those whose own it is, and no rule spares them the asking.</summary>
    private static (Refusal Why, string? About)? WhyByNobody(AccessCommand.Ask ask, Actor.Known actor) =>
        !IsUnasked(ask, actor) && ask.Deciders.FirstEmpty(ask.Terms!.Stages, Own(ask, actor), actor.Ties) is { } stage
            ? (ask.For is null && ask.Terms.Stages[stage].Everybody.All(rule => rule is Rule.ManagerOf) ? Refusal.NoManager : Refusal.NobodyCanApprove, Number(stage + 1))
            : null;

    private static bool IsUnasked(AccessCommand.Ask ask, Actor.Known actor) =>
        ask.For is null && ask.Terms!.AutoApprovals.Any(auto => AutoRules.Fits(auto, ask.Length, actor, ask.At));

    private static List<PersonId> Own(AccessCommand.Ask ask, Actor.Known actor) => [actor.Person.Id, ((Actor.Known)ask.Actor).Person.Id];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Counts what a reader sees as characters, so that no encoding trick makes a short text long.</summary>
    internal static int Letters(string text) => new StringInfo(text.Trim()).LengthInTextElements;
}
