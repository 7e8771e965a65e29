using System.Text.Json.Serialization;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>Everything that can have happened to a request. The discriminators are the storage format: never rename one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(Prepared), "prepared")]
[JsonDerivedType(typeof(CouldNotBeGranted), "could-not-be-granted")]
[JsonDerivedType(typeof(Approved), "approved")]
[JsonDerivedType(typeof(ApprovalTakenBack), "approval-taken-back")]
[JsonDerivedType(typeof(ApprovalFell), "approval-fell")]
[JsonDerivedType(typeof(Shortened), "shortened")]
[JsonDerivedType(typeof(Objected), "objected")]
[JsonDerivedType(typeof(Denied), "denied")]
[JsonDerivedType(typeof(StageReached), "stage-reached")]
[JsonDerivedType(typeof(TierCalled), "tier-called")]
[JsonDerivedType(typeof(Reminded), "reminded")]
[JsonDerivedType(typeof(AutoApproved), "auto-approved")]
[JsonDerivedType(typeof(GlassBroken), "glass-broken")]
[JsonDerivedType(typeof(EmergencyDropped), "emergency-dropped")]
[JsonDerivedType(typeof(Reviewed), "reviewed")]
[JsonDerivedType(typeof(ReviewOverdue), "review-overdue")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Lapsed), "lapsed")]
[JsonDerivedType(typeof(Voided), "voided")]
[JsonDerivedType(typeof(GrantBegun), "grant-begun")]
[JsonDerivedType(typeof(GrantConfirmed), "grant-confirmed")]
[JsonDerivedType(typeof(GrantFailed), "grant-failed")]
[JsonDerivedType(typeof(Warned), "warned")]
[JsonDerivedType(typeof(ExtensionAsked), "extension-asked")]
[JsonDerivedType(typeof(Extended), "extended")]
[JsonDerivedType(typeof(ExtensionDenied), "extension-denied")]
[JsonDerivedType(typeof(ExtensionTakenBack), "extension-taken-back")]
[JsonDerivedType(typeof(RevocationBegun), "revocation-begun")]
[JsonDerivedType(typeof(RevocationDelayed), "revocation-delayed")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Reappeared), "reappeared")]
[JsonDerivedType(typeof(EvidenceRead), "evidence-read")]
[JsonDerivedType(typeof(EvidenceMissed), "evidence-missed")]
[JsonDerivedType(typeof(SignedOut), "signed-out")]
[JsonDerivedType(typeof(SignOutMissed), "sign-out-missed")]
[JsonDerivedType(typeof(PlaceLost), "place-lost")]
[JsonDerivedType(typeof(RequesterUntold), "requester-untold")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record AccessEvent
{
    private AccessEvent()
    {
    }

    /// <summary>When it happened; the line keeps it, so the body does not.</summary>
    [JsonIgnore]
    public DateTimeOffset At { get; init; }

    /// <summary>
    /// Somebody asked, under these terms. <paramref name="Requester"/> is who gets it, with <paramref name="Account"/>; <paramref name="Justification"/> is the hash
    /// of the text.
    /// </summary>
    public sealed record Asked(PersonRef Requester, AccountId Account, Terms Terms, TimeSpan Length, string Justification, string Handle) : AccessEvent
    {
        /// <summary>Who asked for them, when it was somebody else; older lines do not say it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public PersonRef? AskedBy { get; init; }
    }

    /// <summary>The provider knows exactly one account of the requester, and the resource can be granted.</summary>
    public sealed record Prepared(string Subject) : AccessEvent;

    /// <summary>It turned out before anybody was asked that this cannot be granted.</summary>
    public sealed record CouldNotBeGranted(string Why) : AccessEvent;

    /// <summary>An approver said yes, entitled by these rules.</summary>
    public sealed record Approved(PersonRef Approver, IReadOnlyList<Rule> By, DateTimeOffset MadeAt) : AccessEvent
    {
        /// <summary>The stage it was said in, from 0; older lines know one.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public int Stage { get; init; }

        /// <summary>The hash of why, if it was said.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Reason { get; init; }
    }

    /// <summary>An approver took a yes back, or did so before the yes arrived.</summary>
    public sealed record ApprovalTakenBack(PersonRef Approver, DateTimeOffset MadeAt, bool HadVoted) : AccessEvent;

    /// <summary>A yes counts no more, because whoever gave it may not give it any more.</summary>
    public sealed record ApprovalFell(PersonRef Approver) : AccessEvent;

    /// <summary>An approver agreed to less time than was asked for.</summary>
    public sealed record Shortened(PersonRef Approver, TimeSpan Length) : AccessEvent;

    /// <summary>An approver said no, which is not enough alone. <paramref name="Reason"/> is the hash of the text, if one was given.</summary>
    public sealed record Objected(PersonRef Approver, string? Reason) : AccessEvent
    {
        /// <summary>When it was said by the platform's clock; older lines do not tell.</summary>
        public DateTimeOffset? MadeAt { get; init; }
    }

    /// <summary>It is for this stage to decide now.</summary>
    public sealed record StageReached(int Stage) : AccessEvent;

    /// <summary>Nobody answered, so others are asked besides: so many tiers of the stage are now.</summary>
    public sealed record TierCalled(int Stage, int Tiers) : AccessEvent;

    /// <summary>The stage still waits, and its approvers were reminded of it for the so-many-th time.</summary>
    public sealed record Reminded(int Times) : AccessEvent
    {
        /// <summary>When the access ends for which more time is asked for; null for a request.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DateTimeOffset? EndsAt { get; init; }
    }

    /// <summary>
    /// The requester takes it at once, because of an emergency. <paramref name="Reason"/> is the hash of why; two others must have looked at it by then.
    /// </summary>
    public sealed record GlassBroken(string Reason, TimeSpan Length, DateTimeOffset ReviewBy) : AccessEvent
    {
        /// <summary>When it was last known who is on call, if the source was down.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DateTimeOffset? AsOf { get; init; }
    }

    /// <summary>The catalogue does not let it be taken at once any more: people are asked, as for everything else.</summary>
    public sealed record EmergencyDropped : AccessEvent
    {
        /// <summary>Whether it is because it makes people approvers or operators, or nobody could say that it does not; older lines do not say it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool MayMakeDeciders { get; init; }
    }

    /// <summary>Somebody has looked at the emergency. <paramref name="Finding"/> is the hash of what they found.</summary>
    public sealed record Reviewed(PersonRef Reviewer, string Finding) : AccessEvent;

    /// <summary>Not enough people have looked at the emergency in time; it is said for the so-many-th time.</summary>
    public sealed record ReviewOverdue(int Times) : AccessEvent;

    /// <summary>Nobody needs to be asked, by this rule.</summary>
    public sealed record AutoApproved(AutoApproval By) : AccessEvent;

    /// <summary>An approver said no. <paramref name="Reason"/> is the hash of the text, if one was given.</summary>
    public sealed record Denied(PersonRef Approver, string? Reason) : AccessEvent;

    /// <summary>The requester took it back before it was decided.</summary>
    public sealed record Withdrawn : AccessEvent
    {
        /// <summary>Who took it back, when it was whoever had asked for somebody else.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public PersonRef? By { get; init; }
    }

    /// <summary>Nobody answered in time.</summary>
    public sealed record Lapsed : AccessEvent;

    /// <summary>Before it was decided, an account that it needs was seen to be out of use.</summary>
    public sealed record Voided(Departure Seen) : AccessEvent;

    /// <summary>Enough approvers agree. Nothing may be added after <paramref name="NotAfter"/>, confirmed or not.</summary>
    public sealed record GrantBegun(DateTimeOffset NotAfter) : AccessEvent
    {
        /// <summary>Whether operators had frozen granting when it was decided, by approvers, by a rule or in an emergency, so that it waits for them; older lines do not say it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool IsFrozen { get; init; }
    }

    /// <summary>The provider confirmed the membership; the time runs from here to <paramref name="EndsAt"/>.</summary>
    public sealed record GrantConfirmed(bool Standing, DateTimeOffset EndsAt) : AccessEvent;

    /// <summary>The provider will not grant it.</summary>
    public sealed record GrantFailed(string Why) : AccessEvent;

    /// <summary>It ends soon, and the requester is to be told.</summary>
    public sealed record Warned : AccessEvent;

    /// <summary>
    /// The requester asks for more time, until <paramref name="Until"/>. The votes that follow are about that. <paramref name="Justification"/> is the hash of the text.
    /// </summary>
    public sealed record ExtensionAsked(DateTimeOffset Until, string Justification) : AccessEvent;

    /// <summary>Enough approvers agree: it ends then.</summary>
    public sealed record Extended(DateTimeOffset EndsAt) : AccessEvent;

    /// <summary>An approver said no to more time: the old end stands. <paramref name="Reason"/> is the hash of the text, if one was given.</summary>
    public sealed record ExtensionDenied(PersonRef Approver, string? Reason) : AccessEvent;

    /// <summary>An approver took the yes back that had decided on more time: it ends then, which is the old end, or now if that has passed.</summary>
    public sealed record ExtensionTakenBack(PersonRef Approver, DateTimeOffset EndsAt) : AccessEvent;

    /// <summary>The end has begun.</summary>
    public sealed record RevocationBegun(EndCause Cause) : AccessEvent
    {
        /// <summary>Who took it away, when it was somebody else than the requester.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public PersonRef? By { get; init; }

        /// <summary>The hash of the reason they gave, if they did.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public string? Reason { get; init; }

        /// <summary>Whether more time was asked for, on which nobody had decided by then; older lines do not say it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool MoreWasUndecided { get; init; }

        /// <summary>Whether granting had been frozen when it was decided, of what was never confirmed; older lines do not say it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool WasFrozen { get; init; }

        /// <summary>The account that was seen to be out of use, when that was the cause.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Departure? Seen { get; init; }
    }

    /// <summary>The removal does not get through yet.</summary>
    public sealed record RevocationDelayed(string What) : AccessEvent;

    /// <summary>Over, and how the membership ceased to be ours.</summary>
    public sealed record Ended(Leaving How) : AccessEvent;

    /// <summary>A later look found the membership there again.</summary>
    public sealed record Reappeared(bool RemovedAgain) : AccessEvent;

    /// <summary>The provider's log was read: what the requester did while the grant was in force.</summary>
    public sealed record EvidenceRead(DateTimeOffset From, DateTimeOffset Until, Evidence Evidence) : AccessEvent;

    /// <summary>The provider's log could not be read.</summary>
    public sealed record EvidenceMissed(string Why) : AccessEvent;

    /// <summary>The provider has signed the requester out everywhere.</summary>
    public sealed record SignedOut : AccessEvent;

    /// <summary>The requester could not be signed out everywhere.</summary>
    public sealed record SignOutMissed(string Why) : AccessEvent;

    /// <summary>A card can no longer be shown in this place.</summary>
    public sealed record PlaceLost(Place Place) : AccessEvent;

    /// <summary>The requester could not be told something in private; <paramref name="Todo"/> is what people can do about it, as the end of a sentence.</summary>
    public sealed record RequesterUntold(string Todo) : AccessEvent;

    /// <summary>Somebody tried what they may not. <paramref name="Person"/> is null when the account is linked with nobody.</summary>
    public sealed record Refused(string Attempt, AccountId Account, PersonRef? Person, Refusal Why) : AccessEvent
    {
        /// <summary>The id of the request that stood in the way, or the number that was the limit, where it was one.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? About { get; init; }
    }
}

/// <summary>Why a grant ends. The names stand in the log.</summary>
public enum EndCause
{
    /// <summary>Its time is up.</summary>
    Expired,

    /// <summary>The requester gave it back.</summary>
    Returned,

    /// <summary>Nobody looked at the emergency in time.</summary>
    Unreviewed,

    /// <summary>An approver took the yes back that had decided it.</summary>
    Undone,

    /// <summary>The provider did not confirm it while it could still be granted.</summary>
    NeverConfirmed,

    /// <summary>The provider would not grant it.</summary>
    NotGrantable,

    /// <summary>An approver or an operator took it away.</summary>
    Revoked,

    /// <summary>The requester's account, or the one it was granted to, is out of use.</summary>
    Deactivated,
}
