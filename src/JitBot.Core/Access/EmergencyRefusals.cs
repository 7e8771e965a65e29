namespace JitBot.Core.Access;

/// <summary>The sentences of <see cref="RefusalWords"/> for whoever may not break glass, or not review it.</summary>
internal static class EmergencyRefusals
{
    /// <summary>The rule; null for what is not about emergencies.</summary>
    public static string? Rule(Refusal why) => why switch
    {
        Refusal.NoBreakGlass => "The policy lets nobody take this at once in an emergency.",
        Refusal.MayNotBreakGlass => "The policy does not let you take this at once in an emergency, or it cannot be told that you are on call.",
        Refusal.EmergencyWithoutReason => "An emergency needs a reason.",
        Refusal.EmergenciesUsedUp => "You have taken as much in emergencies within a day as the policy allows.",
        Refusal.ReviewIsOwed => "An earlier emergency of your team has not been reviewed in time.",
        Refusal.NothingToReview => "There is no emergency of this request to review.",
        Refusal.OwnEmergency => "You cannot review your own emergency.",
        Refusal.MayNotReview => "Only approvers of this entitlement and operators can review its emergencies.",
        Refusal.ReviewWithoutFinding => "A review says what was found.",
        Refusal.ReviewedAlready => "This emergency has your review already, or needs none any more.",
        _ => null,
    };

    /// <summary>What would make it a yes; null for what is not about emergencies.</summary>
    public static string? ToBeYes(Refusal why) => why switch
    {
        Refusal.NoBreakGlass => "Ask for it, and call an approver.",
        Refusal.MayNotBreakGlass => "Ask for it, and call an approver, or whoever is on call.",
        Refusal.EmergencyWithoutReason => "Say in a few words what it is.",
        Refusal.EmergenciesUsedUp => "Ask for it, and call an approver, or whoever else is on call.",
        Refusal.ReviewIsOwed => "Once two other people have said with `/jit review` what they found, this is possible again; till then ask for it, and call an approver.",
        Refusal.NothingToReview => "See `/jit review` for those that need one.",
        Refusal.OwnEmergency => "Two other people have to.",
        Refusal.MayNotReview => "Ask one of them.",
        Refusal.ReviewWithoutFinding => "Say what was done with the access, and whether it was right.",
        Refusal.ReviewedAlready => "See `/jit review` for others.",
        _ => null,
    };
}
