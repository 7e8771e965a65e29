using JitBot.Core.People;

namespace JitBot.Core.Catalogue;

/// <summary>
/// Whether there can be enough different people for all stages together: everybody has one vote per request, and none on their own. How many are in a
/// group is for the directory to say, so a stage with a group in it is taken for one that can be filled.
/// </summary>
public static class StageFill
{
    /// <summary>Whether the stages can be filled without this person; null for nobody in particular.</summary>
    public static bool CanBeFilled(IReadOnlyList<Stage> stages, PersonId? without)
    {
        var taken = new Dictionary<PersonId, int>();
        var seats = stages.Where(IsClosed).SelectMany(stage => Enumerable.Repeat(Named(stage, without), stage.Approvals)).ToList();
        return Enumerable.Range(0, seats.Count).All(seat => Seat(seat, seats, taken, []));
    }

    /// <summary>Whether only people named in person may decide.</summary>
    private static bool IsClosed(Stage stage) => stage.Everybody.All(rule => rule is Rule.Named);

    private static List<PersonId> Named(Stage stage, PersonId? without) =>
        [.. stage.Everybody.OfType<Rule.Named>().Select(rule => rule.Person).Where(person => person != without)];

    /// <summary>Finds somebody for a seat, and another seat for whoever has to make room (Kuhn 1955).</summary>
    private static bool Seat(int seat, List<List<PersonId>> seats, Dictionary<PersonId, int> taken, HashSet<PersonId> tried)
    {
        foreach (var person in seats[seat].Where(tried.Add))
        {
            if (taken.TryGetValue(person, out var other) && !Seat(other, seats, taken, tried))
                continue;
            taken[person] = seat;
            return true;
        }

        return false;
    }
}
