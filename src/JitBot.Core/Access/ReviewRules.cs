using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>Who may say that they have looked at an emergency, and what becomes of one that nobody looks at.</summary>
internal static class ReviewRules
{
    /// <summary>Somebody has looked at it, and says what they found.</summary>
    public static Decision Decide(AccessState.Known state, AccessCommand.Review command)
    {
        var actor = (Actor.Known)command.Actor;
        if (state.Facts.Emergency is not { } emergency || state is AccessState.Preparing or AccessState.Pending or AccessState.Closed)
            return AccessDecider.Refuse(command, Refusal.NothingToReview);
        if (state.Facts.IsOwn(actor.Ties, actor.Person.Id))
            return AccessDecider.Refuse(command, Refusal.OwnEmergency);
        if (!actor.Fulfils(state.Facts.Terms.Approvers) && !actor.Fulfils(command.Operators) && !(command.TermsNow is { } now && actor.Fulfils(now.Approvers)))
            return AccessDecider.Refuse(command, Refusal.MayNotReview);
        if (string.IsNullOrWhiteSpace(command.Finding.Text))
            return AccessDecider.Refuse(command, Refusal.ReviewWithoutFinding);
        return emergency.IsReviewed || emergency.Reviews.Any(review => actor.Ties.AreOne(review.Id, actor.Person.Id))
            ? AccessDecider.Refuse(command, Refusal.ReviewedAlready)
            : AccessDecider.Happened(command, new AccessEvent.Reviewed(actor.Person.Ref, command.Finding.Hash));
    }

    /// <summary>What is said, and done, when the time for a review is over; nothing if it is not.</summary>
    public static IEnumerable<AccessEvent> Overdue(AccessState.Known state, DateTimeOffset at)
    {
        if (state.Facts.Emergency is not { } emergency || !(emergency.RemindsAt <= at))
            yield break;
        yield return new AccessEvent.ReviewOverdue(emergency.Reminders + 1);
        if (state is AccessState.Active)
            yield return new AccessEvent.RevocationBegun(EndCause.Unreviewed);
    }
}
