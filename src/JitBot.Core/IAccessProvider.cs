using JitBot.Core.Holdings;

namespace JitBot.Core;

/// <summary>
/// A provider of group membership. It is told what to do once and answers what happened; it never retries a mutation (every attempt is
/// recorded first) and gives up a call within <see cref="CallBudget"/>.
/// </summary>
public interface IAccessProvider
{
    /// <summary>The longest a call may take in all: longer than a slow directory needs, shorter than the lease an attempt is under.</summary>
    static readonly TimeSpan CallBudget = TimeSpan.FromSeconds(10);

    /// <summary>The provider's name as the catalogue writes it.</summary>
    string Name { get; }

    /// <summary>
    /// Whether the answer to an add tells who made the membership: <see cref="ProviderAnswer.Added"/> only if this call did,
    /// <see cref="ProviderAnswer.AlreadyThere"/> if it stood before. Otherwise only a read before the first add can tell.
    /// </summary>
    bool AddTellsWhoAdded { get; }

    /// <summary>The one active, internal account of the person with this e-mail; the answer is compared with the question.</summary>
    Task<SubjectAnswer> FindSubjectAsync(string email, CancellationToken ct);

    /// <summary>Whether the resource exists and can be changed by us.</summary>
    Task<ResourceAnswer> InspectAsync(string resource, CancellationToken ct);

    /// <summary>The groups that the resource is nested in, at whatever depth: whoever is in it is to the provider in these as well. None where groups do not nest.</summary>
    Task<NestingAnswer> ListAroundAsync(string resource, CancellationToken ct);

    /// <summary>Whether the subject is a direct member now: <see cref="ProviderAnswer.Present"/> or <see cref="ProviderAnswer.Absent"/>.</summary>
    Task<ProviderAnswer> ObserveAsync(HoldingKey holding, string attempt, CancellationToken ct);

    /// <summary>Adds the subject, once. <paramref name="attempt"/> is sent along as the request's id where the provider takes one.</summary>
    Task<ProviderAnswer> AddAsync(HoldingKey holding, string attempt, CancellationToken ct);

    /// <summary>Removes the membership, once, and nothing but the membership.</summary>
    Task<ProviderAnswer> RemoveAsync(HoldingKey holding, string attempt, CancellationToken ct);
}
