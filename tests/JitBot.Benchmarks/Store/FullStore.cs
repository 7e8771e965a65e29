using JitBot.Benchmarks.Grants;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Benchmarks.Store;

/// <summary>
/// The same commands on a copy of a store that holds live grants already, each with a request and two moments that wait. The log tells of the first ten thousand in both, since each
/// round proves it.
/// </summary>
internal static class FullStore
{
    private const int CallersAtOnce = 32;

    public static IReadOnlyDictionary<string, double> Round(int live, int seed) => RoundAsync(live).GetAwaiter().GetResult();

    private static async Task<IReadOnlyDictionary<string, double>> RoundAsync(int live)
    {
        var folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");
        try
        {
            GrantStores.Copy(live, folder.FullName);
            var before = Told(folder.FullName);
            await using var stage = await EngineStage.OpenAsync(folder.FullName, services => services.AddSingleton<TimeProvider>(StormPlan.Clock()));
            return await OurCommands.PlayAsync(stage, CallersAtOnce, before);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Told(string folder)
    {
        using var table = new BareTable(EngineStage.DatabaseIn(folder));
        return (long)table.Scalar("SELECT count(*) FROM lines WHERE stream LIKE 'request/%'")!;
    }
}
