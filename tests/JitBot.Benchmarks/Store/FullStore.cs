using JitBot.Benchmarks.Grants;

namespace JitBot.Benchmarks.Store;

/// <summary>
/// The same commands on a copy of a store that holds live grants already, each with a request and two moments that wait. The log tells of the first ten thousand in both, since each
/// round proves it.
/// </summary>
internal static class FullStore
{
    /// <summary>What a store holds that is hardly begun.</summary>
    public const int Few = 10_000;

    /// <summary>What a house of many people may hold after years.</summary>
    public const int Most = 1_000_000;

    private const int CallersAtOnce = 32;

    /// <summary>Makes both: the smaller of grants each with its own history, the larger from a copy of it.</summary>
    public static GrantStores Build(Action<string> say)
    {
        var stores = new GrantStores();
        var now = TimeProvider.System.GetUtcNow();
        say($"building stores of {Few:N0} and {Most:N0} requests");
        GrantStores.Build(new GrantPlan(Few, Few, number => GrantPlan.Spread(now, number)));
        MoreOfTheSame.Add(Few, Most);
        return stores;
    }

    public static IReadOnlyDictionary<string, double> Round(int live, int seed) => RoundAsync(live).GetAwaiter().GetResult();

    private static async Task<IReadOnlyDictionary<string, double>> RoundAsync(int live)
    {
        var folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");
        try
        {
            GrantStores.Copy(live, folder.FullName);
            await using var stage = await EngineStage.OpenAsync(folder.FullName, _ => { });
            return await OurCommands.PlayAsync(stage, CallersAtOnce);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
