using JitBot.Core.Holdings;

namespace JitBot.Core.Tests.Holdings;

/// <summary>A clock that was days ahead comes back: no moment it left behind keeps access from ending.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class ClockAheadTests : HoldingScript
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(3);

    [Test]
    public void A_wait_begun_ahead_is_over([Values] bool isAsked)
    {
        Granted("a", addTells: true);
        Now += Ahead;
        Release("a");
        Assert.That(Begin(), Is.EqualTo(ProviderCall.Remove));
        Report(new ProviderAnswer.NotDone("busy", isAsked ? TimeSpan.FromSeconds(20) : null));
        Assert.That(Begin(), Is.Null, "it waits while the clock is ahead");
        Now -= Ahead;
        Assert.That(Begin(), Is.EqualTo(ProviderCall.Remove));
    }

    [Test]
    public void A_wait_of_now_is_kept_though_clocks_differ_by_a_little()
    {
        Granted("a", addTells: true);
        Release("a");
        Begin();
        Report(new ProviderAnswer.NotDone("busy", TimeSpan.FromSeconds(100)));
        Now -= TimeSpan.FromSeconds(30);
        Assert.That(Begin(), Is.Null);
    }

    [Test]
    public void A_booked_turn_is_kept_however_far_ahead_it_is()
    {
        Granted("a", addTells: true);
        Release("a");
        Begin();
        Report(new ProviderAnswer.NotDone("the quota is used up", TimeSpan.FromHours(2), IsBooked: true));
        Now += TimeSpan.FromHours(1);
        Assert.That(Begin(), Is.Null);
    }

    [Test]
    public void A_call_begun_ahead_is_given_one_lease_and_then_counts_as_lost()
    {
        Granted("a", addTells: true);
        Now += Ahead;
        Release("a");
        Assert.That(Begin(), Is.EqualTo(ProviderCall.Remove));
        Now -= Ahead;
        Assert.That(Begin(), Is.Null, "it may still be on its way");
        Now += HoldingLimits.Lease - TimeSpan.FromSeconds(1);
        Assert.That(Begin(), Is.Null);
        Now += TimeSpan.FromSeconds(1);
        Assert.That(Begin(), Is.EqualTo(ProviderCall.ReadBack), "the removal may have had its effect");
    }

    [Test]
    public void A_read_soon_after_an_add_made_ahead_proves_absence_once_the_reads_have_settled_by_the_clock_of_now()
    {
        Now += Ahead;
        Granted("a", addTells: true);
        Now -= Ahead;
        Release("a");
        Assert.That(Begin(), Is.EqualTo(ProviderCall.Remove));
        Report(new ProviderAnswer.WasAbsent());
        ReadAbsent();
        Assert.That(State.Removal?.AbsentSince, Is.Null, "the read may be older than the add");
        Now += HoldingLimits.ReadsSettle;
        ReadAbsent();
        Assert.That(State.Removal?.AbsentSince, Is.EqualTo(Now));
    }

    [Test]
    public void Absence_seen_ahead_is_seen_again_and_the_later_looks_counted_from_there()
    {
        Granted("a", addTells: true);
        Now += Ahead;
        Release("a");
        Begin();
        Report(new ProviderAnswer.Removed());
        ReadAbsent();
        Now -= Ahead;
        ReadAbsent();
        foreach (var look in HoldingLimits.LaterLooks)
        {
            Assert.That(Begin(), Is.Null);
            Now = State.Removal!.AbsentSince!.Value + look;
            ReadAbsent();
        }

        Assert.That(State.Removal, Is.Null, "settled");
    }

    [Test]
    public void A_removal_that_fails_since_the_clock_came_back_is_told_as_soon_as_any_other()
    {
        Granted("a", addTells: true);
        Now += Ahead;
        Release("a");
        Now -= Ahead;
        for (var wait = TimeSpan.Zero; wait <= HoldingLimits.SilentDelay; wait += TimeSpan.FromMinutes(1))
        {
            Begin();
            Report(new ProviderAnswer.NotDone("busy", null));
            Now += TimeSpan.FromMinutes(1);
        }

        Assert.That(State.DelayTold, Is.True);
    }

    [Test]
    public void A_membership_that_stays_there_since_a_removal_made_ahead_is_given_up_after_the_last_look_and_no_later()
    {
        Granted("a", addTells: true);
        Now += Ahead;
        Release("a");
        Begin();
        Report(new ProviderAnswer.Removed());
        Now -= Ahead;
        var back = Now;
        while (State.Removal is not null && Now - back <= HoldingLimits.LaterLooks[^1] + HoldingLimits.LongestBackoff)
        {
            if (Begin() is ProviderCall.ReadBack)
                Report(new ProviderAnswer.Present());
            Now += TimeSpan.FromSeconds(5);
        }

        Assert.That(State.Removal, Is.Null, "somebody else has given it");
    }

    private void ReadAbsent()
    {
        Assert.That(Begin(), Is.EqualTo(ProviderCall.ReadBack));
        Report(new ProviderAnswer.Absent());
    }
}
