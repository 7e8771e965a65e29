using JitBot.Core.Access;

namespace JitBot.Core.Holdings;

/// <summary>How far a claim has got.</summary>
public enum ClaimStage
{
    /// <summary>Not confirmed yet.</summary>
    Waiting,

    /// <summary>The provider confirmed it.</summary>
    Confirmed,

    /// <summary>The provider will not grant it; its request will release it.</summary>
    Failed,
}

/// <summary>A live request that needs the membership.</summary>
public sealed record HoldingClaim(RequestId Request, DateTimeOffset NotAfter, ClaimStage Stage);

/// <summary>A call in flight. <paramref name="OnAbsence"/>: it was begun when the last survey had seen no membership.</summary>
public sealed record HoldingAttempt(int Number, ProviderCall Call, DateTimeOffset BegunAt, DateTimeOffset LeaseUntil, bool OnAbsence);

/// <summary>What the last survey saw, and when.</summary>
public sealed record Survey(bool Present, DateTimeOffset At)
{
    /// <summary>Whether it may still be acted on; a moment ahead is as wrong as one long past.</summary>
    public bool Holds(DateTimeOffset now) => (now - At).Duration() <= HoldingLimits.SurveyHolds;
}

/// <summary>
/// No call before <paramref name="Until"/>, as was said at <paramref name="Since"/>. <paramref name="IsAsked"/>: the provider asked for it, so
/// that nothing shortens it.
/// </summary>
public sealed record Pause(DateTimeOffset Since, DateTimeOffset Until, bool IsAsked);

/// <summary>
/// What is known of a membership. A cycle runs from the first claim to <see cref="HoldingEvent.Settled"/>; the ownership table
/// (baseline before the first attempt, then the answers) is kept per cycle.
/// </summary>
public sealed record HoldingState
{
    /// <summary>Before any line.</summary>
    public static HoldingState Start { get; } = new();

    /// <summary>The membership; null before the first line.</summary>
    public HoldingKey? Key { get; init; }

    /// <summary>The live claims, oldest first.</summary>
    public IReadOnlyList<HoldingClaim> Claims { get; init; } = [];

    /// <summary>Released requests that have not been told yet how it ended.</summary>
    public IReadOnlyList<RequestId> Leaving { get; init; } = [];

    /// <summary>Requests told in this cycle that it is over; told again if the membership comes back.</summary>
    public IReadOnlyList<RequestId> ToldGone { get; init; } = [];

    /// <summary>Requests whose release arrived before their claim.</summary>
    public IReadOnlyList<RequestId> EarlyReleases { get; init; } = [];

    /// <summary>Whose the membership is.</summary>
    public Ownership Ownership { get; init; }

    /// <summary>The last survey; null when a newer claim or an unclear add asks for another.</summary>
    public Survey? Surveyed { get; init; }

    /// <summary>An add of this cycle, made on an absent baseline, may have had its effect or may still have it.</summary>
    public bool MayHaveAdded { get; init; }

    /// <summary>When the last add that had, or may have had, its effect was answered or given up.</summary>
    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>When the last removal that had, or may have had, its effect was answered, given up or read back.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>The call in flight.</summary>
    public HoldingAttempt? InFlight { get; init; }

    /// <summary>How many calls were ever begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; init; }

    /// <summary>The wait after a failure.</summary>
    public Pause? Pause { get; init; }

    /// <summary>When the last claim went.</summary>
    public DateTimeOffset? UnwantedSince { get; init; }

    /// <summary>The removal of what was ours, as far as it has got; null before it was answered.</summary>
    public Removal? Removal { get; init; }

    /// <summary>A removal may have had its effect: look before repeating it.</summary>
    public bool RemovalUnclear { get; init; }

    /// <summary>The delay of the removal was told.</summary>
    public bool DelayTold { get; init; }

    /// <summary>Whether absence seen at this moment means that nothing is there.</summary>
    public bool AbsenceProves(DateTimeOffset at) => Removal is { WasThere: true } || AddedAt is not { } added || at - added >= HoldingLimits.ReadsSettle;

    /// <summary>Whether presence seen at this moment means that it is there, and not that what we removed is seen still.</summary>
    public bool PresenceProves(DateTimeOffset at) => RemovedAt is not { } removed || at - removed >= HoldingLimits.ReadsSettle;

    /// <summary>When absence is looked at again.</summary>
    public IReadOnlyList<TimeSpan> LaterLooks => MayHaveAdded ? HoldingLimits.LaterLooksAfterLostAdd : HoldingLimits.LaterLooks;

    /// <summary>Claims that wait for confirmation.</summary>
    public IEnumerable<HoldingClaim> Waiting => Claims.Where(claim => claim.Stage == ClaimStage.Waiting);

    /// <summary>Since when a membership should be gone whose removal, or whose reading back, fails; null if none is overdue.</summary>
    public DateTimeOffset? OverdueSince => Failures > 0 ? MustGoSince : null;

    /// <summary>Since when a membership should be gone that is not known to be; null if there is none.</summary>
    public DateTimeOffset? MustGoSince =>
        Claims.Count == 0 && Removal?.AbsentSince is null && (MayBeOurs || RemovalUnclear || Removal is not null) ? UnwantedSince : null;

    /// <summary>Whether a membership may be there that we would have to remove.</summary>
    public bool MayBeOurs => Ownership == Ownership.Ours || MayHaveAdded || InFlight is { Call: ProviderCall.Add };
}

/// <summary>
/// An answered removal. <paramref name="WasThere"/>: it removed something; <paramref name="AbsentSince"/>: first read back absent;
/// <paramref name="LooksDone"/>: later looks already made.
/// </summary>
public sealed record Removal(DateTimeOffset AnsweredAt, bool WasThere, DateTimeOffset? AbsentSince, int LooksDone);
