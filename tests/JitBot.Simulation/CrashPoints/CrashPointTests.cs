using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Simulation.CrashPoints;

/// <summary>Every scenario survives a crash before and after every port call and every commit; JITBOT_ONE_IN says how many of these points are played.</summary>
[Parallelizable(ParallelScope.Children)]
public class CrashPointTests
{
    private static IEnumerable<TestCaseData> Cases => Scenarios.All.Select(scenario => new TestCaseData(scenario).SetArgDisplayNames(scenario.Name));

    [TestCaseSource(nameof(Cases))]
    public void Undisturbed_it_keeps_every_promise(object scenario) => Assert.That(CrashRun.Tell((Scenario)scenario).Violations, Is.Empty);

    [TestCaseSource(nameof(Cases))]
    public void With_a_crash_at_any_point_it_keeps_every_promise(object scenario)
    {
        var points = CrashRun.Points((Scenario)scenario);
        Assert.That(points, Is.GreaterThan(20), "a story without points proves nothing");
        foreach (var point in HowMuch.Points(points, StoryOf((Scenario)scenario)))
            Assert.That(CrashRun.Tell((Scenario)scenario, point).Violations, Is.Empty, $"died at point {point} of {points}");
    }

    [Test]
    public void There_are_enough_scenarios() => Assert.That(Scenarios.All, Has.Count.GreaterThanOrEqualTo(25));

    private static int StoryOf(Scenario scenario) => Scenarios.All.TakeWhile(each => each != scenario).Count();
}
