using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Engine;

namespace JitBot.Benchmarks.Store;

/// <summary>
/// JitBot's own commands, from the desk that a chat room hands them to until they are durable: each caller asks, and withdraws, and asks again. The same
/// person asks a hundred times before the next does. Afterwards the log must be good and tell of each.
/// </summary>
internal static class OurCommands
{
    private const int PerPerson = 200;

    public static IReadOnlyDictionary<string, double> Round(int callers, int seed) => RoundAsync(callers).GetAwaiter().GetResult();

    /// <summary>On a stage that is open, whose log tells so much of requests already.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> PlayAsync(EngineStage stage, int callers, long before = 0)
    {
        var store = stage.Get<IAccessStore>();
        var (open, done) = (new RequestId[callers], new int[callers]);
        var figures = await Callers.PlayAsync(callers, async (caller, times) =>
        {
            var who = EngineStage.Person($"p{caller}-{times / PerPerson}");
            var outcome = times % 2 == 0
                ? await stage.Desk.AskAsync(who, new AskForm(EngineStage.Entitlement, TimeSpan.FromHours(1), "fixing the incident 4711"), $"ask {caller} {times}", CancellationToken.None)
                : await stage.Desk.WithdrawAsync(who, open[caller], $"withdraw {caller} {times}", CancellationToken.None);
            open[caller] = outcome is Outcome.Done { Changed: true } made ? made.Request : throw new InvalidOperationException($"Caller {caller} was answered {outcome} at time {times}.");
            done[caller] = times + 1;
        });
        var told = await GoodLog.CountAsync(store) - before;
        return told == done.Sum() ? figures : throw new InvalidOperationException($"The log tells of {told:N0} of {done.Sum():N0} commands.");
    }

    private static async Task<IReadOnlyDictionary<string, double>> RoundAsync(int callers)
    {
        await using var stage = await EngineStage.OpenAsync();
        var figures = await PlayAsync(stage, callers);
        var sealing = await GoodLog.SealingAsync(stage.Get<IAccessStore>());
        return new Dictionary<string, double>(figures) { [GoodLog.Sealing] = sealing.TotalSeconds * figures[Callers.PerSecond] };
    }
}
