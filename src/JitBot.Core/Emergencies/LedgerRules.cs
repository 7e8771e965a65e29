using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;

namespace JitBot.Core.Emergencies;

/// <summary>Whether somebody may break glass once more: not more often a day than the policy says, and not while their team owes a review that is overdue.</summary>
public static class LedgerRules
{
    /// <summary>The span in which a person's emergencies are counted.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Why not; null if they may. The same request of the same person twice is one emergency.</summary>
    public static Refusal? WhyNot(EmergencyState state, RequestId request, PersonId person, Ties ties, BreakGlass glass, DateTimeOffset at)
    {
        if (state.Entries.GetValueOrDefault(request) is { } entry && ties.AreLinked(entry.By, person))
            return null;
        if (state.Overdue(glass.Team, at).Any())
            return Refusal.ReviewIsOwed;
        return state.CountLately(person, ties, at) >= glass.PerDay ? Refusal.EmergenciesUsedUp : null;
    }
}
