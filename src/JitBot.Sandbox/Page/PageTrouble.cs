using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.LookAlikes.Teams;
using JitBot.Sandbox.World;

namespace JitBot.Sandbox.Page;

/// <summary>How a provider behaves.</summary>
internal enum Behaviour
{
    /// <summary>As it should.</summary>
    Fine,

    /// <summary>It refuses connections.</summary>
    Down,

    /// <summary>It answers late.</summary>
    Slow,

    /// <summary>Changes happen, but their answers never arrive.</summary>
    LosesAnswers,
}

/// <summary>What goes wrong with Graph, Okta, Slack's API and Teams' Connector, each by a switch.</summary>
internal sealed class PageTrouble(SandboxWorld world) : IDisposable
{
    public const string Graph = "graph";
    public const string Okta = "okta";
    public const string Slack = "slack";
    public const string Teams = "teams";

    /// <summary>Long enough to be felt, short of the time after which the host counts a call as lost.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, Behaviour> _now = new(StringComparer.Ordinal)
    {
        [Graph] = Behaviour.Fine,
        [Okta] = Behaviour.Fine,
        [Slack] = Behaviour.Fine,
        [Teams] = Behaviour.Fine,
    };

    /// <summary>Raised when a switch was turned.</summary>
    public event Action? Changed;

    /// <summary>How each behaves now.</summary>
    public IReadOnlyDictionary<string, Behaviour> Now
    {
        get
        {
            lock (_now)
                return new Dictionary<string, Behaviour>(_now);
        }
    }

    /// <summary>Lets one behave like this from now on.</summary>
    public async Task SetAsync(string who, Behaviour how, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (!Now.TryGetValue(who, out var before))
                throw new ArgumentException($"Nobody is called {who}: {string.Join(", ", Now.Keys)}.", nameof(who));
            if (before != how)
                await TurnAsync(who, before, how);
        }
        finally
        {
            _turn.Release();
        }

        Changed?.Invoke();
    }

    public void Dispose() => _turn.Dispose();

    private async Task TurnAsync(string who, Behaviour before, Behaviour how)
    {
        switch (who)
        {
            case Graph:
                await TurnAsync(world.Graph.Faults, before, how, world.Graph.GoDownAsync, world.Graph.ComeBackAsync);
                break;
            case Okta:
                await TurnAsync(world.Okta.Faults, before, how, world.Okta.GoDownAsync, world.Okta.ComeBackAsync);
                break;
            case Slack:
                Turn(world.Slack.Faults, how);
                break;
            default:
                Turn(world.Teams.Teams.Faults, how);
                break;
        }

        lock (_now)
            _now[who] = how;
    }

    private static async Task TurnAsync(DirectoryFaults faults, Behaviour before, Behaviour how, Func<Task> goDown, Func<Task> comeBack)
    {
        faults.Clear();
        if (how == Behaviour.Slow)
            faults.Always(new DirectoryFault.Slow(Lateness));
        if (how == Behaviour.LosesAnswers)
        {
            faults.Always(new DirectoryFault.LostAfter(), DirectoryCall.Add);
            faults.Always(new DirectoryFault.LostAfter(), DirectoryCall.Remove);
        }

        if (how == Behaviour.Down)
            await goDown();
        else if (before == Behaviour.Down)
            await comeBack();
    }

    private static void Turn(SlackFaults faults, Behaviour how)
    {
        faults.IsDown = how == Behaviour.Down;
        faults.Always = how switch
        {
            Behaviour.Slow => new SlackFault.Slow(Lateness),
            Behaviour.LosesAnswers => new SlackFault.DoesAndHangsUp(),
            _ => null,
        };
    }

    private static void Turn(ConnectorFaults faults, Behaviour how)
    {
        faults.IsDown = how == Behaviour.Down;
        faults.Always = how switch
        {
            Behaviour.Slow => new ConnectorFault.Slow(Lateness),
            Behaviour.LosesAnswers => new ConnectorFault.DoesAndHangsUp(),
            _ => null,
        };
    }
}
