namespace JitBot.Chat.Teams;

/// <summary>The names we give to buttons and forms and find again in what Teams delivers, and the verbs people type.</summary>
internal static class TeamsVerbs
{
    public const string Approve = "approve";
    public const string Deny = "deny";

    /// <summary>Approve, for less time or with a reason.</summary>
    public const string ApproveWith = "approve_with";
    public const string Return = "return";
    public const string Revoke = "revoke";
    public const string Extend = "extend";

    /// <summary>Extend, by the length chosen.</summary>
    public const string ExtendBy = "extend_by";
    public const string Withdraw = "withdraw";

    /// <summary>Brings the form of an emergency.</summary>
    public const string OpenEmergency = "open_emergency";

    /// <summary>Takes an entitlement at once.</summary>
    public const string BreakGlass = "break_glass";

    /// <summary>Takes at once what waits for an approver.</summary>
    public const string Escalate = "escalate";

    /// <summary>Says what was found when somebody looked at an emergency.</summary>
    public const string Review = "review";

    /// <summary>Draws the card anew for whoever looks at it; it changes nothing.</summary>
    public const string Refresh = "refresh";

    /// <summary>Opens the request form.</summary>
    public const string OpenForm = "open_form";

    /// <summary>Shows that two accounts are one person's.</summary>
    public const string Link = "link";

    /// <summary>The request form, filled in.</summary>
    public const string Request = "jit_request";

    /// <summary>The request form, sent only to read in it who can approve what was chosen.</summary>
    public const string WhoApproves = "who_approves";

    /// <summary>Whoever knows the command from elsewhere may type it before the verb.</summary>
    private static readonly string[] Names = ["/jit", "jit"];

    /// <summary>What was typed: the verb in small letters, and what stands behind it.</summary>
    public static (string Verb, string Behind) Read(string typed)
    {
        var (first, rest) = Split(typed);
        if (Names.Contains(first))
            (first, rest) = Split(rest);
        return (first, rest);
    }

    private static (string First, string Behind) Split(string typed)
    {
        var words = typed.Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        return (words.Length > 0 ? words[0].ToLowerInvariant() : "", words.Length > 1 ? words[1].Trim() : "");
    }
}
