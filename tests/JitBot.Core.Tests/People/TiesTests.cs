using JitBot.Core.People;

namespace JitBot.Core.Tests.People;

/// <summary>What forbids counts at once and for good, what allows only while it is wanted, what gives rights only after the cool-down.</summary>
public class TiesTests
{
    private static readonly DateTimeOffset Nine = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly PersonId A = new("p-a");
    private static readonly PersonId B = new("p-b");
    private static readonly PersonId C = new("p-c");
    private static readonly PersonId D = new("p-d");

    private static readonly Ties Chain = Ties.None.With(Tie(A, B, Nine)).With(Tie(B, C, Nine.AddHours(5)));

    [Test]
    public void Everybody_is_one_with_themselves_and_nobody_else_is()
    {
        Assert.That(Ties.None.AreOne(A, A) && Ties.None.AreLinked(A, A) && Ties.None.ShareRights(A, A, Nine), Is.True);
        Assert.That(Chain.AreOne(A, D) || Chain.AreLinked(A, D) || Chain.ShareRights(A, D, Nine), Is.False);
    }

    [Test]
    public void Whoever_is_one_with_one_is_one_with_all_of_them()
    {
        Assert.That(Chain.AreOne(A, C) && Chain.AreOne(C, A) && Chain.AreLinked(A, C), Is.True);
        Assert.That(Chain.LinkedWith(A), Is.EquivalentTo(new[] { A, B, C }));
        Assert.That(Chain.CountPeople([A, C, D, B]), Is.EqualTo(2));
    }

    [Test]
    public void Rights_go_as_far_as_every_tie_on_the_way_has_cooled_down()
    {
        Assert.That(Chain.RightsOf(A, Nine.AddTicks(-1)), Is.EqualTo(new[] { A }));
        Assert.That(Chain.RightsOf(A, Nine), Is.EqualTo(new[] { A, B }));
        Assert.That(Chain.RightsOf(A, Nine.AddHours(5)), Is.EqualTo(new[] { A, B, C }));
    }

    [Test]
    public void Whoever_parts_shares_nothing_with_anybody_and_stays_one_with_them()
    {
        var parted = Chain.WithCut(B);
        Assert.That(parted.AreLinked(A, B) || parted.AreLinked(A, C) || parted.ShareRights(A, B, Nine.AddDays(9)), Is.False);
        Assert.That(parted.AreOne(A, B) && parted.AreOne(A, C), Is.True);
        Assert.That(parted.WholeAt(B), Is.Empty);
    }

    [Test]
    public void What_was_parted_can_be_linked_again_with_a_new_cool_down()
    {
        var again = Chain.WithCut(B).With(Tie(B, A, Nine.AddDays(1)));
        Assert.That(again.AreLinked(A, B), Is.True);
        Assert.That(again.ShareRights(A, B, Nine.AddHours(23)), Is.False);
        Assert.That(again.AreLinked(A, C), Is.False);
    }

    private static Tie Tie(PersonId one, PersonId other, DateTimeOffset rightsFrom) => new(Party(one), Party(other), rightsFrom, IsCut: false);

    private static LinkParty Party(PersonId row) => new(new PersonRef(row, "hash"), new AccountId("Chat", "T1", row.Value));
}
