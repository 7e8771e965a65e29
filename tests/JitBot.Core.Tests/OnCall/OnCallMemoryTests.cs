using JitBot.Core.OnCall;

namespace JitBot.Core.Tests.OnCall;

/// <summary>How long an answer serves, and that no more are kept than anybody needs.</summary>
[TestFixture]
public class OnCallMemoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly OnCallRoster Avery = OnCallRoster.Of([new("1", "avery@example.com", null, Now.AddMinutes(10))]);
    private static readonly OnCallRoster Morgan = OnCallRoster.Of([new("2", "morgan@example.com")]);

    [Test]
    public void It_serves_for_a_quarter_of_an_hour_and_says_how_old_it_is()
    {
        var memory = Kept(Morgan, Now);
        Assert.That(memory.Recall("rota", "night", Now.AddMinutes(15)), Is.EqualTo(new OnCallView(Morgan, Now, IsLive: false)).Using<OnCallView>(Same));
        Assert.That(memory.Recall("rota", "night", Now.AddMinutes(15).AddTicks(1)), Is.Null);
        Assert.That(memory.Recall("rota", "day", Now), Is.Null);
        Assert.That(memory.Recall("other", "night", Now), Is.Null);
    }

    [Test]
    public void Whose_shift_has_ended_since_is_left_out()
    {
        var memory = Kept(Avery, Now);
        Assert.That(memory.Recall("rota", "night", Now.AddMinutes(9))!.Roster.Has("avery@example.com"), Is.True);
        Assert.That(memory.Recall("rota", "night", Now.AddMinutes(10))!.Roster.People, Is.Empty);
    }

    [Test]
    public void The_newest_question_counts_in_whatever_order_the_answers_come()
    {
        var memory = Kept(Morgan, Now.AddSeconds(2));
        memory.Keep("rota", "night", Avery, Now.AddSeconds(1), Now.AddSeconds(3));
        Assert.That(memory.Recall("rota", "night", Now.AddSeconds(3))!.Roster, Is.SameAs(Morgan).Or.Matches<OnCallRoster>(roster => roster.Has("morgan@example.com")));
        Assert.That(memory.Recall("rota", "night", Now.AddSeconds(3))!.Roster.Has("avery@example.com"), Is.False);
    }

    [Test]
    public void What_a_clock_that_was_ahead_left_behind_is_not_believed_and_gives_way()
    {
        var memory = Kept(Morgan, Now.AddHours(5));
        Assert.That(memory.Recall("rota", "night", Now), Is.Null);
        memory.Keep("rota", "night", Avery, Now, Now);
        Assert.That(memory.Recall("rota", "night", Now)!.Roster.Has("avery@example.com"), Is.True);
    }

    [Test]
    public void What_is_forgotten_serves_no_more()
    {
        var memory = Kept(Morgan, Now);
        memory.Forget("rota", "night");
        Assert.That(memory.Recall("rota", "night", Now), Is.Null);
    }

    [Test]
    public void A_thousand_are_kept_and_the_oldest_gives_way()
    {
        var memory = new OnCallMemory();
        for (var i = 0; i <= 1_000; i++)
            memory.Keep("rota", $"{i}", Morgan, Now.AddMilliseconds(i), Now.AddSeconds(2));
        var kept = Enumerable.Range(0, 1_001).Where(i => memory.Recall("rota", $"{i}", Now.AddSeconds(2)) is not null).ToList();
        Assert.That(kept, Has.Count.EqualTo(1_000).And.None.EqualTo(0));
    }

    private static OnCallMemory Kept(OnCallRoster roster, DateTimeOffset asOf)
    {
        var memory = new OnCallMemory();
        memory.Keep("rota", "night", roster, asOf, asOf);
        return memory;
    }

    private static bool Same(OnCallView one, OnCallView other) =>
        one.Roster.People.SequenceEqual(other.Roster.People) && (one.AsOf, one.IsLive) == (other.AsOf, other.IsLive);
}
