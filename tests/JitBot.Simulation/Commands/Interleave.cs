using System.Globalization;
using JitBot.Simulation.Interleaving;

namespace JitBot.Simulation.Commands;

/// <summary>Every two deeds, in both orders and at every call; or one meeting of two with its timeline.</summary>
internal static class Interleave
{
    public static int Run(string? only)
    {
        var start = TimeProvider.System.GetTimestamp();
        var plans = Find(only);
        var (told, bad) = (0, new List<string>());
        Parallel.ForEach(plans, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, plan =>
        {
            var plain = InterleavedRun.Plainly(plan);
            List<string> found = [.. plain.Figures.Violations.Take(1).Select(violation => $"{plan}, one after the other: {violation}")];
            for (var call = 1; call <= plain.Calls.Count; call++)
            {
                var violations = InterleavedRun.At(plan, call, plain.Calls).Figures.Violations;
                found.AddRange(violations.Take(1).Select(violation => $"{plan}, before call {call} of {plain.Calls.Count}: {violation}"));
            }

            lock (bad)
            {
                told += 1 + plain.Calls.Count;
                bad.AddRange(found);
                Console.WriteLine($"  {plan}: {plain.Calls.Count} calls; {told:N0} stories so far, {bad.Count} violations");
            }
        });

        foreach (var line in bad.Order(StringComparer.Ordinal))
            Console.WriteLine(line);
        var took = TimeProvider.System.GetElapsedTime(start);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plans.Count} pairs, {told:N0} stories in {took.TotalSeconds:N0} s: {bad.Count} violations"));
        return bad.Count == 0 && plans.Count > 0 ? 0 : 1;
    }

    /// <summary>One story with its timeline; <paramref name="at"/> is 0 for one deed after the other.</summary>
    public static int Play(string name, int at)
    {
        if (Find(name) is not [var plan, ..] || InterleavedRun.Plainly(plan, keepsText: at == 0) is not { } plain || at > plain.Calls.Count)
        {
            Console.Error.WriteLine($"There is no such meeting: {name}, call {at}.");
            return 2;
        }

        var told = at == 0 ? plain : InterleavedRun.At(plan, at, plain.Calls, keepsText: true);
        foreach (var line in told.Timeline)
            Console.WriteLine(line);
        Console.WriteLine(at == 0 ? $"{plan}, one after the other; the first makes {plain.Calls.Count} calls" : $"{plan}, before call {at} of {plain.Calls.Count}");
        foreach (var violation in told.Figures.Violations)
            Console.WriteLine($"VIOLATION {violation}");
        return told.Figures.Violations.Count == 0 ? 0 : 1;
    }

    private static List<Interleaved> Find(string? part) =>
        [.. Interleaved.All.Where(plan => part is null || plan.Name.StartsWith(part, StringComparison.OrdinalIgnoreCase))];
}
