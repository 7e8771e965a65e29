using System.Globalization;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Commands;

/// <summary>Lives one seed again, tells its timeline, and finds the few faults that a violation takes.</summary>
internal static class Replay
{
    public static int Run(ulong seed, bool prints)
    {
        var (world, figures) = Live(WorldPlan.Of(seed) with { KeepsText = true });
        var (_, again) = Live(WorldPlan.Of(seed));
        if (figures.TraceHash != again.TraceHash)
            figures.Violations.Add("determinism: the same seed gave another trace");
        else if (figures.Violations.Count > 0)
        {
            var needless = Shrink(seed, figures.Violations[0].Split(':')[0]);
            (world, figures) = Live(WorldPlan.Of(seed) with { KeepsText = true, Without = needless });
        }

        if (prints || figures.Violations.Count > 0)
            Print(world);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: trace {again.TraceHash:x16}, {again.Steps} steps, {again.Lifecycles} lifecycles, {again.Faults} faults, {again.Crashes} crashes"));
        var what = figures.Violations.Count > 0 ? "faults that it takes" : "the same trace twice and no violation; faults in this world";
        Console.WriteLine($"{what}: {string.Join(", ", world.Faults.DefaultIfEmpty())}");
        foreach (var violation in figures.Violations)
            Console.WriteLine($"VIOLATION {violation}");
        return figures.Violations.Count == 0 ? 0 : 1;
    }

    /// <summary>Leaves fault after fault out as long as the world still goes wrong in the same way, until none can be left out.</summary>
    public static IReadOnlyCollection<Fault> Shrink(ulong seed, string rule)
    {
        var without = new List<Fault>();
        for (var before = -1; before < without.Count;)
        {
            before = without.Count;
            foreach (var fault in Enum.GetValues<Fault>().Except(without).ToList())
            {
                if (Live(WorldPlan.Of(seed) with { Without = [.. without, fault] }).Figures.Violations.Any(v => v.StartsWith(rule, StringComparison.Ordinal)))
                    without.Add(fault);
            }
        }

        return without;
    }

    public static (SimWorld World, WorldFigures Figures) Live(WorldPlan plan)
    {
        var world = new SimWorld(plan);
        return (world, world.Run());
    }

    private static void Print(SimWorld world)
    {
        foreach (var line in world.Trace.Lines)
            Console.WriteLine(line);
    }
}
