using System.Globalization;
using JitBot.Benchmarks.Catalogue;
using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Http;
using JitBot.Benchmarks.Life;
using JitBot.Benchmarks.Measuring;
using JitBot.Benchmarks.Recovery;
using JitBot.Benchmarks.Start;
using JitBot.Benchmarks.Store;
using JitBot.Benchmarks.Storm;
using JitBot.Benchmarks.Wheel;

namespace JitBot.Benchmarks;

/// <summary>What the program can be asked to measure. Exit codes: 0 no goal missed, 1 a goal missed, 2 wrong use.</summary>
internal static class BenchmarkVerbs
{
    private const int Good = 0;
    private const int Missed = 1;
    private const int WrongUse = 2;

    private const string Everything = "all";

    private static readonly IReadOnlyList<Benchmark> Benchmarks =
    [
        WheelBenchmark.Benchmark, StoreBenchmark.Benchmark, CatalogueBenchmark.Benchmark, RecoveryBenchmark.Benchmark, StormBenchmark.Benchmark, LifeBenchmark.Benchmark,
        HttpBenchmark.Benchmark, StartBenchmark.Benchmark,
    ];

    public static int Run(string[] args)
    {
        try
        {
            return Perform(args);
        }
        catch
        {
            throw; // caught at all, so that what is in use is given back on the way: what nobody catches ends the process where it is
        }
    }

    private static int Perform(string[] args)
    {
        switch (args)
        {
            case [var name, .. var options] when Named(name) is { Count: > 0 } found && BenchmarkFiles.Read(options) is { } files:
                return Run(found, files);
            case [Contest.Verb, var name, var contender, var size, var seed] when Named(name) is [{ Contest: { } contest }]:
                Console.WriteLine(contest.Play(contender, int.Parse(size, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture)));
                return Good;
            default:
                Console.Error.WriteLine(Help());
                return WrongUse;
        }
    }

    private static int Run(IReadOnlyList<Benchmark> benchmarks, BenchmarkFiles files)
    {
        var drawn = benchmarks.FirstOrDefault(benchmark => benchmark.Picture is not null);
        var why = files.Svg is not null && drawn is null ? "Of this there is no picture." : files.WhyNot();
        if (why is not null)
        {
            Console.Error.WriteLine(why);
            return WrongUse;
        }

        using var stores = new GrantStores();
        var floor = MachineFloor.Measure();
        var measured = benchmarks.ToDictionary(benchmark => benchmark, Measured);
        var report = new Report(Machine.Describe(), floor, [.. measured.Values.SelectMany(measures => measures)]);
        Console.WriteLine(report.ToText());
        if (files.Json is { } json)
            File.WriteAllText(json, report.ToJson());
        if (files.Svg is { } svg)
            File.WriteAllText(svg, drawn!.Picture!(measured[drawn]));
        return report.Measures.Any(measure => measure.Outcome(report.IsSteady) == Outcome.Missed) ? Missed : Good;
    }

    private static IReadOnlyList<Measure> Measured(Benchmark benchmark)
    {
        var start = TimeProvider.System.GetTimestamp();
        var measures = benchmark.Run(Console.Error.WriteLine);
        Console.Error.WriteLine($"{benchmark.Name}: took {TimeProvider.System.GetElapsedTime(start):m\\:ss}");
        return measures;
    }

    private static List<Benchmark> Named(string name) => [.. Benchmarks.Where(benchmark => name == Everything || name == benchmark.Name)];

    private static string Help() => $"""
        Benchmarks: JitBot beside the limit of this machine, in one run.

          NAME [--json FILE] [--svg FILE]    run one, print a table, write the same as JSON, and draw it, if it can be drawn
          all  [--json FILE] [--svg FILE]    run all there are

        {string.Join('\n', Benchmarks.Select(benchmark => $"  {benchmark.Name,-20}  {benchmark.What}"))}

        Can be drawn: {string.Join(", ", Benchmarks.Where(benchmark => benchmark.Picture is not null).Select(benchmark => benchmark.Name))}.

        Exit codes: 0 no goal missed (or the machine was too unsteady to say), 1 a goal missed, 2 wrong use.
        """;
}
