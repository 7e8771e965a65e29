namespace JitBot.Core.Access;

/// <summary>The one place where a refusal becomes a sentence for the person refused.</summary>
public static class RefusalWords
{
    /// <summary>Whether it is told at all: a bot does not read, and whoever cheers on a settled card has asked for nothing.</summary>
    public static bool IsWorthTelling(Refusal why, bool isReaction) => why != Refusal.Bot && !(isReaction && why == Refusal.AlreadyDecided);

    /// <summary>What the person is told, privately.</summary>
    public static string For(Refusal why) => why switch
    {
        Refusal.Guest => "Guest accounts can neither ask nor decide here.",
        Refusal.Stranger => "Only people of this organisation can ask or decide here.",
        Refusal.OtherWorkspace => "Your account belongs to another workspace, so it cannot ask or decide here.",
        Refusal.Bot => "Bots and apps can neither ask nor decide here.",
        Refusal.Deactivated => "Your account is deactivated.",
        Refusal.UnknownAccount => "Your account could not be found.",
        Refusal.NoEmail => "Your profile shows no e-mail address, so you cannot be matched with the directory. Ask an administrator.",
        Refusal.EmailUnconfirmed => "Your e-mail address is not confirmed yet. Confirm it and try again.",
        Refusal.ForeignDomain => "Your e-mail address is not in a domain that may use JitBot. Ask an administrator.",
        Refusal.AddressTaken => "Another account is already linked with your e-mail address. Ask an administrator.",
        Refusal.UnknownEntitlement => "There is no such entitlement. See `/jit list` for what there is.",
        Refusal.NotEligible => "The policy does not let you ask for this.",
        Refusal.LengthNotAllowed => "That length is not allowed here. See the form for what is.",
        Refusal.JustificationTooShort => "Please say in a little more detail why you need it.",
        Refusal.OwnRequest => "You cannot decide on your own request.",
        Refusal.NotAnApprover => "You are not among those who may decide on this request.",
        Refusal.NotTheRequester => "Only the person who asked can do that.",
        Refusal.UnknownRequest => "That request could not be found.",
        Refusal.AlreadyDecided => "This request has already been settled; nothing was changed.",
        Refusal.TermsChanged => "The rules for this entitlement have changed since it was asked for. Please ask again.",
        Refusal.NothingToReturn => "There is no access in force to give back.",
        Refusal.NoVote => "You have no vote on this request to take back.",
        Refusal.VotedBefore => "You have approved an earlier stage of this request; somebody else has to approve this one.",
        Refusal.ReasonMissing => "This policy wants to know why. Approve with a reason: by the button, not by a reaction.",
        Refusal.LengthNotLess => "You can approve for as long as was asked for, or for less, but at least for a minute.",
        Refusal.TooLateToUndo => $"An approval can be taken back for {Chat.Spans.InWords(UndoRules.Within)}. Revoke the access instead.",
        Refusal.NotAllowedByPolicy => "This is not allowed by the policy.",
        Refusal.NotTheCard => "This message is not the card that counts, so nothing was done. Press on the newest card of the request in the same place.",
        Refusal.MayNotRevoke => "Only the approvers of this entitlement and operators can take it away from somebody. Ask one of them; whoever has it can give it back.",
        Refusal.NotGrantedYet => "Nothing has been granted yet that could be taken away. To stop the request, an approver denies it on its card.",
        Refusal.NoManager => "Your manager would have to decide on this, and the directory names none who could. Ask an administrator to enter your manager there.",
        Refusal.NotAnOperator => "Only an operator can do that. Ask whoever runs JitBot; the settings name operators in Operations:Operators.",
        Refusal.NothingToExtend => "There is no access in force here that could last longer. Ask for it anew.",
        Refusal.ExtensionWaits => "You have asked for more time already. Wait for that to be decided, and ask again then.",
        Refusal.ExtensionTooLate => "The access has ended, so it is too late for more time. It can be asked for anew.",
        Refusal.PastLongestGrant => "With that it would last longer in all than the policy allows. Ask for less, or ask anew when this has ended.",
        Refusal.GrantingFrozen => "Operators have frozen granting, so nothing is extended. Say yes again when it goes on.",
        Refusal.NothingToRevoke => "There is no such access in force to take away.",
        _ => throw new InvalidOperationException($"A refusal without words: {why}."),
    };
}
