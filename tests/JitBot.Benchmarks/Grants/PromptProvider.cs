using System.Collections.Concurrent;
using JitBot.Benchmarks.Store;
using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.Time;

namespace JitBot.Benchmarks.Grants;

/// <summary>A provider that answers at once and honestly: everybody whose grant is in force is a member until removed, which may happen once.</summary>
internal sealed class PromptProvider(TimeProvider time, DateWitness witness) : IAccessProvider
{
    private readonly ConcurrentDictionary<string, byte> _removed = new(StringComparer.Ordinal);

    public string Name => EngineStage.Provider;

    public bool AddTellsWhoAdded => false;

    /// <summary>How many memberships are gone.</summary>
    public int Removed => _removed.Count;

    public Task<SubjectAnswer> FindSubjectAsync(string email, CancellationToken ct) => Answered<SubjectAnswer>(new SubjectAnswer.NotFound("nobody asks here"));

    public Task<ResourceAnswer> InspectAsync(string resource, CancellationToken ct) => Answered<ResourceAnswer>(new ResourceAnswer.Fit(resource));

    public Task<NestingAnswer> ListAroundAsync(string resource, CancellationToken ct) => Answered<NestingAnswer>(new NestingAnswer.Told(new HashSet<string>()));

    public Task<ProviderAnswer> ObserveAsync(HoldingKey holding, string attempt, CancellationToken ct) =>
        Answered<ProviderAnswer>(_removed.ContainsKey(holding.Subject) ? new ProviderAnswer.Absent() : new ProviderAnswer.Present());

    public Task<ProviderAnswer> AddAsync(HoldingKey holding, string attempt, CancellationToken ct) => throw new InvalidOperationException("Nothing is granted here.");

    public Task<ProviderAnswer> RemoveAsync(HoldingKey holding, string attempt, CancellationToken ct) => _removed.TryAdd(holding.Subject, 0)
        ? Answered<ProviderAnswer>(new ProviderAnswer.Removed())
        : throw new InvalidOperationException($"{holding.Subject} was removed twice.");

    /// <summary>Each answer carries the time, as a directory's do.</summary>
    private Task<T> Answered<T>(T answer)
    {
        witness.Report(Name, time.GetUtcNow());
        return Task.FromResult(answer);
    }
}
