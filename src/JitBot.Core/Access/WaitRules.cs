using JitBot.Core.Catalogue;
using JitBot.Core.Chat;

namespace JitBot.Core.Access;

/// <summary>
/// What becomes of a request that nobody answers, or of more time that was asked for: its approvers are reminded, then others are asked, and in the end it lapses. More
/// time lapses with the access itself.
/// </summary>
internal static class WaitRules
{
    /// <summary>So many reminders of one stage at most: whoever has not answered the fourth will not answer the fifth.</summary>
    public const int MostReminders = 4;

    /// <summary>What time alone has done to it by now.</summary>
    public static Decision Wake(AccessState.Pending state, AccessCommand.Wake command)
    {
        if (command.At >= state.Facts.LapsesAt)
            return AccessDecider.Happened(command, new AccessEvent.Lapsed());
        return AccessDecider.Happened(command, [.. Urge(state, command.At, endsAt: null)]);
    }

    /// <summary>Whoever is to decide is reminded, or the next are asked besides. <paramref name="endsAt"/> is when access in force ends, for which more time is asked for.</summary>
    public static IEnumerable<AccessEvent> Urge(AccessState.Pending? state, DateTimeOffset at, DateTimeOffset? endsAt)
    {
        if (state is not null && TierAt(state) <= at)
            yield return CallNext(state);
        else if (state is not null && ReminderAt(state) <= at)
            yield return new AccessEvent.Reminded(state.Waiting.Reminders + 1) { EndsAt = endsAt };
    }

    /// <summary>While nobody who decides can see it, the next tier is called at once.</summary>
    public static IEnumerable<AccessEvent> FallThrough(AccessState state, DateTimeOffset at)
    {
        while (state is AccessState.Known { Undecided: { } alone } && !IsSeen(alone) && HasTier(alone))
        {
            var called = CallNext(alone);
            yield return called;
            state = AccessEvolver.Evolve(state, called with { At = at });
        }
    }

    /// <summary>Where it was to be shown nobody can see it any more.</summary>
    public static Decision LosePlace(AccessState.Known state, AccessCommand.LosePlace command)
    {
        if (!state.Facts.Places.Contains(command.Place))
            return Decision.Nothing;
        var lost = new AccessEvent.PlaceLost(command.Place);
        return AccessDecider.Happened(command, [lost, .. FallThrough(AccessEvolver.Evolve(state, lost with { At = command.At }), command.At)]);
    }

    /// <summary>The next moment at which time alone changes it.</summary>
    public static DateTimeOffset NextAt(AccessState.Pending state) =>
        new[] { state.Facts.LapsesAt, UrgesAt(state) }.OfType<DateTimeOffset>().Min();

    /// <summary>When somebody is reminded next, or asked besides; null if nobody is any more.</summary>
    public static DateTimeOffset? UrgesAt(AccessState.Pending state) => new[] { TierAt(state), ReminderAt(state) }.Min();

    /// <summary>Who is asked in this state: before anybody is, whoever will be first.</summary>
    public static IEnumerable<Rule> Asked(AccessState.Known state) =>
        state.Undecided is { } undecided ? undecided.Stage.ApproversAt(undecided.Waiting.Tiers) : state.Facts.Terms.Stages[0].Approvers;

    /// <summary>Whether nobody who decides can see it, and there is nobody left to be called.</summary>
    public static bool IsUnseen(AccessState.Pending state) => !IsSeen(state) && !HasTier(state);

    /// <summary>
    /// Whether it is shown where those who decide now are asked, or to one of them in person. Where an earlier stage was asked is not that; a stage without a place of its
    /// own is asked wherever it is shown.
    /// </summary>
    private static bool IsSeen(AccessState.Pending state)
    {
        var places = state.Stage.PlacesAt(state.Waiting.Tiers).ToList();
        var inPerson = state.Stage.ApproversAt(state.Waiting.Tiers).OfType<Rule.Named>().Select(named => named.Person).ToList();
        return state.Facts.Places.Any(place => places.Count == 0 || places.Contains(place) || (place is Place.Direct direct && inPerson.Contains(direct.Person)));
    }

    private static AccessEvent.TierCalled CallNext(AccessState.Pending state) => new AccessEvent.TierCalled(state.Waiting.Stage, state.Waiting.Tiers + 1);

    private static bool HasTier(AccessState.Pending state) => state.Waiting.Tiers < state.Stage.Tiers.Count;

    private static DateTimeOffset? TierAt(AccessState.Pending state) => HasTier(state) ? state.Waiting.Since + state.Stage.Tiers[state.Waiting.Tiers].After : null;

    /// <summary>Each wait is twice as long as the one before: after one, three, seven and fifteen times the first.</summary>
    private static DateTimeOffset? ReminderAt(AccessState.Pending state) => state.Facts.Terms.RemindsAfter is { } first && state.Waiting.Reminders < MostReminders
        ? state.Waiting.Since + (first * ((2 << state.Waiting.Reminders) - 1))
        : null;
}
