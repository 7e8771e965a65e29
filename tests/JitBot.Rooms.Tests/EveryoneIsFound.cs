using JitBot.Core;
using JitBot.Core.Holdings;

namespace JitBot.Rooms.Tests;

/// <summary>A directory without rules: what is tested here is before it.</summary>
internal sealed class EveryoneIsFound : IAccessProvider
{
    private readonly HashSet<HoldingKey> _members = [];

    public string Name => "Directory";

    /// <summary>Whether somebody is a member now.</summary>
    public bool Has(string group, string subject) => _members.Contains(new HoldingKey(Name, group, subject));

    public bool AddTellsWhoAdded => true;

    public Task<SubjectAnswer> FindSubjectAsync(string email, CancellationToken ct) =>
        Task.FromResult<SubjectAnswer>(new SubjectAnswer.Found(email));

    public Task<ResourceAnswer> InspectAsync(string resource, CancellationToken ct) =>
        Task.FromResult<ResourceAnswer>(new ResourceAnswer.Fit(resource));

    public Task<NestingAnswer> ListAroundAsync(string resource, CancellationToken ct) => Task.FromResult<NestingAnswer>(new NestingAnswer.Told(new HashSet<string>()));

    public Task<ProviderAnswer> ObserveAsync(HoldingKey holding, string attempt, CancellationToken ct) =>
        Task.FromResult<ProviderAnswer>(_members.Contains(holding) ? new ProviderAnswer.Present() : new ProviderAnswer.Absent());

    public Task<ProviderAnswer> AddAsync(HoldingKey holding, string attempt, CancellationToken ct) =>
        Task.FromResult<ProviderAnswer>(_members.Add(holding) ? new ProviderAnswer.Added() : new ProviderAnswer.AlreadyThere());

    public Task<ProviderAnswer> RemoveAsync(HoldingKey holding, string attempt, CancellationToken ct) =>
        Task.FromResult<ProviderAnswer>(_members.Remove(holding) ? new ProviderAnswer.Removed() : new ProviderAnswer.WasAbsent());
}
