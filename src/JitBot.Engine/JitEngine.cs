using JitBot.Core;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Effects;
using JitBot.Engine.Operations;

namespace JitBot.Engine;

/// <summary>The engine as a whole: opened once, then driven by the process or, in tests, turn by turn.</summary>
public sealed class JitEngine
{
    private readonly IAccessStore _store;
    private readonly CurrentCatalogue _catalogue;
    private readonly WakeClock _wakes;
    private readonly EffectWorker _worker;
    private readonly WorkCrew _crew;
    private readonly EngineLoop _loop;
    private readonly OperationsWatch _operations;
    private readonly Housekeeping _house;

    internal JitEngine(
        IAccessStore store, CurrentCatalogue catalogue, WakeClock wakes, EffectWorker worker, WorkCrew crew, EngineLoop loop, OperationsWatch operations, Housekeeping house)
    {
        _store = store;
        _catalogue = catalogue;
        _wakes = wakes;
        _worker = worker;
        _crew = crew;
        _loop = loop;
        _operations = operations;
        _house = house;
    }

    /// <summary>Whether the store is open and the catalogue loaded.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Opens the store, loads the catalogue, and takes up everything that was pending when the last process ended.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        await _store.OpenAsync(ct);
        await _catalogue.LoadAsync(ct);
        await _operations.OpenAsync(ct);
        _store.StoredElsewhere += _wakes.WatchForOthers;
        _wakes.Watch(await _store.ListPendingAsync(dueBy: null, ct));
        IsOpen = true;
    }

    /// <summary>Works until asked to stop, with a thread of its own that turns the wheel.</summary>
    public Task RunAsync(CancellationToken stop)
    {
        _wakes.Sooner += EngineThread.Start(_loop.Turn, _loop.TurnFailed, stop).Wake;
        return _loop.RunAsync(stop);
    }

    /// <summary>Works until asked to stop, for whoever calls <see cref="Turn"/> as time passes.</summary>
    public Task WorkAsync(CancellationToken stop) => _loop.RunAsync(stop);

    /// <summary>One turn of the wheel.</summary>
    public void Turn() => _loop.Turn();

    /// <summary>Does the chores that are due: for tests and simulations, in which nothing else drives the engine.</summary>
    public Task KeepHouseAsync(CancellationToken ct) => _house.RunAsync(ct);

    /// <summary>Works until nothing is due, one effect at a time.</summary>
    public Task DrainAsync(CancellationToken ct) => _worker.DrainAsync(ct);

    /// <summary>Works until nothing is due and nothing is at work, with as many hands as in a process.</summary>
    public Task DrainTogetherAsync(CancellationToken ct) => _crew.DrainAsync(ct);
}
