namespace JitBot.Core.Checkup;

/// <summary>How a check came out.</summary>
public enum Verdict
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, but somebody should look.</summary>
    Warn,

    /// <summary>Something does not work, or is more dangerous than it need be.</summary>
    Bad,
}

/// <summary>
/// What one check found: its kind, where it was looked, the verdict, what is so in words, and for what is not good the one step that mends
/// it. No secret is ever in it.
/// </summary>
public sealed record Finding(string Check, string Where, Verdict Verdict, string What, string? Todo)
{
    /// <summary>As it should be.</summary>
    public static Finding Good(string check, string where, string what) => new(check, where, Verdict.Good, what, null);

    /// <summary>To be looked at.</summary>
    public static Finding Warn(string check, string where, string what, string todo) => new(check, where, Verdict.Warn, what, todo);

    /// <summary>To be mended.</summary>
    public static Finding Bad(string check, string where, string what, string todo) => new(check, where, Verdict.Bad, what, todo);
}

/// <summary>The kinds of check. The names are part of what a script reads: never rename one.</summary>
public static class CheckKind
{
    /// <summary>Whether a door is reached and lets us in.</summary>
    public const string Reach = "reach";

    /// <summary>A right of our credential that is missing, or one too many.</summary>
    public const string Right = "right";

    /// <summary>A group of the catalogue, or one that a rule names.</summary>
    public const string Group = "group";

    /// <summary>A channel that the settings name.</summary>
    public const string Channel = "channel";

    /// <summary>An approver whom a policy names.</summary>
    public const string Person = "person";

    /// <summary>Whether people's commands arrive.</summary>
    public const string Command = "command";

    /// <summary>Our clock against a door's.</summary>
    public const string Clock = "clock";

    /// <summary>The store.</summary>
    public const string Store = "store";

    /// <summary>Where signed checkpoints go.</summary>
    public const string Audit = "audit";
}
