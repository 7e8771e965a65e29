using JitBot.Core.Access;
using JitBot.Core.Holdings;

namespace JitBot.Core.Tests.Holdings;

/// <summary>Directories answer from copies that lag: no old picture may make our membership somebody else's or end its removal.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LateReadTests : HoldingScript
{
    [Test]
    public void What_we_added_stays_ours_though_a_late_survey_does_not_see_it([Values] bool addTells)
    {
        Granted("a", addTells);
        Claim("b");
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.Survey));
        Report(new ProviderAnswer.Absent(), addTells);
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.Add));
        Report(addTells ? new ProviderAnswer.AlreadyThere() : new ProviderAnswer.Added(), addTells);
        Release("a");
        Release("b");
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.Remove));
    }

    [Test]
    public void What_we_added_is_removed_though_the_claim_that_surveyed_late_went_before_its_add([Values] bool addTells)
    {
        Granted("a", addTells);
        Claim("b");
        Begin(addTells);
        Report(new ProviderAnswer.Absent(), addTells);
        Release("b");
        Release("a");
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.Remove));
    }

    [Test]
    public void A_removal_that_found_nothing_is_made_again_when_the_membership_is_seen([Values] bool firstReadBackIsLate)
    {
        Granted("a", addTells: true);
        Release("a");
        Assert.That(Begin(), Is.EqualTo(ProviderCall.Remove));
        Report(new ProviderAnswer.WasAbsent());
        if (firstReadBackIsLate)
        {
            Assert.That(Begin(), Is.EqualTo(ProviderCall.ReadBack));
            Report(new ProviderAnswer.Absent());
        }

        Assert.That(RemovesWhile(() => new ProviderAnswer.Present()), Is.GreaterThan(0));
    }

    [Test]
    public void No_wait_a_provider_asks_for_keeps_access_from_ending()
    {
        Granted("a", addTells: true);
        Release("a");
        Begin();
        Report(new ProviderAnswer.NotDone("throttled", TimeSpan.FromSeconds(int.MaxValue)));
        Now += HoldingLimits.LongestHonoured;
        Assert.That(Begin(), Is.EqualTo(ProviderCall.Remove));
    }

    private int RemovesWhile(Func<ProviderAnswer> seen)
    {
        var removes = 0;
        for (var second = 0; second < 1000; second++)
        {
            Now += TimeSpan.FromSeconds(1);
            var call = Begin();
            if (call == ProviderCall.Remove)
                removes++;
            if (call is not null)
                Report(call == ProviderCall.Remove ? new ProviderAnswer.Removed() : seen());
        }

        return removes;
    }
}
