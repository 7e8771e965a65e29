using JitBot.Simulation.Faults;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.CrashPoints;

/// <summary>Tells a scenario with processes dying at given points; afterwards the world heals and every promise is looked at.</summary>
internal static class CrashRun
{
    private const ulong Seed = 20261126;

    public static WorldFigures Tell(Scenario scenario, params int[] crashesAt) => World(scenario, crashesAt, keepsText: false).Run(world => scenario.Tell(new Script(world)));

    /// <summary>The same, with its timeline.</summary>
    public static IReadOnlyList<string> Timeline(Scenario scenario, params int[] crashesAt)
    {
        var world = World(scenario, crashesAt, keepsText: true);
        world.Run(world => scenario.Tell(new Script(world)));
        return world.Trace.Lines;
    }

    /// <summary>How many points the undisturbed story has before the world heals.</summary>
    public static int Points(Scenario scenario)
    {
        var points = 0;
        World(scenario, [], keepsText: false).Run(world =>
        {
            scenario.Tell(new Script(world));
            points = world.Crossings;
        });
        return points;
    }

    private static SimWorld World(Scenario scenario, IReadOnlyCollection<int> crashesAt, bool keepsText) => new(new WorldPlan(Seed)
    {
        Nodes = scenario.Nodes,
        Menu = FaultMenu.Nothing,
        Scripted = true,
        CrashesAt = crashesAt,
        KeepsText = keepsText,
    });
}
