using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>A real directory client over the simulated network, under the names of the world.</summary>
internal sealed class RealProvider(SimWorld world, SimNode node, DirectoryDoor door, IAccessProvider real) : IAccessProvider
{
    public string Name => door.Directory.Name;

    public bool AddTellsWhoAdded => real.AddTellsWhoAdded;

    public async Task<SubjectAnswer> FindSubjectAsync(string email, CancellationToken ct) => await Outside.Run(() => real.FindSubjectAsync(email, ct)) switch
    {
        SubjectAnswer.Found found => new SubjectAnswer.Found(door.People.NameOf(found.Subject)!),
        var answer => answer,
    };

    public Task<ResourceAnswer> InspectAsync(string resource, CancellationToken ct) =>
        Outside.Run(() => real.InspectAsync(door.Groups.Of(resource), ct));

    public async Task<NestingAnswer> ListAroundAsync(string resource, CancellationToken ct) => await Outside.Run(() => real.ListAroundAsync(door.Groups.Of(resource), ct)) switch
    {
        NestingAnswer.Told told => new NestingAnswer.Told(told.Around.Select(id => door.Groups.NameOf(id)!).ToHashSet()),
        var answer => answer,
    };

    public Task<ProviderAnswer> ObserveAsync(HoldingKey holding, string attempt, CancellationToken ct) => ActAsync(holding, attempt, key => real.ObserveAsync(key, attempt, ct));

    public Task<ProviderAnswer> AddAsync(HoldingKey holding, string attempt, CancellationToken ct) => ActAsync(holding, attempt, key => real.AddAsync(key, attempt, ct));

    public Task<ProviderAnswer> RemoveAsync(HoldingKey holding, string attempt, CancellationToken ct) => ActAsync(holding, attempt, key => real.RemoveAsync(key, attempt, ct));

    private async Task<ProviderAnswer> ActAsync(HoldingKey holding, string attempt, Func<HoldingKey, Task<ProviderAnswer>> call)
    {
        world.Checker.CheckSending(holding, attempt);
        Outward.Attempt = attempt;
        var answer = await Outside.Run(() => call(new HoldingKey(real.Name, door.Groups.Of(holding.Resource), door.People.Of(holding.Subject))));
        world.Trace.Add(world.Now, node.Name, $"{holding.Resource}/{holding.Subject} -> {answer}");
        return answer;
    }
}
