using JitBot.Core.Holdings;
using JitBot.Simulation.Directory;
using JitBot.Simulation.Faults;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>What the doors of both directories have in common: faults, ids, and the truth behind them.</summary>
internal abstract class DirectoryDoor(SimWorld world, SimDirectory directory, Func<int, string> groupId, Func<int, string> personId) : IDoor
{
    public WireFaults Faults { get; } = new(Fault.ProviderLosesCall, Fault.ProviderLosesAnswer, Fault.ProviderSlow, Fault.ProviderThrottles, Fault.ProviderRefuses, Fault.ProviderActsLate);

    public bool IsDown => directory.DownUntil > world.Now;

    public SimDirectory Directory => directory;

    public Ids Groups { get; } = new(["group-a", "group-b", "group-c", "group-d", "group-e", "group-z", .. SimWorld.Nest], groupId);

    public Ids People { get; } = new(world.People.All.Select(person => person.Subject).OfType<string>(), personId);

    public abstract HttpResponseMessage Answer(WireCall call);

    public abstract HttpResponseMessage Throttled(TimeSpan? wait);

    public abstract HttpResponseMessage Refused();

    public bool Changes(WireCall call) => call.Method != "GET" && call.Segments[^1] != "getMemberGroups"; // a question, if it is posted

    protected ProviderAnswer Act(ProviderCall what, string group, string person, WireCall call) =>
        directory.Act(world.Now, new HoldingKey(directory.Name, group, person), what, call.Attempt!);

    /// <summary>What a group is nested in.</summary>
    protected IReadOnlyList<string> Around(string group) => world.Around(directory.Name, group);

    /// <summary>Everybody who has this account: one account may be known by two addresses.</summary>
    protected List<SimPerson> Owners(string person) => [.. world.People.All.Where(each => each.Subject == person)];

    /// <summary>Whether the account is in use.</summary>
    protected bool IsEnabled(string person) => !world.People.Disabled.Contains(person);

    protected string? SubjectOf(string email) => world.People.SubjectOf(email);
}
