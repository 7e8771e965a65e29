using JitBot.Core.Access;
using JitBot.Core.Holdings;

namespace JitBot.Core.Tests.Holdings;

/// <summary>Directories answer from copies that lag: no old picture may make our membership somebody else's or end its removal.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LateReadTests
{
    private static readonly HoldingKey Key = new("Provider", "group", "subject");

    private HoldingState _state = HoldingState.Start;
    private DateTimeOffset _now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

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
        _now += HoldingLimits.LongestHonoured;
        Assert.That(Begin(), Is.EqualTo(ProviderCall.Remove));
    }

    private int RemovesWhile(Func<ProviderAnswer> seen)
    {
        var removes = 0;
        for (var second = 0; second < 1000; second++)
        {
            _now += TimeSpan.FromSeconds(1);
            var call = Begin();
            if (call == ProviderCall.Remove)
                removes++;
            if (call is not null)
                Report(call == ProviderCall.Remove ? new ProviderAnswer.Removed() : seen());
        }

        return removes;
    }

    private void Granted(string request, bool addTells)
    {
        Claim(request);
        Begin(addTells);
        Report(new ProviderAnswer.Absent(), addTells);
        Begin(addTells);
        Report(new ProviderAnswer.Added(), addTells);
    }

    private void Claim(string request) => Do(new HoldingCommand.Claim(_now, new RequestId(request), Key, _now.AddHours(1)));

    private void Release(string request) => Do(new HoldingCommand.Release(_now, new RequestId(request), Key));

    private ProviderCall? Begin(bool addTells = true) =>
        Do(new HoldingCommand.Begin(_now, addTells, MayGrant: true)).OfType<HoldingEvent.AttemptBegun>().SingleOrDefault()?.Call;

    private void Report(ProviderAnswer answer, bool addTells = true) => Do(new HoldingCommand.Report(_now, _state.InFlight!.Number, answer, addTells, Jitter: 0));

    private IReadOnlyList<HoldingEvent> Do(HoldingCommand command)
    {
        var events = HoldingDecider.Decide(_state, command);
        _state = events.Aggregate(_state, HoldingEvolver.Evolve);
        return events;
    }
}
