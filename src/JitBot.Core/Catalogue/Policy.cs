using System.Text.Json.Serialization;
using JitBot.Core.Access;

namespace JitBot.Core.Catalogue;

/// <summary>The rules of an entitlement as the settings have them now. <paramref name="Stages"/> decide one after the other.</summary>
public sealed record Policy(
    string Id,
    IReadOnlyList<Rule> Requesters,
    IReadOnlyList<Stage> Stages,
    IReadOnlyList<TimeSpan> Durations,
    TimeSpan LongestGrant,
    TimeSpan RequestLapsesAfter,
    int MinimumJustification)
{
    /// <summary>How long a stage waits before its approvers are reminded; null for never.</summary>
    public TimeSpan? RemindsAfter { get; init; }

    /// <summary>Whether a yes needs a reason.</summary>
    public bool AsksWhy { get; init; }

    /// <summary>Whether whoever had a grant is signed out everywhere at its end. Where it is false an edition does not say it, so that its version stays what it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SignsOut { get; init; }

    /// <summary>Whether somebody may ask for somebody else, who must be among the requesters. Where it is false an edition does not say it, so that its version stays what it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AskForOthers { get; init; }

    /// <summary>How long before the end of a grant its requester is warned.</summary>
    public TimeSpan WarnBefore { get; init; } = WarnLimits.Before;

    /// <summary>When nobody needs to be asked: any one of these suffices.</summary>
    public IReadOnlyList<AutoApproval> AutoApprovals { get; init; } = [];

    /// <summary>Who may take it at once in an emergency; null for nobody.</summary>
    public BreakGlass? BreakGlass { get; init; }
}
