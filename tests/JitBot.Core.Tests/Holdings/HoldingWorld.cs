using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;

namespace JitBot.Core.Tests.Holdings;

/// <summary>
/// A holding, a provider that tells the truth to nobody but this class, and a worker that can be late, deaf or dead; one seed decides all.
/// </summary>
internal sealed class HoldingWorld(int seed, bool addTells, bool standing, double trouble)
{
    public static readonly HoldingKey Key = new("Provider", "group", "subject");

    private readonly Random _random = new(seed);
    private readonly List<RequestId> _live = [];
    private readonly List<(DateTimeOffset Lands, ProviderCall Call)> _zombies = [];
    private int _requests;

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public HoldingState State { get; private set; } = HoldingState.Start;

    public bool IsMember { get; private set; } = standing;

    public List<string> Trace { get; } = [];

    public List<(RequestId Request, HoldingNews News)> Told { get; } = [];

    public IReadOnlyList<RequestId> Live => _live;

    private double Trouble { get; set; } = trouble;

    public void Step()
    {
        switch (_random.Next(10))
        {
            case 0 when _live.Count < 3:
                Claim();
                break;
            case 1 or 2 when _live.Count > 0:
                Release(_live[_random.Next(_live.Count)]);
                break;
            case 3:
                Pass(TimeSpan.FromSeconds(Math.Pow(10, _random.NextDouble() * 4)));
                break;
            default:
                Work();
                break;
        }
    }

    /// <summary>Faults stop, everybody gives back, and time passes until nothing is left to do.</summary>
    public void Heal()
    {
        Trouble = 0;
        foreach (var request in _live.ToList())
            Release(request);
        // Past every backoff, and then past every later look, even those for an add that was never answered.
        foreach (var turn in Enumerable.Repeat(TimeSpan.FromSeconds(20), 100).Concat(Enumerable.Repeat(TimeSpan.FromHours(4), 150)))
        {
            Pass(turn);
            Work();
        }
    }

    public RequestId Claim(TimeSpan? notAfter = null)
    {
        var request = new RequestId($"r-{++_requests}");
        _live.Add(request);
        Apply(new HoldingCommand.Claim(Now, request, Key, Now + (notAfter ?? TimeSpan.FromHours(4))));
        return request;
    }

    public void Release(RequestId request)
    {
        _live.Remove(request);
        Apply(new HoldingCommand.Release(Now, request, Key));
    }

    public void Work()
    {
        for (var i = 0; i < 8; i++)
        {
            var begun = Apply(new HoldingCommand.Begin(Now, addTells, MayGrant: true)).OfType<HoldingEvent.AttemptBegun>().SingleOrDefault();
            if (begun is null)
                return;
            Call(begun);
        }
    }

    public void Pass(TimeSpan time)
    {
        Now += time;
        foreach (var (_, call) in _zombies.Where(zombie => zombie.Lands <= Now).ToList())
            Touch(call);
        _zombies.RemoveAll(zombie => zombie.Lands <= Now);
    }

    private void Call(HoldingEvent.AttemptBegun begun)
    {
        if (_random.NextDouble() < Trouble)
        {
            switch (_random.Next(5))
            {
                case 0: // the process dies before the call
                    return;
                case 1: // the process dies after it
                    Touch(begun.Call);
                    return;
                case 2: // the answer is lost
                    Touch(begun.Call);
                    Report(begun, new ProviderAnswer.Unclear("lost"));
                    return;
                case 3: // throttled
                    Report(begun, new ProviderAnswer.NotDone("throttled", TimeSpan.FromSeconds(_random.Next(60))));
                    return;
                default: // held up on its way, and given up here
                    _zombies.Add((Now + TimeSpan.FromSeconds(_random.Next(20)), begun.Call));
                    Report(begun, new ProviderAnswer.Unclear("timeout"));
                    return;
            }
        }

        Report(begun, Touch(begun.Call));
    }

    private void Report(HoldingEvent.AttemptBegun begun, ProviderAnswer answer) =>
        Apply(new HoldingCommand.Report(Now, begun.Attempt, answer, addTells, _random.NextDouble()));

    /// <summary>What the provider really does.</summary>
    private ProviderAnswer Touch(ProviderCall call)
    {
        var was = IsMember;
        Trace.Add($"{Now:HH:mm:ss} provider: {call}, member was {was}");
        switch (call)
        {
            case ProviderCall.Add:
                IsMember = true;
                return was && addTells ? new ProviderAnswer.AlreadyThere() : new ProviderAnswer.Added();
            case ProviderCall.Remove:
                IsMember = false;
                return was ? new ProviderAnswer.Removed() : new ProviderAnswer.WasAbsent();
            default:
                return was ? new ProviderAnswer.Present() : new ProviderAnswer.Absent();
        }
    }

    public IReadOnlyList<HoldingEvent> Apply(HoldingCommand command)
    {
        var events = HoldingDecider.Decide(State, command);
        State = events.Aggregate(State, HoldingEvolver.Evolve);
        foreach (var happened in events)
            Trace.Add($"{Now:HH:mm:ss} {happened}");
        foreach (var effect in HoldingReactor.React(State, events, Now, addTells).Select(due => due.Effect).OfType<Effect.Tell>())
            Told.Add((effect.Request, effect.News));
        return events;
    }
}
