using JitBot.Core.Access;
using JitBot.Core.Holdings;

namespace JitBot.Core.Tests.Holdings;

/// <summary>What we have just removed may be seen for a while: nobody is told that they have it already.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LatePresenceTests : HoldingScript
{
    private static readonly TimeSpan LooksAgain = HoldingLimits.SurveyHolds + TimeSpan.FromSeconds(1);

    [Test]
    public void What_is_seen_so_soon_after_our_removal_is_added_once_the_old_picture_has_gone()
    {
        Removed(new ProviderAnswer.Removed());
        Claim("b");
        Assert.That(Survey(new ProviderAnswer.Present()), Is.Empty);
        Assert.That(Begin(addTells: false), Is.Null, "it looks again, and not at once");
        Now += LooksAgain;
        Assert.That(Survey(new ProviderAnswer.Absent()), Is.Empty);
        Assert.That(Begin(addTells: false), Is.EqualTo(ProviderCall.Add));
        Report(new ProviderAnswer.Added(), addTells: false);
        Assert.That(State.Ownership, Is.EqualTo(Ownership.Ours));
    }

    [Test]
    public void What_an_administrator_gave_after_our_removal_is_standing_when_reads_have_settled([Values] bool removalFoundIt)
    {
        Removed(removalFoundIt ? new ProviderAnswer.Removed() : new ProviderAnswer.WasAbsent());
        Claim("b");
        var confirmed = new List<HoldingEvent.Confirmed>();
        for (var waited = TimeSpan.Zero; confirmed.Count == 0 && waited < HoldingLimits.ReadsSettle + LooksAgain; waited += LooksAgain)
        {
            confirmed.AddRange(Survey(new ProviderAnswer.Present()));
            Now += LooksAgain;
        }

        Assert.That(confirmed.Single().Standing);
        Release("b");
        Assert.That(Begin(addTells: false), Is.Null, "what is standing stays");
    }

    [Test]
    public void What_a_lost_removal_may_have_taken_is_added_again_though_it_is_seen([Values] bool addTells)
    {
        Granted("a", addTells);
        Release("a");
        Begin(addTells);
        Report(new ProviderAnswer.Unclear("no answer"), addTells);
        Claim("b");
        Assert.That(Survey(new ProviderAnswer.Present(), addTells), Is.Empty);
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.Add));
        Report(addTells ? new ProviderAnswer.AlreadyThere() : new ProviderAnswer.Added(), addTells);
        Assert.That(State.Claims.Single().Stage, Is.EqualTo(ClaimStage.Confirmed));
        Release("b");
        Now += HoldingLimits.ReadsSettle;
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.ReadBack));
        Report(new ProviderAnswer.Present(), addTells);
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.Remove), "it is still ours");
    }

    [Test]
    public void A_lost_removal_that_was_read_back_is_not_seen_as_somebody_elses_gift()
    {
        Granted("a", addTells: false);
        Now += HoldingLimits.ReadsSettle;
        Release("a");
        Begin(addTells: false);
        Report(new ProviderAnswer.Unclear("no answer"), addTells: false);
        Now += HoldingLimits.ReadsSettle;
        Assert.That(Begin(addTells: false), Is.EqualTo(ProviderCall.ReadBack));
        Report(new ProviderAnswer.Absent(), addTells: false);
        Claim("b");
        Assert.That(Survey(new ProviderAnswer.Present()), Is.Empty);
    }

    private void Removed(ProviderAnswer answer)
    {
        Granted("a", addTells: false);
        Release("a");
        Begin(addTells: false);
        Report(answer, addTells: false);
    }

    private List<HoldingEvent.Confirmed> Survey(ProviderAnswer seen, bool addTells = false)
    {
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.Survey));
        return [.. Do(new HoldingCommand.Report(Now, State.InFlight!.Number, seen, addTells, Jitter: 0)).OfType<HoldingEvent.Confirmed>()];
    }
}
