using JitBot.Core.Access;

namespace JitBot.Core.Chat;

/// <summary>Where a request stands, as people see it; platforms choose colour and emoji by it.</summary>
public enum Phase
{
    /// <summary>The directory is being asked whether this can be granted at all; no card yet.</summary>
    Preparing,

    /// <summary>Waiting for approvers.</summary>
    Pending,

    /// <summary>Approved, the provider has not confirmed yet.</summary>
    Granting,

    /// <summary>The membership is confirmed.</summary>
    Active,

    /// <summary>Being removed, absence not yet read back.</summary>
    Ending,

    /// <summary>Over: removed and verified gone, or standing access left as it was.</summary>
    Ended,

    /// <summary>An approver said no.</summary>
    Denied,

    /// <summary>The requester took it back.</summary>
    Withdrawn,

    /// <summary>Nobody answered in time.</summary>
    Lapsed,

    /// <summary>It could not be granted.</summary>
    Failed,

    /// <summary>An account that it needs went out of use before it was decided.</summary>
    Void,
}

/// <summary>An emergency as the card shows it: how many have looked at it, and until when enough must have.</summary>
public sealed record EmergencyView(int Reviews, DateTimeOffset ReviewBy);

/// <summary>One vote as the card shows it.</summary>
public sealed record VoteView(string Name, bool Approves, DateTimeOffset At);

/// <summary>
/// The platform-neutral picture of a request from which each platform draws its card. Every string may hold any Unicode text somebody
/// typed: platforms escape and cut it. <paramref name="Version"/> is the stream's version the picture was made from.
/// <paramref name="Handle"/> goes into the buttons: random, looked up on our side, worth nothing elsewhere.
/// </summary>
public sealed record RequestView(
    RequestId Id,
    string Handle,
    long Version,
    Phase Phase,
    string Requester,
    string Entitlement,
    TimeSpan Length,
    string Justification,
    Words Status,
    IReadOnlyList<VoteView> Votes,
    int ApprovalsNeeded,
    IReadOnlyList<string> Approvers)
{
    /// <summary>Who asked for the requester, when it was somebody else.</summary>
    public string? AskedBy { get; init; }

    /// <summary>In how many stages it is decided.</summary>
    public int Stages { get; init; } = 1;

    /// <summary>Whether a yes needs a reason.</summary>
    public bool AsksWhy { get; init; }

    /// <summary>That glass was broken for it, if it was.</summary>
    public EmergencyView? Emergency { get; init; }

    /// <summary>Whether whoever asked may be let take it at once, should it be an emergency.</summary>
    public bool CanEscalate { get; init; }

    /// <summary>What fills in the form to ask for the same again; null while it is not over.</summary>
    public string? AskAgain { get; init; }

    /// <summary>Whether it can be reviewed, and has to be.</summary>
    public bool AwaitsReview => Emergency is { Reviews: < Access.Emergency.ReviewsNeeded } && Phase is Phase.Granting or Phase.Active or Phase.Ending or Phase.Ended;

    /// <summary>Whether approve and deny buttons belong on the card.</summary>
    public bool AwaitsDecision => Phase == Phase.Pending || IsExtension;

    /// <summary>Whether more time is asked for, which approvers are to decide on.</summary>
    public bool IsExtension { get; init; }

    /// <summary>Whether more time can be asked for.</summary>
    public bool CanExtend => MoreTimes.Count > 0;

    /// <summary>How much more can be asked for; nothing that the policy would refuse.</summary>
    public IReadOnlyList<TimeSpan> MoreTimes { get; init; } = [];

    /// <summary>Whether there is access that can be given back or taken away.</summary>
    public bool CanEnd => IsInForce(Phase);

    /// <summary>Whether there is, or is just about to be, access in this phase.</summary>
    public static bool IsInForce(Phase phase) => phase is Phase.Granting or Phase.Active;
}

/// <summary>One line for the card's thread; <paramref name="Version"/> is the version of the event it tells.</summary>
public sealed record ThreadLine(RequestId Request, long Version, Words Words);

/// <summary>
/// A private message to a person about a request. <paramref name="Kind"/> names it once per request, so that a repeated post can be
/// recognised. <paramref name="ReturnHandle"/> is set when the person can give the access back from here,
/// <paramref name="WithdrawHandle"/> when they can still take the request back.
/// </summary>
public sealed record Notice(RequestId Request, string Kind, Words Words, string? ReturnHandle = null, string? WithdrawHandle = null)
{
    /// <summary>Set when the person can ask for more time from here.</summary>
    public string? ExtendHandle { get; init; }

    /// <summary>How much more time can be asked for from here, if some can.</summary>
    public IReadOnlyList<TimeSpan> MoreTimes { get; init; } = [];

    /// <summary>Set when it can be taken at once from here, should it be an emergency.</summary>
    public string? EscalateHandle { get; init; }

    /// <summary>What fills in the form, set when the same can be asked for again from here.</summary>
    public string? AskAgain { get; init; }
}

/// <summary>
/// A message to a place about many requests at once. <paramref name="Key"/> names it, so that a repeated post finds it again;
/// <paramref name="Version"/> grows with what it tells, so that it is brought up to date then.
/// </summary>
public sealed record Summary(string Key, long Version, Words Words);
