using System.Text.Json.Serialization;
using JitBot.Core.Chat;

namespace JitBot.Core.Catalogue;

/// <summary>
/// The rules fixed at asking, kept in the request's first line. A vote is judged by these and by the catalogue at that moment; the stricter wins.
/// </summary>
public sealed record Terms(
    string EntitlementId,
    string EntitlementName,
    string Provider,
    string Resource,
    string PolicyId,
    IReadOnlyList<Rule> Requesters,
    IReadOnlyList<Rule> Approvers,
    int Approvals,
    IReadOnlyList<Place> Places,
    TimeSpan LongestGrant,
    TimeSpan LapsesAfter,
    int MinimumJustification)
{
    /// <summary>Whether the provider's log is read after the end, and told in the thread; older lines do not say it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Evidence { get; init; }

    /// <summary>What the entitlement's policy says at this moment.</summary>
    public static Terms Of(Entitlement entitlement) => new(
        entitlement.Id,
        entitlement.Name,
        entitlement.Provider,
        entitlement.Resource,
        entitlement.Policy.Id,
        entitlement.Policy.Requesters,
        entitlement.Policy.Stage.Approvers,
        entitlement.Policy.Stage.Approvals,
        entitlement.Policy.Stage.Places,
        entitlement.Policy.LongestGrant,
        entitlement.Policy.RequestLapsesAfter,
        entitlement.Policy.MinimumJustification)
    {
        Evidence = entitlement.HasEvidence,
    };
}
