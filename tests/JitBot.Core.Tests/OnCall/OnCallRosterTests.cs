using JitBot.Core.OnCall;

namespace JitBot.Core.Tests.OnCall;

/// <summary>Who counts as on call, by an address alone.</summary>
[TestFixture]
public class OnCallRosterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [TestCase("avery@example.com", true)]
    [TestCase("AVERY@example.com", true)]
    [TestCase("avery@example.org", false)]
    [TestCase("very@example.com", false)]
    [TestCase("", false)]
    public void An_address_is_compared_as_a_whole_and_in_either_case(string email, bool isOn) =>
        Assert.That(OnCallRoster.Of([new OnCallPerson("1", "Avery@example.com")]).Has(email), Is.EqualTo(isOn));

    [Test]
    public void Two_people_with_one_address_are_nobody_and_one_person_twice_is_one()
    {
        Assert.That(OnCallRoster.Of([new("1", "avery@example.com"), new("2", "Avery@example.com")]).Has("avery@example.com"), Is.False);
        var twice = OnCallRoster.Of([new("1", "avery@example.com", "Avery", Now), new("1", "Avery@example.com", null, Now.AddHours(1))]);
        Assert.That(twice.People, Is.EqualTo(new[] { new OnCallPerson("1", "avery@example.com", "Avery", Now.AddHours(1)) }));
        Assert.That(twice.Has("avery@example.com"), Is.True);
    }

    [Test]
    public void An_end_that_is_not_told_is_later_than_any() =>
        Assert.That(OnCallRoster.Of([new("1", "a@example.com", null, Now), new("1", "a@example.com")]).People.Single().Until, Is.Null);

    [Test]
    public void Letters_that_fold_into_others_match_nothing()
    {
        Assert.That(OnCallRoster.Of([new("1", "\u212Aim@example.com")]).Has("kim@example.com"), Is.False);
        Assert.That(OnCallRoster.Of([new("1", "\u212Aim@example.com")]).Has("\u212Aim@example.com"), Is.False);
    }

    [Test]
    public void Whose_time_is_over_is_on_call_no_more()
    {
        var roster = OnCallRoster.Of([new("1", "avery@example.com", null, Now), new("2", "morgan@example.com")]);
        Assert.That(roster.At(Now.AddTicks(-1)).People, Has.Count.EqualTo(2));
        Assert.That(roster.At(Now).People.Select(person => person.Key), Is.EqualTo(new[] { "2" }));
    }
}
