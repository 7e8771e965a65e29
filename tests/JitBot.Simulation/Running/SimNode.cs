using JitBot.Chat.Teams;
using JitBot.Core;
using JitBot.Core.Store;
using JitBot.Core.Time;
using JitBot.Engine;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Emergencies;
using JitBot.Engine.Homes;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Directory;
using JitBot.Simulation.Faults;
using JitBot.Simulation.People;
using JitBot.Simulation.Store;
using JitBot.Simulation.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JitBot.Simulation.Running;

/// <summary>One process of JitBot: the real engine over simulated ports. It can die, stop, stand still and start again.</summary>
internal sealed class SimNode
{
    private static readonly TimeSpan RestartsAfter = TimeSpan.FromSeconds(5);
    private readonly SimWorld _world;
    private readonly Life _life;
    private readonly HashSet<long> _turns = [];
    private CancellationTokenSource _stop = new();
    private bool _isUp;

    public SimNode(SimWorld world, int number)
    {
        _world = world;
        Name = $"node{number}";
        _life = new Life(world.Scheduler);
        Clock = new SimClock(world.Scheduler, _life);
    }

    public string Name { get; }

    public SimClock Clock { get; private set; }

    /// <summary>Whether it takes deliveries.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Which edition of the settings it was started with.</summary>
    public int Edition { get; private set; }

    /// <summary>Where deliveries are received.</summary>
    public Inbox Inbox { get; private set; } = null!;

    /// <summary>Where people's wishes are handed in.</summary>
    public AccessDesk Desk { get; private set; } = null!;

    /// <summary>Where it is said that somebody has opened their home page.</summary>
    public HomeDesk Homes { get; private set; } = null!;

    /// <summary>Where operators stop granting and let it go on.</summary>
    public FreezeDesk Freezes { get; private set; } = null!;

    /// <summary>Where people break glass, and review it.</summary>
    public EmergencyDesk Emergencies { get; private set; } = null!;

    /// <summary>Where a chat says that somebody has left.</summary>
    public DepartureDesk Departures { get; private set; } = null!;

    /// <summary>Where people show that two accounts are theirs.</summary>
    public LinkDesk Links { get; private set; } = null!;

    /// <summary>Where what Teams delivers is received; null where there is no Teams.</summary>
    public TeamsReception? Teams { get; private set; }

    private JitEngine Engine { get; set; } = null!;

    public void Start()
    {
        (IsOpen, Edition, _isUp) = (false, _world.Edition, true);
        Clock = new SimClock(_world.Scheduler, _life) { Ahead = Clock.Ahead };
        // Resolved once: the container compiles what is asked for again, which costs more than a world.
        var services = Compose();
        (Engine, Inbox, Desk) = (services.GetRequiredService<JitEngine>(), services.GetRequiredService<Inbox>(), services.GetRequiredService<AccessDesk>());
        (Homes, Links, Freezes) = (services.GetRequiredService<HomeDesk>(), services.GetRequiredService<LinkDesk>(), services.GetRequiredService<FreezeDesk>());
        (Emergencies, Departures) = (services.GetRequiredService<EmergencyDesk>(), services.GetRequiredService<DepartureDesk>());
        Teams = _world.HasTeams ? services.GetRequiredService<TeamsReception>() : null;
        _stop = new CancellationTokenSource();
        _turns.Clear();
        _world.Trace.Add(_world.Now, Name, "starts");
        At(_world.Now, () => _ = LiveAsync(Engine, _stop.Token));
        Turn(_world.TurnEvery * _world.Dice.Fraction());
    }

    /// <summary>Ends at once, and starts again after a while.</summary>
    public void Die(string why)
    {
        _world.Trace.Add(_world.Now, Name, $"dies {why}");
        _world.Crashes++;
        StartAgainAfter(_world.IsHealed || _world.IsScripted ? RestartsAfter : _world.Dice.Span(TimeSpan.FromMilliseconds(50), TimeSpan.FromHours(12)));
    }

    /// <summary>Asked to stop, as by a rollout: lets what is in flight finish, then starts again with the settings of the day.</summary>
    public void Stop()
    {
        _world.Trace.Add(_world.Now, Name, "is asked to stop");
        Run("stop", () =>
        {
            _stop.Cancel();
            return Task.CompletedTask;
        });
    }

    /// <summary>It goes on now, by the right time.</summary>
    public void Heal()
    {
        _life.Resume();
        Clock.Wake();
        Clock.Ahead = TimeSpan.Zero;
    }

    /// <summary>
    /// The code of this process comes past a point at which anything can happen to it; true if it ended there, and then nothing more may be
    /// done on its behalf.
    /// </summary>
    public bool Crosses(string where)
    {
        if (!_isUp)
            return true; // what still runs of a process that has just ended
        if (_world.DiesAtCrossing(where) || _world.Strikes(Fault.Crash))
        {
            Die(where);
            return true;
        }

        if (_world.Strikes(Fault.Pause))
            _life.Pause(_world.LongSpan("pauses"));
        if (_world.Strikes(Fault.Sleep))
        {
            var span = _world.LongSpan("sleeps");
            _life.Pause(span);
            Clock.Sleep(span);
            _world.Checker.ClocksWereOff();
        }

        if (_world.Strikes(Fault.ClockJumps))
            Jump();
        return false;
    }

