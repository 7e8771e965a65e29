using JitBot.Core.Access;
using JitBot.Engine;

namespace JitBot.Benchmarks.Store;

/// <summary>
/// JitBot's own commands, from the desk that a chat room hands them to until they are durable: each caller asks, and withdraws, and asks again. The same
/// person asks a hundred times before the next does.
/// </summary>
internal static class OurCommands
{
    private const int PerPerson = 200;

    public static IReadOnlyDictionary<string, double> Round(int callers, int seed) => RoundAsync(callers).GetAwaiter().GetResult();

    private static async Task<IReadOnlyDictionary<string, double>> RoundAsync(int callers)
    {
        await using var stage = await EngineStage.OpenAsync();
        var open = new RequestId[callers];
        return await Callers.PlayAsync(callers, async (caller, times) =>
        {
            var who = EngineStage.Person($"p{caller}-{times / PerPerson}");
            var outcome = times % 2 == 0
                ? await stage.Desk.AskAsync(who, new AskForm(EngineStage.Entitlement, TimeSpan.FromHours(1), "fixing the incident 4711"), $"ask {caller} {times}", CancellationToken.None)
                : await stage.Desk.WithdrawAsync(who, open[caller], $"withdraw {caller} {times}", CancellationToken.None);
            open[caller] = outcome is Outcome.Done { Changed: true } done ? done.Request : throw new InvalidOperationException($"Caller {caller} was answered {outcome} at time {times}.");
        });
    }
}
