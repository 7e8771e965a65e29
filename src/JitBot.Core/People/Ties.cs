using System.Collections.Immutable;

namespace JitBot.Core.People;

/// <summary>That two rows were shown to be one person's. <paramref name="IsCut"/>: one of them shares nothing with the other any more.</summary>
public sealed record Tie(LinkParty One, LinkParty Other, DateTimeOffset RightsFrom, bool IsCut)
{
    /// <summary>Whether it is a row of this one.</summary>
    public bool Has(PersonId row) => One.Person.Id == row || Other.Person.Id == row;

    /// <summary>The end that is this row.</summary>
    public LinkParty At(PersonId row) => One.Person.Id == row ? One : Other;

    /// <summary>The end that is not this row.</summary>
    public LinkParty From(PersonId row) => One.Person.Id == row ? Other : One;
}

/// <summary>
/// Which rows are one human being. The log keeps naming the row that acted; whoever compares people looks through this. What forbids something
/// counts at once and for good (<see cref="AreOne"/>), what allows something only while it is wanted (<see cref="AreLinked"/>), and what gives
/// rights only after the cool-down (<see cref="ShareRights"/>).
/// </summary>
public sealed record Ties
{
    /// <summary>Nobody is linked with anybody.</summary>
    public static Ties None { get; } = new();

    /// <summary>The ties at each row's ends.</summary>
    public ImmutableDictionary<PersonId, ImmutableList<Tie>> ByRow { get; init; } = ImmutableDictionary<PersonId, ImmutableList<Tie>>.Empty;

    /// <summary>Whether both are known to be one person: then neither decides on the other's request, and they have one vote.</summary>
    public bool AreOne(PersonId one, PersonId other) => Reaches(one, other, _ => true);

    /// <summary>Whether each sees, withdraws and gives back what the other asked for.</summary>
    public bool AreLinked(PersonId one, PersonId other) => Reaches(one, other, tie => !tie.IsCut);

    /// <summary>Whether each may ask for and approve what the other may.</summary>
    public bool ShareRights(PersonId one, PersonId other, DateTimeOffset at) => Reaches(one, other, tie => !tie.IsCut && tie.RightsFrom <= at);

    /// <summary>All rows that are known to be one person with this one, itself first.</summary>
    public IReadOnlyList<PersonId> OneWith(PersonId row) => Reached(row, _ => true);

    /// <summary>All rows linked with this one, itself first.</summary>
    public IReadOnlyList<PersonId> LinkedWith(PersonId row) => Reached(row, tie => !tie.IsCut);

    /// <summary>The rows whose rights this one has, itself first.</summary>
    public IReadOnlyList<PersonId> RightsOf(PersonId row, DateTimeOffset at) => Reached(row, tie => !tie.IsCut && tie.RightsFrom <= at);

    /// <summary>The accounts that this row and those linked with it were linked by, each once.</summary>
    public IReadOnlyList<LinkParty> PartiesOf(PersonId row) =>
        [.. LinkedWith(row).SelectMany(each => WholeAt(each).Select(tie => tie.At(each))).DistinctBy(party => party.Account)];

    /// <summary>How many human beings these are.</summary>
    public int CountPeople(IEnumerable<PersonId> rows)
    {
        var people = new List<PersonId>();
        foreach (var row in rows)
        {
            if (!people.Exists(known => AreOne(known, row)))
                people.Add(row);
        }

        return people.Count;
    }

    /// <summary>The ties that end at a row, cut or not.</summary>
    public ImmutableList<Tie> At(PersonId row) => ByRow.GetValueOrDefault(row) ?? [];

    /// <summary>The ties that end at a row and are not cut.</summary>
    public IReadOnlyList<Tie> WholeAt(PersonId row) => [.. At(row).Where(tie => !tie.IsCut)];

    /// <summary>With one more; it takes the place of an earlier one between the same rows.</summary>
    public Ties With(Tie tie)
    {
        var (one, other) = (tie.One.Person.Id, tie.Other.Person.Id);
        return this with { ByRow = ByRow.SetItem(one, Replaced(one, other, tie)).SetItem(other, Replaced(other, one, tie)) };
    }

    /// <summary>With all ties of a row cut.</summary>
    public Ties WithCut(PersonId row) => WholeAt(row).Aggregate(this, (before, tie) => before.With(tie with { IsCut = true }));

    private ImmutableList<Tie> Replaced(PersonId at, PersonId far, Tie tie) => At(at).RemoveAll(each => each.Has(far)).Add(tie);

    private bool Reaches(PersonId one, PersonId other, Func<Tie, bool> over) => one == other || Reached(one, over).Contains(other);

    private List<PersonId> Reached(PersonId from, Func<Tie, bool> over)
    {
        var reached = new List<PersonId> { from };
        for (var i = 0; i < reached.Count; i++)
            reached.AddRange(At(reached[i]).Where(over).Select(tie => tie.From(reached[i]).Person.Id).Except(reached).ToList());
        return reached;
    }
}
