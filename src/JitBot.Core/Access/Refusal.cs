namespace JitBot.Core.Access;

/// <summary>Why a person may not. The names stand in the log: never rename one.</summary>
public enum Refusal
{
    /// <summary>A guest account.</summary>
    Guest,

    /// <summary>Somebody from another organisation in a shared channel.</summary>
    Stranger,

    /// <summary>An account of another workspace.</summary>
    OtherWorkspace,

    /// <summary>A bot, an app or a workflow.</summary>
    Bot,

    /// <summary>A deactivated account.</summary>
    Deactivated,

    /// <summary>The platform does not know the account.</summary>
    UnknownAccount,

    /// <summary>The platform does not show an e-mail address.</summary>
    NoEmail,

    /// <summary>The platform has not confirmed the address.</summary>
    EmailUnconfirmed,

    /// <summary>The address is not in a domain the settings name.</summary>
    ForeignDomain,

    /// <summary>Another account already holds this address on this platform.</summary>
    AddressTaken,

    /// <summary>No such entitlement.</summary>
    UnknownEntitlement,

    /// <summary>The policy does not let this person ask.</summary>
    NotEligible,

    /// <summary>Longer than the policy's longest grant, or shorter than a minute.</summary>
    LengthNotAllowed,

    /// <summary>The justification is shorter than the policy wants.</summary>
    JustificationTooShort,

    /// <summary>The person's own request.</summary>
    OwnRequest,

    /// <summary>Not among those who may decide.</summary>
    NotAnApprover,

    /// <summary>Only the requester may.</summary>
    NotTheRequester,

    /// <summary>No such request, or the button belongs to another message.</summary>
    UnknownRequest,

    /// <summary>It has been decided, withdrawn, or has lapsed.</summary>
    AlreadyDecided,

    /// <summary>The entitlement has left the catalogue or has changed so that this cannot be granted any more.</summary>
    TermsChanged,

    /// <summary>There is no access in force to give back.</summary>
    NothingToReturn,

    /// <summary>There is no vote of this person to take back.</summary>
    NoVote,

    /// <summary>This person has said yes in an earlier stage.</summary>
    VotedBefore,

    /// <summary>The policy wants a reason for a yes.</summary>
    ReasonMissing,

    /// <summary>An approver can give less time than was asked for, not more.</summary>
    LengthNotLess,

    /// <summary>The yes was given longer ago than it can be taken back.</summary>
    TooLateToUndo,

    /// <summary>Nobody may take this at once in an emergency.</summary>
    NoBreakGlass,

    /// <summary>This person may not take it at once in an emergency.</summary>
    MayNotBreakGlass,

    /// <summary>An emergency needs a reason.</summary>
    EmergencyWithoutReason,

    /// <summary>The person has broken glass as often as the policy lets them in a day.</summary>
    EmergenciesUsedUp,

    /// <summary>The team owes the review of an earlier emergency.</summary>
    ReviewIsOwed,

    /// <summary>There is no emergency of this request to look at.</summary>
    NothingToReview,

    /// <summary>The person's own emergency.</summary>
    OwnEmergency,

    /// <summary>Neither an approver nor an operator.</summary>
    MayNotReview,

    /// <summary>A review says what was found.</summary>
    ReviewWithoutFinding,

    /// <summary>It was looked at by this person, or by enough others.</summary>
    ReviewedAlready,

    /// <summary>The policy does not provide for it. Older lines alone say so; nothing is refused for it any more.</summary>
    NotAllowedByPolicy,

    /// <summary>The button stands on a message that is not, or no longer, the request's card in its place.</summary>
    NotTheCard,

    /// <summary>Neither an approver of the entitlement nor an operator.</summary>
    MayNotRevoke,

    /// <summary>There is no access yet that could be taken away: it is still to be decided.</summary>
    NotGrantedYet,

    /// <summary>Only an operator may.</summary>
    NotAnOperator,

    /// <summary>There is no access in force that ends and could last longer.</summary>
    NothingToExtend,

    /// <summary>More time was asked for already, and is not decided yet.</summary>
    ExtensionWaits,

    /// <summary>The access has ended, or ends now.</summary>
    ExtensionTooLate,

    /// <summary>With that it would last longer in all than the policy allows.</summary>
    PastLongestGrant,

    /// <summary>Operators have frozen granting.</summary>
    GrantingFrozen,

    /// <summary>There is no access any more that could be taken away.</summary>
    NothingToRevoke,

    /// <summary>The requester's manager would have to decide, and there is none who can be found.</summary>
    NoManager,

    /// <summary>The person has a request for the same that is open, or the access already.</summary>
    AlreadyOpen,

    /// <summary>The person has as many open requests as one may have.</summary>
    TooManyOpen,

    /// <summary>The person has asked as often within a day as one may.</summary>
    TooManyToday,

    /// <summary>A stage could be filled by nobody but the requester, now.</summary>
    NobodyCanApprove,

    /// <summary>The policy lets nobody ask for somebody else, and an emergency is never somebody else's.</summary>
    NotForOthers,

    /// <summary>Whom it was asked for cannot be found, or is nobody for whom anybody may ask.</summary>
    OtherNotKnown,

    /// <summary>Whom it was asked for may not ask for it themselves.</summary>
    OtherNotEligible,

    /// <summary>Whom it was asked for has asked for it already, or has as many open requests as one person may.</summary>
    OtherHasEnough,
}
