using JitBot.Core.Holdings;

namespace JitBot.Core.Access;

/// <summary>Who is signed out everywhere at the end: whose terms say so, once, and only after the membership was read back gone.</summary>
public static class SignOutRules
{
    /// <summary>
    /// A provider that does not answer is asked for so long. Tokens that were given before the end have run out by themselves then, as a rule, and whoever is thrown out
    /// of everything hours later cannot know why.
    /// </summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(1);

    /// <summary>Whether somebody is still to be signed out for this request.</summary>
    public static bool IsDue(AccessState state) => state is AccessState.Ended { SignOutTold: false } ended && Follows(ended.How, ended.Facts);

    /// <summary>Whether such an end is followed by signing out: what stays, or never was, needs none.</summary>
    public static bool Follows(Leaving how, AccessFacts facts) => facts.Terms.SignsOut && EndsSessions(how);

    /// <summary>Whether somebody has lost something that a session may still have.</summary>
    internal static bool EndsSessions(Leaving how) => how is Leaving.Removed or Leaving.WasGone;
}
