using System.Globalization;
using JitBot.Core.Chat;

namespace JitBot.Core.Access;

/// <summary>The one place where a refusal becomes a sentence for the person refused.</summary>
public static class RefusalWords
{
    /// <summary>More than this are counted: whoever is refused asks one of them.</summary>
    private const int MostNames = 5;

    /// <summary>Whether it is told at all: a bot does not read, and whoever cheers on a settled card has asked for nothing.</summary>
    public static bool IsWorthTelling(Refusal why, bool isReaction) => why != Refusal.Bot && !(isReaction && why == Refusal.AlreadyDecided);

    /// <summary>What the person is told, privately: by which rule, and what would make it a yes.</summary>
    public static string For(Refusal why) => For(why, RefusalFacts.None);

    /// <summary>The same with what is known of the rules in question.</summary>
    public static string For(Refusal why, RefusalFacts facts) => $"{Rule(why)} {ToBeYes(why)}{Known(why, facts)}";

    /// <summary>What would make it a yes.</summary>
    public static string ToBeYes(Refusal why) => EmergencyRefusals.ToBeYes(why) ?? why switch
    {
        Refusal.Guest => "Somebody with a full account can.",
        Refusal.Stranger => "Somebody who belongs to it can.",
        Refusal.OtherWorkspace => "Use your account in this one.",
        Refusal.Bot => "A person has to.",
        Refusal.Deactivated => "It counts again when an administrator activates it.",
        Refusal.UnknownAccount => "Try again in a minute, or ask an administrator.",
        Refusal.NoEmail => "Ask an administrator.",
        Refusal.EmailUnconfirmed => "Confirm it and try again.",
        Refusal.ForeignDomain => "Ask an administrator.",
        Refusal.AddressTaken => "Ask an administrator.",
        Refusal.UnknownEntitlement => "See `/jit list` for what there is.",
        Refusal.NotEligible => "It names who may; ask to become one of them.",
        Refusal.LengthNotAllowed => "See the form for what is.",
        Refusal.JustificationTooShort => "A sentence with a ticket or an incident in it is enough.",
        Refusal.OwnRequest => "Somebody else has to.",
        Refusal.NotAnApprover => "Ask one of those who are.",
        Refusal.NotTheRequester => "Ask them to.",
        Refusal.UnknownRequest => "See `/jit status` for those of yours.",
        Refusal.AlreadyDecided => "Whoever still needs it asks again.",
        Refusal.TermsChanged => "Please ask again.",
        Refusal.NothingToReturn => "See `/jit mine` for what you asked for.",
        Refusal.NoVote => "Only a yes or a no of your own can be taken back.",
        Refusal.VotedBefore => "Somebody else has to approve this one.",
        Refusal.ReasonMissing => "Approve with a reason: by the button, not by a reaction.",
        Refusal.LengthNotLess => "You can approve for as long as was asked for, or for less, but at least for a minute.",
        Refusal.TooLateToUndo => "Revoke the access instead.",
        Refusal.NotAllowedByPolicy => "Whoever runs JitBot can allow it there.",
        Refusal.NotTheCard => "Press on the newest card of the request in the same place.",
        Refusal.MayNotRevoke => "Ask one of them; whoever has it can give it back.",
        Refusal.NotGrantedYet => "To stop the request, an approver denies it on its card.",
        Refusal.NoManager => "Ask an administrator to enter your manager there.",
        Refusal.NotAnOperator => "Ask whoever runs JitBot; the settings name operators in Operations:Operators.",
        Refusal.NothingToExtend => "Ask for it anew.",
        Refusal.ExtensionWaits => "Wait for that to be decided, and ask again then.",
        Refusal.ExtensionTooLate => "It can be asked for anew.",
        Refusal.PastLongestGrant => "Ask for less, or ask anew when this has ended.",
        Refusal.GrantingFrozen => "Say yes again when it goes on.",
        Refusal.NothingToRevoke => "See `/jit who` for who has it.",
        Refusal.AlreadyOpen => "Wait for its answer, or extend it if it is in force; when it is withdrawn or over, you can ask again.",
        Refusal.TooManyOpen => "Withdraw one that waits, or return access you no longer need; when one is over, you can ask again.",
        Refusal.TooManyToday => "Ask again later; if it cannot wait, whoever runs JitBot can raise the limit.",
        Refusal.NobodyCanApprove => "Ask again when somebody else is there or on call, or ask whoever runs JitBot to name more approvers.",
        Refusal.NotForOthers => "Ask them to ask themselves.",
        Refusal.OtherNotKnown => "Write their e-mail address, or mention them; whoever has never asked for or decided on anything here asks themselves.",
        Refusal.OtherNotEligible => "The policy names who may; ask for them to become one of those.",
        Refusal.OtherHasEnough => "They can see it with `/jit mine`; when one of theirs is over, ask again.",
        _ => throw new InvalidOperationException($"A refusal without words: {why}."),
    };

