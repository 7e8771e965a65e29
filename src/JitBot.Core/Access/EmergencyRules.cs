using System.Globalization;
using JitBot.Core.Catalogue;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>
/// Who may break glass, and what comes of it. The terms at asking and the catalogue now must both let this person; an empty list, or one that cannot be told,
/// lets nobody. How often, and whether the team owes a review, was judged before, in the ledger of emergencies.
/// </summary>
public static class EmergencyRules
{
    /// <summary>A reason can be short at three in the morning, but not a dot.</summary>
    public const int ShortestReason = 3;

    /// <summary>Why this person may not break glass; null if they may.</summary>
    public static Refusal? WhyNot(Terms then, Terms? now, Actor.Known actor, string reason)
    {
        if (then.BreakGlass is not { } before || now?.BreakGlass is not { } current)
            return Refusal.NoBreakGlass;
        if (!actor.Fulfils(before.For) || !actor.Fulfils(current.For))
            return Refusal.MayNotBreakGlass;
        return new StringInfo(reason.Trim()).LengthInTextElements < ShortestReason ? Refusal.EmergencyWithoutReason : null;
    }

    /// <summary>
    /// Why what waits may not be taken at once; null if it may. What makes people approvers or operators is taken so by nobody, and what it makes of people has to be
    /// known.
    /// </summary>
    public static Refusal? WhyNotTake(Terms then, Terms? now, Actor.Known actor, string reason, EmergencyLook look) =>
        WhyNot(then, now, actor, reason) ?? (MakesNoDeciders(then, look.Nesting) ? null : Refusal.NoBreakGlass);

    /// <summary>Asks, and breaks glass with it: for as long as the policy lets in an emergency.</summary>
    internal static Decision Ask(AccessCommand.Ask ask, EmergencyLook look)
    {
        var actor = (Actor.Known)ask.Actor;
        if (ask.Terms is not { } terms)
            return AccessDecider.Refuse(ask, Refusal.UnknownEntitlement);
        if (ask.For is not null)
            return AccessDecider.Refuse(ask, Refusal.NotForOthers);
        if (WhyNot(terms, terms, actor, ask.Justification.Text) is { } why)
            return AccessDecider.Refuse(ask, why);
        var asked = new AccessEvent.Asked(actor.Person.Ref, actor.Account, terms, terms.BreakGlass!.Longest, ask.Justification.Hash, ask.Handle);
        return AccessDecider.Happened(ask, asked, Broken(terms, terms, asked.Length, ask.Justification.Hash, look, ask.At));
    }

    /// <summary>Nobody answers, and it is an emergency: what waits is granted at once.</summary>
    internal static Decision Escalate(AccessState.Pending state, AccessCommand.Escalate command)
    {
        var actor = (Actor.Known)command.Actor;
        if (!actor.Ties.AreLinked(actor.Person.Id, state.Facts.Requester.Id))
            return AccessDecider.Refuse(command, Refusal.NotTheRequester);
        if (command.TermsNow is not { } now || !IsSame(state.Facts.Terms, now))
            return AccessDecider.Refuse(command, Refusal.TermsChanged);
        if (WhyNotTake(state.Facts.Terms, now, actor, command.Reason.Text, command.Look) is { } why)
            return AccessDecider.Refuse(command, why);
        var broken = Broken(state.Facts.Terms, now, state.Facts.Length, command.Reason.Hash, command.Look, command.At);
        return AccessDecider.Happened(command, broken, new AccessEvent.GrantBegun(command.At + broken.Length) { IsFrozen = command.IsFrozen });
    }

    /// <summary>The events behind <see cref="AccessEvent.Prepared"/>: the grant, if the catalogue still lets glass be broken here; else people are asked.</summary>
    internal static IEnumerable<AccessEvent> AfterPrepared(AccessFacts facts, AccessCommand.Prepared command)
    {
        var isLet = facts.Emergency is not null && command.TermsNow is { BreakGlass: { } glass } now && IsSame(facts.Terms, now) && facts.Length <= glass.Longest;
        return isLet && MakesNoDeciders(facts.Terms, command.Nesting)
            ? [new AccessEvent.GrantBegun(command.At + facts.Length) { IsFrozen = command.IsFrozen }]
            : [new AccessEvent.EmergencyDropped { MayMakeDeciders = isLet }];
    }

    private static bool MakesNoDeciders(Terms terms, NestingLook? nesting) => nesting is not null && !nesting.MakesDeciders(terms.Resource);

    /// <summary>Nothing of it is judged by who may ask ordinarily: whoever is on call need not be among them.</summary>
    private static bool IsSame(Terms then, Terms now) => now.Provider == then.Provider && now.Resource == then.Resource;

    private static AccessEvent.GlassBroken Broken(Terms then, Terms now, TimeSpan asked, string reason, EmergencyLook look, DateTimeOffset at)
    {
        var (before, current) = (then.BreakGlass!, now.BreakGlass!);
        var length = new[] { asked, before.Longest, current.Longest }.Min();
        var within = before.ReviewWithin < current.ReviewWithin ? before.ReviewWithin : current.ReviewWithin;
        return new AccessEvent.GlassBroken(reason, length, at + within) { AsOf = look.AsOf };
    }
}
