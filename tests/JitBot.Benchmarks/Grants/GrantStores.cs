using System.Globalization;
using JitBot.Benchmarks.Store;

namespace JitBot.Benchmarks.Grants;

/// <summary>
/// Stores of live grants, each built once in a run and used by all rounds, whose processes find them by an environment variable. They go when the run ends.
/// </summary>
internal sealed class GrantStores : IDisposable
{
    private const string Variable = "JITBOT_BENCHMARK_STORES";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");

    public GrantStores() => Environment.SetEnvironmentVariable(Variable, _folder.FullName);

    /// <summary>The folder of the store with so many live grants.</summary>
    public static string Folder(int live) => Path.Combine(
        Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException("The stores have not been built; run the whole benchmark."),
        live.ToString(CultureInfo.InvariantCulture));

    /// <summary>Builds one, beginning with a copy of a smaller one of the same plan, if there is one.</summary>
    public static void Build(GrantPlan plan, int smaller = 0)
    {
        var folder = Directory.CreateDirectory(Folder(plan.Live)).FullName;
        if (smaller > 0)
            File.Copy(EngineStage.DatabaseIn(Folder(smaller)), EngineStage.DatabaseIn(folder));
        GrantWriter.FillAsync(folder, smaller, plan).GetAwaiter().GetResult();
    }

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
