using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace JitBot.Benchmarks.Measuring;

/// <summary>
/// Contenders measured in rounds, each in a process of its own, so that none pays for another's garbage or code; all of a round have the same seed, and who comes first is decided by lot. With
/// <paramref name="isCompiledAtOnce"/> all code is compiled as well as it can be before it runs first, and the runtime's own, which comes compiled, as soon as it is seen to run often, so
/// that short rounds do not measure the compiler.
/// </summary>
internal sealed class Contest(string benchmark, IReadOnlyList<Contender> contenders, bool isCompiledAtOnce = false)
{
    /// <summary>The verb by which a process is told to play one round of one contender.</summary>
    public const string Verb = "contender";

    /// <summary>No round of any contender takes as long on a machine that can be measured at all.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Plays all rounds.</summary>
    public ContestFigures Run(Action<string> say)
    {
        var figures = new ContestFigures();
        for (var round = 1; round <= Timing.Rounds; round++)
        {
            say($"{benchmark}: round {round} of {Timing.Rounds}");
            var order = contenders.SelectMany(contender => contender.Sizes.Select(size => (Contender: contender, Size: size))).ToArray();
            new Random(round).Shuffle(order);
            foreach (var (contender, size) in order)
                figures.Add(contender.Name, size, Played(contender, size, round));
        }

        return figures;
    }

    /// <summary>Plays one round in this process, and gives what it came to as a line of JSON.</summary>
    public string Play(string name, int size, int seed) =>
        JsonSerializer.Serialize(contenders.Single(contender => contender.Name == name).Round(size, seed));

    private Dictionary<string, double> Played(Contender contender, int size, int seed)
    {
        using var process = Process.Start(Again([Verb, benchmark, contender.Name, Words(size), Words(seed)], contender.MeetsNoCompiler))
            ?? throw new InvalidOperationException("The benchmark could not start itself.");
        using var clock = new Timer(_ => process.Kill(entireProcessTree: true), null, Longest, Timeout.InfiniteTimeSpan);
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Dictionary<string, double>>(line)!
            : throw new InvalidOperationException($"{benchmark}: {contender.Name} at {size:N0} ended with {process.ExitCode}; what it says stands above.");
    }

    /// <summary>This program once more, however it was started.</summary>
    private ProcessStartInfo Again(IReadOnlyList<string> args, bool meetsNoCompiler)
    {
        var program = Environment.ProcessPath!;
        string[] before = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(Contest).Assembly.Location] : [];
        var again = new ProcessStartInfo(program, [.. before, .. args]) { RedirectStandardOutput = true };
        if (meetsNoCompiler)
            (again.Environment["DOTNET_TieredCompilation"], again.Environment["DOTNET_ReadyToRun"]) = ("0", "0");
        else if (isCompiledAtOnce)
            (again.Environment["DOTNET_TC_QuickJit"], again.Environment["DOTNET_TC_CallCountingDelayMs"]) = ("0", "1");
        return again;
    }

    private static string Words(int number) => number.ToString(CultureInfo.InvariantCulture);
}
