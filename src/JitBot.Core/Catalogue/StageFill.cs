using JitBot.Core.People;

namespace JitBot.Core.Catalogue;

/// <summary>
/// Whether there can be enough different people for all stages together: everybody has one vote per request, and none on their own. How many are in a
/// group is for the directory to say, so a stage with a rule of which that is not known is taken for one that can be filled.
/// </summary>
public static class StageFill
{
    /// <summary>Whether the stages can be filled without this person, by those named in person; null for nobody in particular.</summary>
    public static bool CanBeFilled(IReadOnlyList<Stage> stages, PersonId? without) =>
        CanBeFilledBy(stages, person => person != without);

    /// <summary>The same where some of those who are named can do nothing.</summary>
    public static bool CanBeFilledBy(IReadOnlyList<Stage> stages, Func<PersonId, bool> counts) =>
        FirstEmpty(stages, rule => rule is not Rule.Named named ? null : counts(named.Person) ? [named.Person.Value] : []) is null;

    /// <summary>
    /// The first stage for which there are not enough people, from 0; null if there are for all. <paramref name="people"/> says who a rule means, each person by one
    /// word, or null where that is not known.
    /// </summary>
    public static int? FirstEmpty(IReadOnlyList<Stage> stages, Func<Rule, IReadOnlyList<string>?> people)
    {
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        var seats = new List<(int Stage, List<string> People)>();
        for (var stage = 0; stage < stages.Count; stage++)
        {
            var deciders = stages[stage].Everybody.Select(people).ToList();
            if (!deciders.Contains(null))
                seats.AddRange(Enumerable.Repeat((stage, deciders.SelectMany(who => who!).Distinct().ToList()), stages[stage].Approvals));
        }

        for (var seat = 0; seat < seats.Count; seat++)
        {
            if (!Seat(seat, seats, taken, []))
                return seats[seat].Stage;
        }

        return null;
    }

    /// <summary>Finds somebody for a seat, and another seat for whoever has to make room (Kuhn 1955).</summary>
    private static bool Seat(int seat, List<(int Stage, List<string> People)> seats, Dictionary<string, int> taken, HashSet<string> tried)
    {
        foreach (var person in seats[seat].People.Where(tried.Add))
        {
            if (taken.TryGetValue(person, out var other) && !Seat(other, seats, taken, tried))
                continue;
            taken[person] = seat;
            return true;
        }

        return false;
    }
}
