using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Measuring;
using JitBot.Benchmarks.Store;
using JitBot.Core;
using JitBot.Engine;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Benchmarks.Recovery;

/// <summary>
/// JitBot's own start on a store that is there: opened, checked, and every pending moment in the wheel. An empty store is opened first, so that compiling is charged to nobody.
/// </summary>
internal static class ProductStart
{
    public const string Start = "start";
    public const string Loading = "loading the wheel";
    public const string Bytes = "bytes per live grant";

    /// <summary>A live grant waits for its end and for the next look at its people.</summary>
    public const int MomentsEach = 2;

    public static IReadOnlyDictionary<string, double> Round(int live, int seed) => RoundAsync(live).GetAwaiter().GetResult();

    private static async Task<IReadOnlyDictionary<string, double>> RoundAsync(int live)
    {
        await WarmAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var stage = EngineStage.Closed(GrantStores.Folder(live), services => services.AddSingleton<TimeProvider>(StormPlan.Clock()));
        var start = await TimeAsync(() => stage.Get<JitEngine>().OpenAsync(CancellationToken.None));
        AssertWaiting(stage.Get<WakeClock>(), live);
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)live;
        var wheel = NewWheel(stage);
        var loading = await TimeAsync(() => LoadAsync(stage, wheel));
        AssertWaiting(wheel, live);
        return new Dictionary<string, double> { [Start] = start, [Loading] = loading, [Bytes] = bytes };
    }

    private static async Task WarmAsync()
    {
        await using var empty = await EngineStage.OpenAsync();
        await LoadAsync(empty, NewWheel(empty));
    }

    private static WakeClock NewWheel(EngineStage stage) => new(stage.Get<TrustedClock>(), stage.Get<Mandate>());

    /// <summary>What <see cref="JitEngine.OpenAsync"/> does last.</summary>
    private static async Task LoadAsync(EngineStage stage, WakeClock wheel) => wheel.Watch(await stage.Get<IAccessStore>().ListPendingAsync(dueBy: null, CancellationToken.None));

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        GC.Collect();
        var start = TimeProvider.System.GetTimestamp();
        await run();
        var took = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        await Task.Yield(); // off the stack of what has just ended: it would keep its garbage alive
        return took;
    }

    private static void AssertWaiting(WakeClock wheel, int live)
    {
        if (wheel.Waiting != live * MomentsEach)
            throw new InvalidOperationException($"{wheel.Waiting:N0} moments wait and not {MomentsEach} for each of {live:N0} live grants.");
    }
}
