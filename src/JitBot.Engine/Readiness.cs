using JitBot.Core.Operations;
using JitBot.Engine.Operations;

namespace JitBot.Engine;

/// <summary>One thing that is not as it should be; <paramref name="Stops"/> says whether the process must not be sent work.</summary>
public sealed record Unready(string What, string Why, bool Stops);

/// <summary>Names what is not ready: the same conditions that people are told of, without the patience.</summary>
public sealed class Readiness
{
    private readonly JitEngine _engine;
    private readonly OperationsObserver _observer;
    private readonly OperationsLog _operations;
    private readonly ReachWatch _reach;

    internal Readiness(JitEngine engine, OperationsObserver observer, OperationsLog operations, ReachWatch reach) =>
        (_engine, _observer, _operations, _reach) = (engine, observer, operations, reach);

    /// <summary>Empty if all is well.</summary>
    public async Task<IReadOnlyList<Unready>> LookAsync(CancellationToken ct)
    {
        if (!_engine.IsOpen)
            return [new Unready("engine", "The store is being opened.", Stops: true)];
        var seen = await _observer.LookAsync(ct);
        var holds = seen.Where(each => each is { Condition: not null, Until: null }).Select(each => Unready(each.Condition!, each.Since));

        // Told before a restart and not looked at since, or told of another machine: nothing that stops this process.
        var told = _operations.State.Alerts.Values.Where(alert => alert.IsOpen && seen.All(each => each.Key != alert.Condition.Key));

        // No reason to take the process out of service: people can ask and decide all the same, and no other process reaches it better.
        var unreached = _reach.Look().Select(why => new Unready("provider", why, Stops: false));
        return [.. holds, .. unreached, .. told.Select(alert => Unready(alert.Condition, alert.Since) with { Stops = false })];
    }

    private static Unready Unready(Condition condition, DateTimeOffset since) =>
        new(condition.Key.Split('/')[0], AlertWords.Holds(condition, since).ToPlainText(), Stops: condition is Condition.StoreOut or Condition.Unheard);
}
