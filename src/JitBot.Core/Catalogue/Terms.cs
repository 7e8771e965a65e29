using System.Text.Json.Serialization;
using JitBot.Core.Access;
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
    TimeSpan LongestGrant,
    TimeSpan LapsesAfter,
    int MinimumJustification)
{
    /// <summary>The stages in their order; at least one.</summary>
    public IReadOnlyList<Stage> Stages { get => field ?? [new Stage(OnlyApprovers ?? [], OnlyApprovals ?? 1, OnlyPlaces ?? [])]; init; }

    /// <summary>Whether the provider's log is read after the end, and told in the thread; older lines do not say it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Evidence { get; init; }

    /// <summary>How long a stage waits before its approvers are reminded; null for never, as in older lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimeSpan? RemindsAfter { get; init; }

    /// <summary>Whether a yes needs a reason; older lines do not say it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AsksWhy { get; init; }

    /// <summary>Whether the requester is signed out everywhere at the end; older lines do not say it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SignsOut { get; init; }

    /// <summary>How long before the end the requester is warned (<see cref="WarnLimits"/>); null for never, as in older lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimeSpan? WarnBefore { get; init; }

    /// <summary>Whether it may be asked for for somebody else; older lines do not say it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AskForOthers { get; init; }

    /// <summary>When nobody needs to be asked; older lines do not say it.</summary>
    public IReadOnlyList<AutoApproval> AutoApprovals { get; init; } = [];

    /// <summary>Who may take it at once in an emergency; null for nobody, as in older lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BreakGlass? BreakGlass { get; init; }

    /// <summary>Everybody who may ever be asked, in whichever stage.</summary>
    [JsonIgnore]
    public IEnumerable<Rule> Approvers => Stages.SelectMany(stage => stage.Everybody).Distinct();

    /// <summary>Every rule that can count for the requester, and thus has to be asked about when they ask.</summary>
    [JsonIgnore]
    public IEnumerable<Rule> AboutRequester => Requesters.Concat(AutoApprovals.SelectMany(auto => auto.For)).Distinct();

    // A line from before there were stages names what its only one has itself.
    [JsonInclude]
    [JsonPropertyName("approvers")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    private IReadOnlyList<Rule>? OnlyApprovers { get; init; }

    [JsonInclude]
    [JsonPropertyName("approvals")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    private int? OnlyApprovals { get; init; }

    [JsonInclude]
    [JsonPropertyName("places")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    private IReadOnlyList<Place>? OnlyPlaces { get; init; }

    /// <summary>What the entitlement's policy says at this moment.</summary>
    public static Terms Of(Entitlement entitlement) => new(
        entitlement.Id,
        entitlement.Name,
        entitlement.Provider,
        entitlement.Resource,
        entitlement.Policy.Id,
        entitlement.Policy.Requesters,
        entitlement.Policy.LongestGrant,
        entitlement.Policy.RequestLapsesAfter,
        entitlement.Policy.MinimumJustification)
    {
        Stages = entitlement.Policy.Stages,
        Evidence = entitlement.HasEvidence,
        RemindsAfter = entitlement.Policy.RemindsAfter,
        AsksWhy = entitlement.Policy.AsksWhy,
        SignsOut = entitlement.Policy.SignsOut,
        AskForOthers = entitlement.Policy.AskForOthers,
        WarnBefore = entitlement.Policy.WarnBefore,
        AutoApprovals = entitlement.Policy.AutoApprovals,
        BreakGlass = entitlement.Policy.BreakGlass,
    };
}
