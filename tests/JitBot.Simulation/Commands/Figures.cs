using System.Globalization;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Commands;

/// <summary>Lives as many worlds as it takes, one a core at a time, and sums up.</summary>
internal static class Figures
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(20);

    /// <summary>Every so many worlds one is lived twice: the trace must be the same.</summary>
    private const ulong Twice = 200;

    /// <summary>And so many seeds later another, which has the real clients.</summary>
    private const ulong TwiceReal = 5;

    public static int Run(long lifecycles, ulong from, int mostViolating = Totals.MostViolating)
    {
        var totals = new Totals(mostViolating);
        var start = TimeProvider.System.GetTimestamp();
        Live(totals, lifecycles, from, () => TimeProvider.System.GetElapsedTime(start));
        Print(totals, TimeProvider.System.GetElapsedTime(start));
        return totals.Violating.IsEmpty ? 0 : 1;
    }

    public static Totals Live(Totals totals, long lifecycles, ulong from, Func<TimeSpan> elapsed)
    {
        var next = from - 1;
        var reported = TimeSpan.Zero;
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (totals.Lifecycles < lifecycles && !totals.IsEnough)
            {
                var seed = Interlocked.Increment(ref next);
                var figures = LiveOne(seed);
                totals.Add(seed, figures);
                if (figures.Violations.Count > 0)
                    Console.WriteLine($"  seed {seed}: {figures.Violations[0]}");
                lock (totals)
                {
                    if (elapsed() - reported < ReportEvery)
                        continue;
                    reported = elapsed();
                    Console.WriteLine($"  {totals.InWords(elapsed())}");
                }
            }
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return totals;
    }

    private static WorldFigures LiveOne(ulong seed)
    {
        var figures = Replay.Live(WorldPlan.Of(seed)).Figures;
        if (seed % Twice is 0 or TwiceReal && Replay.Live(WorldPlan.Of(seed)).Figures.TraceHash != figures.TraceHash)
            figures.Violations.Add("determinism: the same seed gave another trace");
        return figures;
    }

    private static void Print(Totals totals, TimeSpan took)
    {
        Console.WriteLine(totals.InWords(took));
        foreach (var line in totals.Lateness())
            Console.WriteLine(line);
        foreach (var (seed, what) in totals.Violating.OrderBy(pair => pair.Key))
            Console.WriteLine($"seed {seed}: {what}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"trace of all worlds: {totals.Hash:x16}"));
        Console.WriteLine($"{totals.Violating.Count} violations");
    }
}
