using JitBot.Core.Quota;

namespace JitBot.Core.Tests.Quota;

/// <summary>A quota is never exceeded, serves removals first, and tells those it refuses moments that are true.</summary>
[TestFixture]
public class CallQuotaTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(150);

    [Test]
    public void Removals_may_spend_all_and_everybody_else_leaves_the_rest_to_them()
    {
        var quota = new CallQuota(most: 10, Window, kept: 2);
        var now = TimeSpan.Zero;
        Assert.That(Enumerable.Range(0, 10).Count(_ => quota.Ask(now, Urgency.Grant) is null), Is.EqualTo(8));
        var other = new CallQuota(most: 10, Window, kept: 2);
        Assert.That(Enumerable.Range(0, 12).Count(_ => other.Ask(now, Urgency.Removal) is null), Is.EqualTo(10));
    }

    [Test]
    public void Room_appears_when_the_oldest_call_leaves_the_window_and_not_before()
    {
        var quota = new CallQuota(most: 1, Window, kept: 0);
        quota.Ask(TimeSpan.FromSeconds(3), Urgency.Removal);
        var wait = quota.Ask(TimeSpan.FromSeconds(10), Urgency.Removal);
        Assert.That(wait, Is.EqualTo(TimeSpan.FromSeconds(143)));
        Assert.That(quota.Ask(TimeSpan.FromSeconds(152.9), Urgency.Removal), Is.Not.Null);
        Assert.That(quota.Ask(TimeSpan.FromSeconds(153), Urgency.Removal), Is.Null);
    }

    [Test]
    public void Those_who_are_refused_come_back_one_behind_the_other()
    {
        var quota = new CallQuota(most: 2, Window, kept: 0);
        quota.Ask(TimeSpan.Zero, Urgency.Removal);
        quota.Ask(TimeSpan.FromSeconds(1), Urgency.Removal);
        var waits = Enumerable.Range(0, 6).Select(_ => quota.Ask(TimeSpan.FromSeconds(2), Urgency.Removal)!.Value.TotalSeconds + 2);
        Assert.That(waits, Is.EqualTo(new double[] { 150, 151, 300, 301, 450, 451 }));
        Assert.That(quota.Booked, Is.EqualTo(6));
    }

    [Test]
    public void A_grant_waits_behind_every_removal_that_was_refused()
    {
        var quota = new CallQuota(most: 2, Window, kept: 0);
        quota.Ask(TimeSpan.Zero, Urgency.Removal);
        quota.Ask(TimeSpan.Zero, Urgency.Removal);
        quota.Ask(TimeSpan.Zero, Urgency.Removal);
        quota.Ask(TimeSpan.Zero, Urgency.Removal);
        Assert.That(quota.Ask(Window, Urgency.Grant), Is.EqualTo(Window), "both places that appear are the removals'");
        Assert.That(quota.Ask(Window, Urgency.Removal), Is.Null);
        Assert.That(quota.Ask(Window, Urgency.Removal), Is.Null);
        Assert.That(quota.Ask(Window * 2, Urgency.Grant), Is.Null);
    }

    [Test]
    public void Asked_to_stop_nothing_goes_not_even_a_removal()
    {
        var quota = new CallQuota(most: 10, Window, kept: 2);
        quota.Stop(TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.That(quota.Ask(TimeSpan.FromSeconds(10), Urgency.Removal), Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(quota.Ask(TimeSpan.FromSeconds(30), Urgency.Removal), Is.Null);
    }

    [Test]
    public void A_booking_nobody_comes_for_keeps_nobody_waiting_for_ever()
    {
        var quota = new CallQuota(most: 1, Window, kept: 0);
        quota.Ask(TimeSpan.Zero, Urgency.Removal);
        quota.Ask(TimeSpan.Zero, Urgency.Removal);
        Assert.That(quota.Ask(Window + TimeSpan.FromSeconds(14), Urgency.Grant), Is.Not.Null);
        Assert.That(quota.Ask(Window * 4, Urgency.Grant), Is.Null);
        Assert.That(quota.Booked, Is.Zero);
    }

    [Test]
    public void A_dear_call_spends_what_it_costs()
    {
        var quota = new CallQuota(most: 10, Window, kept: 0);
        Assert.That(quota.Ask(TimeSpan.Zero, Urgency.Other, cost: 8), Is.Null);
        Assert.That(quota.Ask(TimeSpan.Zero, Urgency.Other, cost: 4), Is.Not.Null);
        Assert.That(quota.Ask(TimeSpan.Zero, Urgency.Look, cost: 2), Is.Null);
    }

    [Test]
    public void Whoever_comes_back_when_told_drains_ten_thousand_at_the_quota_and_never_above_it()
    {
        var quota = new CallQuota(most: 3000, Window, kept: 300);
        var waiting = new PriorityQueue<int, TimeSpan>(Enumerable.Range(0, 10_000).Select(i => (i, TimeSpan.FromMilliseconds(i))));
        var gone = new List<TimeSpan>();
        var asked = 0;
        while (waiting.TryDequeue(out var one, out var now))
        {
            asked++;
            if (quota.Ask(now, Urgency.Removal) is { } wait)
                waiting.Enqueue(one, now + wait);
            else
                gone.Add(now);
        }

        Assert.That(gone.Zip(gone.Skip(3000), (first, later) => later - first).Min(), Is.GreaterThanOrEqualTo(Window));
        Assert.That(gone[^1], Is.LessThan(TimeSpan.FromSeconds(460)));
        Assert.That(asked, Is.LessThan(25_000), "nobody asks again and again");
    }
}
