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
    public const string Withdraw = "withdraw";
    public const string OpenForm = "open_form";

    /// <summary>The global shortcut's callback id, and the request form's.</summary>
    public const string Request = "jit_request";

    /// <summary>The callback id of the form of a yes.</summary>
    public const string ApproveForm = "jit_approve";

    /// <summary>The callback id of the form that asks for a denial's reason.</summary>
    public const string DenyForm = "jit_deny";

    /// <summary>The callback id of the Home tab.</summary>
    public const string Home = "jit_home";
}