    /// <summary>What is known of the rule, behind all that; empty if nothing is.</summary>
    private static string Known(Refusal why, RefusalFacts facts) => (why, facts) switch
    {
        (Refusal.PastLongestGrant, { Longest: { } longest }) => $" It allows {Spans.InWords(longest)} in all.",
        (Refusal.LengthNotAllowed, { Longest: { } longest }) => $" At most {Spans.InWords(longest)} may be asked for, and at least {Spans.InWords(Spans.Shortest)}.",
        (Refusal.JustificationTooShort, { Letters: { } least }) => string.Create(CultureInfo.InvariantCulture, $" At least {least} characters are wanted."),
        (Refusal.NotEligible or Refusal.OtherNotEligible, { Requesters.Count: > 0 }) => $" Named are {List(facts.Requesters)}.",
        (Refusal.OwnRequest or Refusal.NotAnApprover or Refusal.VotedBefore or Refusal.MayNotRevoke or Refusal.MayNotReview, { Approvers.Count: > 0 }) => $" Those who may: {List(facts.Approvers)}.",
        (Refusal.NobodyCanApprove, { Approvers.Count: > 0, About: { } stage }) => $" The policy names {List(facts.Approvers)}; it is stage {stage} that cannot be filled.",
        (Refusal.AlreadyOpen, { About: { } request }) => $" It is {request}.",
        (Refusal.TooManyOpen or Refusal.TooManyToday, { About: { } most }) => $" The limit is {most}.",
        _ => "",
    };

    /// <summary>The rule.</summary>
    private static string Rule(Refusal why) => EmergencyRefusals.Rule(why) ?? why switch
    {
        Refusal.Guest => "Guest accounts can neither ask nor decide here.",
        Refusal.Stranger => "Only people of this organisation can ask or decide here.",
        Refusal.OtherWorkspace => "Your account belongs to another workspace, so it cannot ask or decide here.",
        Refusal.Bot => "Bots and apps can neither ask nor decide here.",
        Refusal.Deactivated => "Your account is deactivated.",
        Refusal.UnknownAccount => "Your account could not be found.",
        Refusal.NoEmail => "Your profile shows no e-mail address, so you cannot be matched with the directory.",
        Refusal.EmailUnconfirmed => "Your e-mail address is not confirmed yet.",
        Refusal.ForeignDomain => "Your e-mail address is not in a domain that may use JitBot.",
        Refusal.AddressTaken => "Another account is already linked with your e-mail address.",
        Refusal.UnknownEntitlement => "There is no such entitlement.",
        Refusal.NotEligible => "The policy does not let you ask for this.",
        Refusal.LengthNotAllowed => "That length is not allowed here.",
        Refusal.JustificationTooShort => "Please say in a little more detail why you need it.",
        Refusal.OwnRequest => "You cannot decide on your own request.",
        Refusal.NotAnApprover => "You are not among those who may decide on this request.",
        Refusal.NotTheRequester => "Only the person who asked can do that.",
        Refusal.UnknownRequest => "That request could not be found.",
        Refusal.AlreadyDecided => "This request has already been settled; nothing was changed.",
        Refusal.TermsChanged => "The rules for this entitlement have changed since it was asked for.",
        Refusal.NothingToReturn => "There is no access in force to give back.",
        Refusal.NoVote => "You have no vote on this request to take back.",
        Refusal.VotedBefore => "You have approved an earlier stage of this request.",
        Refusal.ReasonMissing => "This policy wants to know why.",
        Refusal.LengthNotLess => "That is not less than was asked for, or too short to be of use.",
        Refusal.TooLateToUndo => $"An approval can be taken back for {Spans.InWords(UndoRules.Within)}.",
        Refusal.NotAllowedByPolicy => "This is not allowed by the policy.",
        Refusal.NotTheCard => "This message is not the card that counts, so nothing was done.",
        Refusal.MayNotRevoke => "Only the approvers of this entitlement and operators can take it away from somebody.",
        Refusal.NotGrantedYet => "Nothing has been granted yet that could be taken away.",
        Refusal.NoManager => "Your manager would have to decide on this, and the directory names none who could.",
        Refusal.NotAnOperator => "Only an operator can do that.",
        Refusal.NothingToExtend => "There is no access in force here that could last longer.",
        Refusal.ExtensionWaits => "You have asked for more time already.",
        Refusal.ExtensionTooLate => "The access has ended, so it is too late for more time.",
        Refusal.PastLongestGrant => "With that it would last longer in all than the policy allows.",
        Refusal.GrantingFrozen => "Operators have frozen granting, so nothing is extended.",
        Refusal.NothingToRevoke => "There is no such access in force to take away.",
        Refusal.AlreadyOpen => "You have an open request for this already, or the access itself.",
        Refusal.TooManyOpen => "You have as many open requests as one person may have.",
        Refusal.TooManyToday => "You have asked as often within a day as one person may.",
        Refusal.NobodyCanApprove => "Nobody could approve this now: nobody decides on their own request, and of the others whom the policy names too few are there.",
        Refusal.NotForOthers => "The policy lets nobody ask for somebody else here.",
        Refusal.OtherNotKnown => "Whom you ask for is nobody JitBot knows here, or an account that can ask for nothing.",
        Refusal.OtherNotEligible => "The policy does not let them ask for this, so nobody asks for them.",
        Refusal.OtherHasEnough => "They have an open request for this already, or the access itself, or as many open requests as one person may have.",
        _ => throw new InvalidOperationException($"A refusal without words: {why}."),
    };

    private static string List(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MostNames} more") : "");
}
