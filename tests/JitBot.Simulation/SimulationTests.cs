using JitBot.Simulation.Commands;
using JitBot.Simulation.Running;
using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Simulation;

/// <summary>Many lives, each decided by its seed. JITBOT_LIFECYCLES says how many.</summary>
public class SimulationTests
{
    [Test]
    public void Every_life_keeps_every_promise()
    {
        var start = TimeProvider.System.GetTimestamp();
        var totals = Figures.Live(new Totals(), HowMuch.Lifecycles, from: 1, () => TimeProvider.System.GetElapsedTime(start));
        TestContext.Out.WriteLine(totals.InWords(TimeProvider.System.GetElapsedTime(start)));
        Assert.That(totals.Violating.Select(bad => $"seed {bad.Key}: {bad.Value}"), Is.Empty);
    }

    [Test]
    public void The_same_seed_gives_the_same_trace_line_by_line([Values(1, 2, 3, 5, 8, 13, 21, 34)] int seed)
    {
        var (once, _) = Replay.Live(WorldPlan.Of((ulong)seed) with { KeepsText = true });
        var (again, _) = Replay.Live(WorldPlan.Of((ulong)seed) with { KeepsText = true });
        Assert.That(again.Trace.Lines, Is.EqualTo(once.Trace.Lines));
        Assert.That(again.Trace.Hash, Is.EqualTo(once.Trace.Hash));
    }

    [Test]
    public void Different_seeds_give_different_worlds() =>
        Assert.That(Replay.Live(WorldPlan.Of(1)).Figures.TraceHash, Is.Not.EqualTo(Replay.Live(WorldPlan.Of(2)).Figures.TraceHash));
}
