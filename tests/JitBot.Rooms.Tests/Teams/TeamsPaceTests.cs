using JitBot.Chat.Teams;
using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Never more than Teams allows in any of its windows, and everybody gets a turn.</summary>
internal sealed class TeamsPaceTests
{
    private static readonly (int Most, TimeSpan Window)[] Limits =
        [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1800, TimeSpan.FromHours(1))];

    private readonly StoppedClock _clock = new();

    [Test]
    public void Whoever_comes_when_told_to_stays_below_every_limit_and_loses_nothing()
    {
        var pace = new TeamsPace(_clock);
        var waiting = new PriorityQueue<int, long>(Enumerable.Range(0, 2500).Select(i => (i, 0L)));
        var sent = new List<TimeSpan>();
        var start = _clock.GetTimestamp();
        while (waiting.TryDequeue(out var each, out var due))
        {
            var now = _clock.GetElapsedTime(start);
            if (due > now.Ticks)
                _clock.Advance(TimeSpan.FromTicks(due - now.Ticks));
            now = _clock.GetElapsedTime(start);
            if (pace.AskToSend("19:a@thread.tacv2") is { } wait)
                waiting.Enqueue(each, (now + wait).Ticks);
            else
                sent.Add(now);
        }

        foreach (var (most, window) in Limits)
            Assert.That(sent.Where((at, i) => i >= most && at - sent[i - most] < window), Is.Empty, $"{most} in {window}");
        Assert.That(sent, Has.Count.EqualTo(2500));
        Assert.That(sent[^1], Is.LessThan(TimeSpan.FromHours(2)), "and nearly as fast as they allow");
    }

    [Test]
    public void Another_conversation_does_not_wait_behind_a_busy_one()
    {
        var pace = new TeamsPace(_clock);
        for (var i = 0; i < 7; i++)
            Assert.That(pace.AskToSend("a:1"), Is.Null);
        Assert.That(pace.AskToSend("a:1"), Is.Not.Null);
        Assert.That(pace.AskToSend("a:2"), Is.Null);
        Assert.That(pace.AskToLook("a:1"), Is.Null, "questions are counted by themselves");
    }

    [Test]
    public void All_conversations_together_stay_below_what_an_app_may_do_in_a_tenant()
    {
        var pace = new TeamsPace(_clock);
        Assert.That(Enumerable.Range(0, 100).Count(i => pace.AskToSend($"a:{i}") is null), Is.EqualTo(30));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(pace.AskToSend("a:31"), Is.Null);
    }

    [Test]
    public void Threads_of_a_channel_count_together() =>
        Assert.That(TeamsLine.Where("19:a@thread.tacv2;messageid=1").Whole, Is.EqualTo(TeamsLine.Where("19:a@thread.tacv2").Whole));

    [TestCase(30, 30)]
    [TestCase(86_400, 300)]
    public void A_refusal_stops_the_conversation_as_long_as_it_says_within_reason(int asked, int kept)
    {
        var pace = new TeamsPace(_clock);
        pace.RefusedToSend("a:1", TimeSpan.FromSeconds(asked));
        Assert.That(pace.AskToSend("a:1"), Is.EqualTo(TimeSpan.FromSeconds(kept)));
        Assert.That(pace.AskToSend("a:2"), Is.Null);
    }
}
