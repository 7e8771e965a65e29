using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>
/// More time for access in force: only the requester asks for it, the same people decide on it by the same rules as on the request itself, and it never lasts
/// longer in all than the policy allows, at asking or now. Until it is decided the old end stands.
/// </summary>
internal static class ExtendRules
{
    /// <summary>More time is asked for: as much as is said, or as long again, or what the policy leaves.</summary>
    public static Decision Ask(AccessState.Active state, AccessCommand.Extend command)
    {
        var actor = (Actor.Known)command.Actor;
        if (!actor.Ties.AreLinked(actor.Person.Id, state.Facts.Requester.Id))
            return AccessDecider.Refuse(command, Refusal.NotTheRequester);
        if (WhyNot(state, command, actor) is { } why)
            return AccessDecider.Refuse(command, why);
        var more = More(state, command, command.TermsNow!);
        if (more is null)
            return AccessDecider.Refuse(command, Refusal.PastLongestGrant);
        var asked = new AccessEvent.ExtensionAsked(state.EndsAt + more.Value, command.Justification?.Hash ?? state.Facts.Justification) { At = command.At };
        return AccessDecider.Happened(command, [asked, .. WaitRules.FallThrough(AccessEvolver.Evolve(state, asked), command.At)]);
    }

    /// <summary>How much more can be asked for; nothing that the policy would refuse. <paramref name="now"/> is null for what has left the catalogue.</summary>
    public static IReadOnlyList<TimeSpan> Offers(AccessState state, Terms? now) =>
        now is not null && state is AccessState.Active { Standing: false, Asking: null } active && StageJudge.AreOfOneKind(active.Facts, now) && OneTap(active, now) is { } oneTap
            ? LongerTime.Within(Left(active, now), oneTap)
            : [];

    /// <summary>Whether the policy's longest grant is used up, so that no more can be asked for, whoever asks.</summary>
    public static bool IsUsedUp(AccessState.Active state, Terms? now) => now is not null && StageJudge.AreOfOneKind(state.Facts, now) && OneTap(state, now) is null;

    /// <summary>A vote on more time. One that was made before it was asked for was about the request, and that is decided.</summary>
    public static Decision Vote(AccessState.Active state, AccessCommand.ByPerson command)
    {
        if (state.Asking is not { } asking || command is AccessCommand.Approve { MadeAt: var made } && made < asking.Facts.AskedAt)
            return AccessDecider.Refuse(command, Refusal.AlreadyDecided);
        if (WhyNoVote(state, command) is { } why)
            return AccessDecider.Refuse(command, why);
        return command switch
        {
            AccessCommand.Approve c => OfMoreTime(VoteRules.Approve(asking, c), state, asking),
            AccessCommand.Deny c => OfMoreTime(VoteRules.Deny(asking, c), state, asking),
            AccessCommand.TakeBack c => OfMoreTime(VoteRules.TakeBack(asking, c), state, asking),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no vote."),
        };
    }

    /// <summary>Whether a yes that is taken back is one to more time.</summary>
    public static bool IsAbout(AccessState.Active state, AccessCommand.TakeBack command) =>
        state.Asking is { } asking && command.Actor is Actor.Known actor && asking.Votes.Any(vote => actor.Ties.AreLinked(vote.Approver.Id, actor.Person.Id));

    private static Decision OfMoreTime(Decision decision, AccessState.Active state, AccessState.Pending asking) => decision is not Decision.Accepted accepted
        ? decision
        : new Decision.Accepted([.. accepted.Events.Select(happened => happened switch
        {
            AccessEvent.GrantBegun => new AccessEvent.Extended(state.Since + asking.Facts.Length) { At = happened.At },
            AccessEvent.Denied denied => new AccessEvent.ExtensionDenied(denied.Approver, denied.Reason) { At = happened.At },
            _ => happened,
        })]);

    private static Refusal? WhyNoVote(AccessState.Active state, AccessCommand.ByPerson command) => command switch
    {
        _ when command.At >= state.EndsAt => Refusal.ExtensionTooLate,
        AccessCommand.Approve { IsFrozen: true } => Refusal.GrantingFrozen,
        AccessCommand.Approve { AtMost: not null } => Refusal.LengthNotLess,
        _ => null,
    };

    private static Refusal? WhyNot(AccessState.Active state, AccessCommand.Extend command, Actor.Known actor)
    {
        if (state.Standing)
            return Refusal.NothingToExtend;
        if (command.At >= state.EndsAt)
            return Refusal.ExtensionTooLate;
        if (state.Asking is not null)
            return Refusal.ExtensionWaits;
        if (command.TermsNow is not { } now || !StageJudge.AreComparable(state.Facts, now, requester => actor.Ties.RightsOf(requester, command.At)))
            return Refusal.TermsChanged;
        if (!actor.Fulfils(now.Requesters))
            return Refusal.NotEligible;
        var least = Math.Max(state.Facts.Terms.MinimumJustification, now.MinimumJustification);
        return command.Justification is { } why && AskRules.Letters(why.Text) < least ? Refusal.JustificationTooShort : null;
    }

    /// <summary>How much more, if the policy allows that much; null if it does not.</summary>
    private static TimeSpan? More(AccessState.Active state, AccessCommand.Extend command, Terms now)
    {
        var left = Left(state, now);
        var more = command.More ?? OneTap(state, now) ?? TimeSpan.Zero;
        return more >= Spans.Shortest && more <= left ? more : null;
    }

    /// <summary>What is asked for where no length is said: as long again as there was, or what the policy leaves; null if that is nothing.</summary>
    private static TimeSpan? OneTap(AccessState.Active state, Terms now)
    {
        var left = Left(state, now);
        var more = left < state.Facts.Length ? left : state.Facts.Length;
        return more >= Spans.Shortest ? more : null;
    }

    private static TimeSpan Left(AccessState.Active state, Terms now) =>
        (state.Facts.Terms.LongestGrant < now.LongestGrant ? state.Facts.Terms.LongestGrant : now.LongestGrant) - state.Facts.Length;
}
