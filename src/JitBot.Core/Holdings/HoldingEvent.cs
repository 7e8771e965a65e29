using System.Text.Json.Serialization;
using JitBot.Core.Access;

namespace JitBot.Core.Holdings;

/// <summary>Everything that can have happened to a holding. The discriminators are the storage format: never rename one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Claimed), "claimed")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(AttemptBegun), "attempt-begun")]
[JsonDerivedType(typeof(LeaseRenewed), "lease-renewed")]
[JsonDerivedType(typeof(Seen), "seen")]
[JsonDerivedType(typeof(AddAnswered), "add-answered")]
[JsonDerivedType(typeof(RemoveAnswered), "remove-answered")]
[JsonDerivedType(typeof(AttemptFailed), "attempt-failed")]
[JsonDerivedType(typeof(Confirmed), "confirmed")]
[JsonDerivedType(typeof(ClaimsFailed), "claims-failed")]
[JsonDerivedType(typeof(RemovalDelayed), "removal-delayed")]
[JsonDerivedType(typeof(Left), "left")]
[JsonDerivedType(typeof(Reappeared), "reappeared")]
[JsonDerivedType(typeof(Settled), "settled")]
public abstract record HoldingEvent
{
    private HoldingEvent()
    {
    }

    /// <summary>When it happened; the line keeps it, so the body does not.</summary>
    [JsonIgnore]
    public DateTimeOffset At { get; init; }

    /// <summary>A request needs the membership.</summary>
    public sealed record Claimed(RequestId Request, HoldingKey Key, DateTimeOffset NotAfter) : HoldingEvent;

    /// <summary>A request needs it no more. <paramref name="Early"/>: its claim has not arrived yet and is to be ignored when it does.</summary>
    public sealed record Released(RequestId Request, HoldingKey Key, bool Early) : HoldingEvent;

    /// <summary>A call is about to be made; it must leave before <paramref name="SendBefore"/> and counts as lost after <paramref name="LeaseUntil"/>.</summary>
    public sealed record AttemptBegun(int Attempt, ProviderCall Call, DateTimeOffset SendBefore, DateTimeOffset LeaseUntil) : HoldingEvent;

    /// <summary>The call was begun by a clock that was ahead: it counts as lost after <paramref name="LeaseUntil"/> instead.</summary>
    public sealed record LeaseRenewed(int Attempt, DateTimeOffset LeaseUntil) : HoldingEvent;

    /// <summary>The provider was asked whether the subject is a member.</summary>
    public sealed record Seen(int Attempt, ProviderCall Call, bool Present, string? Because) : HoldingEvent;

    /// <summary>The add was answered, and this is whose the membership is taken to be.</summary>
    public sealed record AddAnswered(int Attempt, bool AlreadyThere, Ownership Verdict) : HoldingEvent;

    /// <summary>The removal was answered.</summary>
    public sealed record RemoveAnswered(int Attempt, bool WasAbsent, string? Because) : HoldingEvent;

    /// <summary>The call did not get an answer that settles anything; next try not before <paramref name="RetryAt"/>.</summary>
    public sealed record AttemptFailed(int Attempt, ProviderCall Call, Failing How, string What, DateTimeOffset RetryAt, bool MustWait) : HoldingEvent;

    /// <summary>These requests have what they asked for.</summary>
    public sealed record Confirmed(IReadOnlyList<RequestId> Requests, bool Standing) : HoldingEvent;

    /// <summary>These requests cannot have it.</summary>
    public sealed record ClaimsFailed(IReadOnlyList<RequestId> Requests, string Why) : HoldingEvent;

    /// <summary>The removal has been failing for longer than may pass in silence.</summary>
    public sealed record RemovalDelayed(IReadOnlyList<RequestId> Requests, string What) : HoldingEvent;

    /// <summary>For these requests it is over.</summary>
    public sealed record Left(IReadOnlyList<RequestId> Requests, Leaving How) : HoldingEvent;

    /// <summary>A look after the end found a membership again.</summary>
    public sealed record Reappeared(IReadOnlyList<RequestId> Requests, bool IsOurs) : HoldingEvent;

    /// <summary>Nothing is wanted, nothing of ours is left, every later look is done.</summary>
    public sealed record Settled : HoldingEvent;
}

/// <summary>Whose a membership is. The names stand in the log.</summary>
public enum Ownership
{
    /// <summary>Not known to be there, or not known whose.</summary>
    None,

    /// <summary>We added it, so we remove it.</summary>
    Ours,

    /// <summary>It was there before us: never removed.</summary>
    Standing,
}

/// <summary>How a call failed. The names stand in the log.</summary>
public enum Failing
{
    /// <summary>Certainly without effect.</summary>
    NotDone,

    /// <summary>It may have had its effect.</summary>
    Unclear,

    /// <summary>No report came back: the process died or was stopped in between. It may have had its effect.</summary>
    Lost,

    /// <summary>Not sent, because its moment had passed.</summary>
    NotSent,

    /// <summary>Refused, and will be until a human changes something.</summary>
    Impossible,
}
