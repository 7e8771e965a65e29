namespace JitBot.Chat.Slack;

/// <summary>The names we give to buttons, shortcuts and forms, and find again in what Slack delivers.</summary>
internal static class SlackVerbs
{
    public const string Approve = "approve";
    public const string Deny = "deny";

    /// <summary>Opens the form of a yes: for less time, or with a reason.</summary>
    public const string ApproveWith = "approve_with";

    /// <summary>The same, from a private message that stands in for a card; the value also names the card.</summary>
    public const string ApproveFromHere = "approve_from_here";

    /// <summary>Takes back the yes just given.</summary>
    public const string TakeBack = "take_back";

    /// <summary>Deny, from a private message that stands in for a card; the value also names the card.</summary>
    public const string DenyFromHere = "deny_from_here";
    public const string Return = "return";
    public const string Revoke = "revoke";
    public const string Extend = "extend";

    /// <summary>Extend, by the length chosen.</summary>
    public const string ExtendBy = "extend_by";
    public const string Withdraw = "withdraw";
    public const string OpenForm = "open_form";

    /// <summary>Opens the form of an emergency.</summary>
    public const string BreakGlass = "break_glass";

    /// <summary>Opens the form that takes what waits at once.</summary>
    public const string Escalate = "escalate";

    /// <summary>Opens the form in which somebody says what they found when they looked at an emergency.</summary>
    public const string Review = "review";

    /// <summary>The global shortcut's callback id for an emergency, and its form's.</summary>
    public const string EmergencyForm = "jit_escalate";

    /// <summary>The callback id of the form that takes what waits at once.</summary>
    public const string EscalateForm = "jit_escalate_request";

    /// <summary>The callback id of the form of a review.</summary>
    public const string ReviewForm = "jit_review";

    /// <summary>The global shortcut's callback id, and the request form's.</summary>
    public const string Request = "jit_request";

    /// <summary>The callback id of the form of a yes.</summary>
    public const string ApproveForm = "jit_approve";

    /// <summary>The callback id of the form that asks for a denial's reason.</summary>
    public const string DenyForm = "jit_deny";

    /// <summary>The callback id of the Home tab.</summary>
    public const string Home = "jit_home";
}
