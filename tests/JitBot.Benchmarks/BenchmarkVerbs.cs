using System.Globalization;
using JitBot.Benchmarks.Catalogue;
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
    private const string Json = "--json";

    private static readonly IReadOnlyList<Benchmark> Benchmarks =
    [
        WheelBenchmark.Benchmark, StoreBenchmark.Benchmark, CatalogueBenchmark.Benchmark, RecoveryBenchmark.Benchmark, StormBenchmark.Benchmark, LifeBenchmark.Benchmark,
        HttpBenchmark.Benchmark, StartBenchmark.Benchmark,
    ];

    public static int Run(string[] args)
    {
        switch (args)
        {
            case [var name] when Named(name) is { Count: > 0 } found:
                return Run(found, file: null);
            case [var name, Json, var file] when Named(name) is { Count: > 0 } found && !file.StartsWith('-'):
                return Run(found, file);
            case [Contest.Verb, var name, var contender, var size, var seed] when Named(name) is [{ Contest: { } contest }]:
                Console.WriteLine(contest.Play(contender, int.Parse(size, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture)));
                return Good;
            default:
                Console.Error.WriteLine(Help());
                return WrongUse;
        }
    }

    private static int Run(IReadOnlyList<Benchmark> benchmarks, string? file)
    {
        if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
        {
            Console.Error.WriteLine($"There is no folder {folder} to write {Path.GetFileName(file)} into.");
            return WrongUse;
        }

        var report = new Report(Machine.Describe(), MachineFloor.Measure(), [.. benchmarks.SelectMany(benchmark => benchmark.Run(Console.Error.WriteLine))]);
        Console.WriteLine(report.ToText());
        if (file is not null)
            File.WriteAllText(file, report.ToJson());
        return report.Measures.Any(measure => measure.Outcome(report.IsSteady) == Outcome.Missed) ? Missed : Good;
    }

    private static List<Benchmark> Named(string name) => [.. Benchmarks.Where(benchmark => name == Everything || name == benchmark.Name)];

    private static string Help() => $"""
        Benchmarks: JitBot beside the limit of this machine, in one run.

          NAME [--json FILE]    run one, print a table, and write the same as JSON
          all  [--json FILE]    run all there are

        {string.Join('\n', Benchmarks.Select(benchmark => $"  {benchmark.Name,-20}  {benchmark.What}"))}

        Exit codes: 0 no goal missed (or the machine was too unsteady to say), 1 a goal missed, 2 wrong use.
        """;
}
