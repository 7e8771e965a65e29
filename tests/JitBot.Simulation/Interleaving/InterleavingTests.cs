using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Simulation.Interleaving;

/// <summary>Two deeds come to one request: in each order, and the second before every call to a port that the first makes; JITBOT_ONE_IN says how many of these are played.</summary>
[Parallelizable(ParallelScope.Children)]
public class InterleavingTests
{
    private static IEnumerable<TestCaseData> Cases => Interleaved.All.Select(plan => new TestCaseData(plan).SetArgDisplayNames(plan.Name));

    [TestCaseSource(nameof(Cases))]
    public void However_two_deeds_meet_every_promise_is_kept(object pair)
    {
        var plan = (Interleaved)pair;
        var plain = InterleavedRun.Plainly(plan);
        Assert.That(plain.Figures.Violations, Is.Empty, $"{plan}: one after the other");
        Assert.That(plain.Calls, Has.Count.GreaterThan(plan.First == Deed.Deactivate ? 0 : 5), "a story without calls proves nothing");
        foreach (var call in HowMuch.Points(plain.Calls.Count, Interleaved.All.TakeWhile(each => each != plan).Count()))
            Assert.That(InterleavedRun.At(plan, call, plain.Calls).Figures.Violations, Is.Empty, $"{plan}: the second before call {call} of {plain.Calls.Count} of the first");
    }

    [Test]
    public void The_same_meeting_gives_the_same_trace()
    {
        var plan = new Interleaved(Deed.Approve, Deed.Deny, Setting.Pending, OnTwo: true);
        var calls = InterleavedRun.Plainly(plan).Calls;
        var (once, again) = (InterleavedRun.At(plan, 7, calls, keepsText: true), InterleavedRun.At(plan, 7, calls, keepsText: true));
        Assert.That(again.Timeline, Is.EqualTo(once.Timeline));
        Assert.That(again.Timeline, Has.Some.Contains("is held before its call 7"));
    }

    [Test]
    public void Every_ordered_pair_is_there_on_one_replica_and_on_two()
    {
        var deeds = Enum.GetValues<Deed>().Length;
        Assert.That(Interleaved.All.Select(plan => plan.Name).Distinct().Count(), Is.EqualTo(deeds * deeds * 2));
    }
}
