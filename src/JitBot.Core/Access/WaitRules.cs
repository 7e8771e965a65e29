using JitBot.Core.Catalogue;
using JitBot.Core.Chat;

namespace JitBot.Core.Access;

/// <summary>What becomes of a request that nobody answers: its approvers are reminded, then others are asked, and in the end it lapses.</summary>
internal static class WaitRules
{
    /// <summary>So many reminders of one stage at most: whoever has not answered the fourth will not answer the fifth.</summary>
    public const int MostReminders = 4;

    /// <summary>What time alone has done to it by now.</summary>
    public static Decision Wake(AccessState.Pending state, AccessCommand.Wake command)
    {
        if (command.At >= state.Facts.LapsesAt)
            return AccessDecider.Happened(command, new AccessEvent.Lapsed());
        if (TierAt(state) <= command.At)
            return AccessDecider.Happened(command, new AccessEvent.TierCalled(state.Waiting.Stage, state.Waiting.Tiers + 1));
        return ReminderAt(state) <= command.At
            ? AccessDecider.Happened(command, new AccessEvent.Reminded(state.Waiting.Reminders + 1))
            : Decision.Nothing;
    }

    /// <summary>Where it was to be shown nobody can see it: if nobody is left to see it, the next tier is called at once.</summary>
    public static Decision LosePlace(AccessState.Known state, AccessCommand.LosePlace command)
    {
        if (!state.Facts.Places.Contains(command.Place))
            return Decision.Nothing;
        var lost = new AccessEvent.PlaceLost(command.Place);
        return AccessEvolver.Evolve(state, lost with { At = command.At }) is AccessState.Pending { Facts.Places.Count: 0 } alone && HasTier(alone)
            ? AccessDecider.Happened(command, lost, new AccessEvent.TierCalled(alone.Waiting.Stage, alone.Waiting.Tiers + 1))
            : AccessDecider.Happened(command, lost);
    }

    /// <summary>The next moment at which time alone changes it.</summary>
    public static DateTimeOffset NextAt(AccessState.Pending state) =>
        new[] { state.Facts.LapsesAt, TierAt(state), ReminderAt(state) }.OfType<DateTimeOffset>().Min();

    /// <summary>Who is asked in this state: before anybody is, whoever will be first.</summary>
    public static IEnumerable<Rule> Asked(AccessState.Known state) =>
        state is AccessState.Pending pending ? pending.Stage.ApproversAt(pending.Waiting.Tiers) : state.Facts.Terms.Stages[0].Approvers;

    /// <summary>Whether nobody can see it, and there is nobody left to be called.</summary>
    public static bool IsUnseen(AccessState.Pending state) => state.Facts.Places.Count == 0 && !HasTier(state);

    private static bool HasTier(AccessState.Pending state) => state.Waiting.Tiers < state.Stage.Tiers.Count;

    private static DateTimeOffset? TierAt(AccessState.Pending state) => HasTier(state) ? state.Waiting.Since + state.Stage.Tiers[state.Waiting.Tiers].After : null;

    /// <summary>Each wait is twice as long as the one before: after one, three, seven and fifteen times the first.</summary>
    private static DateTimeOffset? ReminderAt(AccessState.Pending state) => state.Facts.Terms.RemindsAfter is { } first && state.Waiting.Reminders < MostReminders
        ? state.Waiting.Since + (first * ((2 << state.Waiting.Reminders) - 1))
        : null;
}
