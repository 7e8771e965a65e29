using JitBot.Simulation.Planted;

namespace JitBot.Simulation.Commands;

/// <summary>Checks the checkers: plants bugs and prints what caught each.</summary>
internal static class Bugs
{
    public static int Run(string? part)
    {
        var start = TimeProvider.System.GetTimestamp();
        var catches = Hunt.Run(part, out var left);
        Console.WriteLine();
        foreach (var caught in catches)
            Console.WriteLine(Hunt.Line(caught));
        var missed = catches.Count(caught => !caught.IsCaught);
        Console.WriteLine($"{catches.Count - missed} of {catches.Count} planted bugs caught, in {TimeProvider.System.GetElapsedTime(start).TotalMinutes:N0} minutes");
        foreach (var control in left)
            Console.WriteLine($"With every bug taken out: {Hunt.Line(control)}. What was caught above proves nothing.");
        return missed == 0 && left.Count == 0 ? 0 : 1;
    }
}
