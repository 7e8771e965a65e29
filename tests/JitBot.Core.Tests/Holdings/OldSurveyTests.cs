using JitBot.Core.Holdings;

namespace JitBot.Core.Tests.Holdings;

/// <summary>What an administrator gave after our survey and before our add would be taken for ours: no add is made on an old survey.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class OldSurveyTests : HoldingScript
{
    [Test]
    public void An_add_that_was_held_up_is_preceded_by_another_survey([Values] bool addTells)
    {
        Claim("a");
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.Survey));
        Report(new ProviderAnswer.Absent(), addTells);
        Now += HoldingLimits.SurveyHolds + TimeSpan.FromSeconds(1);
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.Survey));
        Report(new ProviderAnswer.Absent(), addTells);
        Now += HoldingLimits.SurveyHolds;
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.Add));
    }

    [Test]
    public void What_an_administrator_gave_while_the_add_was_held_up_stays([Values] bool addTells)
    {
        Claim("a");
        Begin(addTells);
        Report(new ProviderAnswer.Absent(), addTells);
        Now += TimeSpan.FromMinutes(30);
        Assert.That(Begin(addTells), Is.EqualTo(ProviderCall.Survey));
        Report(new ProviderAnswer.Present(), addTells);
        if (Begin(addTells) == ProviderCall.Add)
            Report(new ProviderAnswer.AlreadyThere(), addTells);
        Release("a");
        Assert.That(Begin(addTells), Is.Null);
    }
}