    /// <summary>A call to a port: made at once, unless it is held.</summary>
    public Task<T> Pass<T>(string what, Func<Task<T>> call)
    {
        return _world.Turnstile?.Pass(this, what) is { } held ? HeldAsync() : call();

        async Task<T> HeldAsync()
        {
            await held;
            return await call();
        }
    }

    /// <summary>Runs something in this process; nothing happens if it is not there.</summary>
    public void Run(string what, Func<Task> act) => At(_world.Now, () =>
    {
        if (IsOpen)
            _ = GuardedAsync(what, act);
    });

    public void At(DateTimeOffset at, Action act) => AnswerHere()(at, act);

    /// <summary>The way back to the code that runs now: what comes back after its process ended is not for the next one.</summary>
    public Action<DateTimeOffset, Action> AnswerHere()
    {
        var number = _life.Number;
        return (at, act) => _world.Scheduler.At(at, _life, number, _ => act(), null);
    }

    /// <summary>What code waits for that will never go on.</summary>
    public static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;

    /// <summary>The wheel has something for this moment, by the machine's clock: it is turned then, as the engine's own thread would.</summary>
    public void TurnBy(DateTimeOffset due)
    {
        var at = due - Clock.Ahead;
        if (at > _world.Now && _turns.Add(at.UtcTicks))
            At(at, () =>
            {
                _turns.Remove(at.UtcTicks);
                Turn();
            });
    }

    private async Task LiveAsync(JitEngine engine, CancellationToken stop)
    {
        try
        {
            await engine.OpenAsync(stop);
            IsOpen = true;
            await engine.WorkAsync(stop);
            _world.Trace.Add(_world.Now, Name, "has stopped");
            StartAgainAfter(RestartsAfter);
        }
        catch (StoreUnavailableException)
        {
            StartAgainAfter(RestartsAfter); // whoever runs the process starts it again
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _world.Violation("the engine's loop ended", e.ToString());
        }
    }

    private async Task GuardedAsync(string what, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e)
        {
            _world.Violation($"{what} failed", e.ToString());
        }
    }

    private void StartAgainAfter(TimeSpan span)
    {
        (IsOpen, _isUp) = (false, false);
        _life.End();
        _world.At(_world.Now + span, $"{Name} starts again", Start);
    }

    private void Turn(TimeSpan after) => At(_world.Now + after, () =>
    {
        Turn();
        Turn(_world.TurnEvery);
    });

    private void Turn()
    {
        if (IsOpen)
            Engine.Turn();
    }

    private void Jump()
    {
        var size = _world.LongSpan("has its clock set wrong") * (_world.Dice.Hits(0.5) ? 1 : -1);
        Clock.Ahead = size;
        _world.Checker.ClocksWereOff();
        var clock = Clock;
        _world.At(_world.Now + _world.Dice.Span(TimeSpan.FromSeconds(1), TimeSpan.FromHours(12)), $"{Name}'s clock is corrected", () => clock.Ahead = TimeSpan.Zero);
    }

    private ServiceProvider Compose()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(_world.Log).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<TimeProvider>(Clock).AddSingleton<Entropy>(new SeededEntropy(_world.Dice.Split()));
        var witness = new DateWitness();
        services.AddSingleton(witness);
        services.AddSingleton<IAccessStore>(new SimStore(_world.Database, new SimWire(_world, this), shared: _world.IsShared));
        AddRooms(services, witness);
        services.AddSingleton<IGroupSource>(new SimCrew());
        services.AddSingleton<IEvidenceSource>(new SimEvidence(_world, _world.Directory("Beta")));
        services.AddSingleton<ISessionEnder>(new SimSessions(_world, _world.Directory("Beta")));
        services.AddEngine(SimCatalogue.Edition(Edition, _world.Chats), new IdentitySettings(new HashSet<string> { "example.com" }), new AuditSettings("nowhere"),
            new OperationsSettings([], Name) { Operators = [.. SimCatalogue.Operators.Select(name => new RuleText(RuleText.Person, $"{name}@example.com"))] });
        return services.BuildServiceProvider();
    }

    private void AddRooms(ServiceCollection services, DateWitness witness)
    {
        if (_world.HasTeams)
            RealRooms.AddTeams(services, _world, this);
        if (_world.HasRealRooms)
        {
            RealRooms.Add(services, _world, this);
            return;
        }

        foreach (var directory in _world.Directories)
        {
            services.AddSingleton<IAccessProvider>(new SimProvider(_world, this, directory, witness));
            services.AddSingleton<IPresenceSource>(new SimPresence(
                _world, this, directory.Name, _world.People.Disabled.Contains, () => directory.DownUntil > _world.Now, Fault.ProviderLosesCall));
        }

        services.AddSingleton<IPresenceSource>(new SimPresence(
            _world, this, SimChat.PlatformName, account => _world.People.Behind(account).IsDeactivated, () => false, Fault.ChatFailsBefore));
        services.AddSingleton<IChatPlatform>(new SimChat(_world, this));
    }
}
