using System.Text.RegularExpressions;

namespace JitBot.Sandbox.LookAlikes.Okta;

/// <summary>
/// The part of Okta's filter language that asks for people by address: equalities of <c>profile.email</c> or <c>profile.login</c>
/// joined by <c>or</c>, strings in double quotes with <c>\"</c> and <c>\\</c>. <c>filter</c> compares letter by letter, <c>search</c>
/// ignores case.
/// </summary>
internal static partial class OktaFilter
{
    /// <summary>The question as a function of a user, or null if it is not understood.</summary>
    public static Func<OktaAccount, bool>? Parse(string text, StringComparison comparison)
    {
        var match = Whole().Match(text);
        if (!match.Success)
            return null;
        var terms = match.Groups["name"].Captures.Zip(match.Groups["value"].Captures,
            (name, value) => (IsEmail: name.Value == "email", Value: Escape().Replace(value.Value, "$1"))).ToList();
        return user => terms.Exists(term => string.Equals(term.IsEmail ? user.Email : user.Login, term.Value, comparison));
    }

    [GeneratedRegex("""\A\s*(profile\.(?<name>email|login)\s+eq\s+"(?<value>(?:[^"\\]|\\["\\])*)"(?:\s+or\s+(?=\S)|\s*\z))+\z""")]
    private static partial Regex Whole();

    [GeneratedRegex("""\\(["\\])""")]
    private static partial Regex Escape();
}
