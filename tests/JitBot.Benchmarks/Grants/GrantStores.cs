using System.Globalization;
using JitBot.Benchmarks.Store;

namespace JitBot.Benchmarks.Grants;

/// <summary>
/// Stores of live grants, each built once in a run, when the first benchmark needs it, and used by all rounds of all benchmarks, whose processes find them by an environment variable.
/// They go when the run ends. Of the first <see cref="StormPlan.Due"/> the time is up in the second of the storm, and everybody else's much later.
/// </summary>
internal sealed class GrantStores : IDisposable
{
    /// <summary>What a store holds that is hardly begun.</summary>
    public const int Few = 10_000;

    /// <summary>Their log has a million lines.</summary>
    public const int Many = 100_000;

    /// <summary>What a house of many people may hold after years; its log tells of the few alone.</summary>
    public const int Most = 1_000_000;

    private const string Variable = "JITBOT_BENCHMARK_STORES";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");

    public GrantStores() => Environment.SetEnvironmentVariable(Variable, _folder.FullName);

    /// <summary>The folder of the store with so many live grants.</summary>
    public static string Folder(int live) => Path.Combine(
        Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException("The stores have not been built; run the whole benchmark."),
        live.ToString(CultureInfo.InvariantCulture));

    /// <summary>Builds them all, if they are not there: the few as the product would have written them, and the others from copies of those, both at once.</summary>
    public static void Build(Action<string> say)
    {
        if (Directory.Exists(Folder(Few)))
            return;
        say($"building stores of {Few:N0}, {Many:N0} and {Most:N0} live grants");
        BuildAsync().GetAwaiter().GetResult();
    }

    private static async Task BuildAsync()
    {
        await GrantWriter.FillAsync(Made(Few), 0, Few);
        foreach (var live in new[] { Many, Most })
            Copy(Few, Made(live));
        await Task.WhenAll(
            Task.Run(() => GrantWriter.FillAsync(Folder(Many), Few, Many)),
            Task.Run(() => MoreOfTheSame.Add(Folder(Most), Few, Most)));
    }

    private static string Made(int live) => Directory.CreateDirectory(Folder(live)).FullName;

    /// <summary>Copies the one with so many live grants into a folder, to the disk, so that writing the copy is charged to nobody.</summary>
    public static void Copy(int live, string folder)
    {
        var copy = EngineStage.DatabaseIn(folder);
        File.Copy(EngineStage.DatabaseIn(Folder(live)), copy);
        using var file = File.OpenHandle(copy, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _folder.Delete(recursive: true);
    }
}
