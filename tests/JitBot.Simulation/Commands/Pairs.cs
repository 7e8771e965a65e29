using System.Globalization;
using JitBot.Simulation.CrashPoints;

namespace JitBot.Simulation.Commands;

/// <summary>Every scenario with every two of its points: a crash, and a crash in what follows.</summary>
internal static class Pairs
{
    public static int Run(string? only)
    {
        var start = TimeProvider.System.GetTimestamp();
        var scenarios = Scenarios.All.Where(scenario => only is null || scenario.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToList();
        long told = 0;
        var bad = new List<string>();
        foreach (var scenario in scenarios)
        {
            var points = CrashRun.Points(scenario);
            var pairs = from first in Enumerable.Range(1, points) from second in Enumerable.Range(first + 1, points - first) select (first, second);
            Parallel.ForEach(pairs, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, pair =>
            {
                var violations = CrashRun.Tell(scenario, pair.first, pair.second).Violations;
                Interlocked.Increment(ref told);
                lock (bad)
                    bad.AddRange(violations.Take(1).Select(violation => $"{scenario}, points {pair.first} and {pair.second}: {violation}"));
            });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {scenario}: {points} points; {told:N0} runs so far, {bad.Count} violations"));
        }

        foreach (var line in bad)
            Console.WriteLine(line);
        var took = TimeProvider.System.GetElapsedTime(start);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scenarios.Count} scenarios, {told:N0} double crashes in {took.TotalSeconds:N0} s: {bad.Count} violations"));
        return bad.Count == 0 ? 0 : 1;
    }
}
