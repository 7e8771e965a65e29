using static JitBot.Core.Audit.Ocsf.OcsfActivity;

namespace JitBot.Core.Audit.Ocsf;

/// <summary>
/// The events of a request. A request is an entity that is managed, what it gives is a privilege: https://schema.ocsf.io/1.7.0/classes/entity_management,
/// https://schema.ocsf.io/1.7.0/classes/user_access; a sign-out is https://schema.ocsf.io/1.7.0/classes/authentication.
/// </summary>
internal static class OcsfRequestTable
{
    private static readonly OcsfActivity Note = Other(OcsfClass.EntityManagement);

    private static readonly OcsfMapping Revoking = new(Update, "The end of the access has begun.") { Actors = ["by"] };

    /// <summary>By the events' names in the log.</summary>
    public static IReadOnlyDictionary<string, OcsfMapping> Mappings { get; } = new Dictionary<string, OcsfMapping>
    {
        ["asked"] = new(Create, "Access was asked for.") { Actors = ["askedBy", "requester"] },
        ["prepared"] = new(Update, "The requester's account was found, and the access can be granted."),
        ["could-not-be-granted"] = new(AssignPrivileges, "The access cannot be granted; nobody was asked.") { Severity = OcsfSeverity.Low, Outcome = OcsfOutcome.Failure },
        ["approved"] = new(Update, "An approver said yes.") { Actors = ["approver"] },
        ["approval-taken-back"] = new(Update, "An approver took a yes back.") { Actors = ["approver"] },
        ["approval-fell"] = new(Update, "A yes counts no more.") { Severity = OcsfSeverity.Low },
        ["shortened"] = new(Update, "An approver agreed to less time.") { Actors = ["approver"] },
        ["objected"] = new(Update, "An approver said no, which is not enough alone.") { Actors = ["approver"] },
        ["denied"] = new(Update, "An approver said no: nothing is granted.") { Actors = ["approver"] },
        ["stage-reached"] = new(Update, "It is for the next stage to decide."),
        ["tier-called"] = new(Update, "Nobody answered, so others are asked besides."),
        ["reminded"] = new(Note, "The approvers were reminded."),
        ["auto-approved"] = new(Update, "A rule of the catalogue approved it."),
        ["glass-broken"] = new(Update, "The requester takes the access at once, because of an emergency.") { Severity = OcsfSeverity.High, IsByRequester = true },
        ["emergency-dropped"] = new(Update, "It cannot be taken at once any more: people are asked.") { Severity = OcsfSeverity.Low },
        ["reviewed"] = new(Update, "Somebody has looked at the emergency.") { Actors = ["reviewer"] },
        ["review-overdue"] = new(Note, "Not enough people have looked at the emergency in time.") { Severity = OcsfSeverity.Medium, Outcome = OcsfOutcome.Failure },
        ["withdrawn"] = new(Update, "The request was taken back.") { Actors = ["by"], IsByRequester = true },
        ["lapsed"] = new(Update, "Nobody answered in time: nothing is granted."),
        ["voided"] = new(Update, "An account that the request needs is out of use: nothing is granted.") { Severity = OcsfSeverity.Low },
        ["grant-begun"] = new(Update, "It is decided: the access is being given.")
        {
            Variants = [new("isFrozen", bool.TrueString, new(Update, "It is decided, but granting is frozen: it waits until operators let granting go on."))],
        },
        ["grant-confirmed"] = new(AssignPrivileges, "The provider confirmed the access.")
        {
            Variants = [new("standing", bool.TrueString, new(Update, "The provider confirmed the access; it was there before, so nothing was given."))],
        },
        ["grant-failed"] = new(AssignPrivileges, "The provider will not grant the access.") { Severity = OcsfSeverity.Low, Outcome = OcsfOutcome.Failure },
        ["warned"] = new(Note, "The access ends soon, and the requester is told."),
        ["extension-asked"] = new(Update, "The requester asks for more time.") { IsByRequester = true },
        ["extended"] = new(Update, "The access ends later."),
        ["extension-denied"] = new(Update, "An approver said no to more time.") { Actors = ["approver"] },
        ["extension-taken-back"] = new(Update, "An approver took back the yes that had decided on more time.") { Actors = ["approver"] },
        ["revocation-begun"] = Revoking with { Variants = [new("cause", "Returned", Revoking with { IsByRequester = true })] },
        ["revocation-delayed"] = new(RevokePrivileges, "The removal does not get through yet.") { Severity = OcsfSeverity.High, Outcome = OcsfOutcome.Failure },
        ["ended"] = new(RevokePrivileges, "The access is over.")
        {
            Variants = // whoever still has it has lost nothing, so nothing was revoked
            [
                new("how", "NeverAdded", new(Update, "It is over; the access was never given.")),
                new("how", "Standing", new(Update, "It is over; the access was there before and stays.")),
                new("how", "StillNeeded", new(Update, "It is over; another request still needs the access, which stays until that one ends.")),
                new("how", "AddedByOthers", new(Update, "It is over; JitBot removed what it gave, and somebody else gave the access anew.") { Severity = OcsfSeverity.High }),
            ],
        },
        ["reappeared"] = new(Note, "A later look found the membership there again.") { Severity = OcsfSeverity.High },
        ["evidence-read"] = new(Note, "The provider's log was read: what was done with the access."),
        ["evidence-missed"] = new(Note, "The provider's log could not be read.") { Severity = OcsfSeverity.Low, Outcome = OcsfOutcome.Failure },
        ["signed-out"] = new(Logoff, "The requester was signed out everywhere."),
        ["sign-out-missed"] = new(Logoff, "The requester could not be signed out everywhere.") { Severity = OcsfSeverity.Medium, Outcome = OcsfOutcome.Failure },
        ["place-lost"] = new(Note, "A card can no longer be shown in a channel.") { Severity = OcsfSeverity.Low, Outcome = OcsfOutcome.Failure },
        ["requester-untold"] = new(Note, "The requester could not be told something in private.") { Severity = OcsfSeverity.Low, Outcome = OcsfOutcome.Failure },
        ["refused"] = new(Update, "Somebody tried what they may not.") { Severity = OcsfSeverity.Medium, Outcome = OcsfOutcome.Failure, Actors = ["person", "account"] },
    };
}
