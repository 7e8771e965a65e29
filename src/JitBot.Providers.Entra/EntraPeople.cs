using JitBot.Core.Holdings;

namespace JitBot.Providers.Entra;

/// <summary>
/// Finds the one account of a person by e-mail. Every profile that comes back is compared with the question; an answer is given only when
/// all pages are read and exactly one account fits.
/// </summary>
internal sealed class EntraPeople(GraphApi graph)
{
    /// <summary>One person has one page; more pages than this are a mistake of somebody, and are not read.</summary>
    private const int MaxPages = 5;

    /// <summary>The longest e-mail address there is (RFC 5321, 4.5.3.1.3).</summary>
    private const int MaxEmail = 254;

    /// <summary>Whose account it is: exactly one, active and internal.</summary>
    public async Task<SubjectAnswer> FindAsync(string email, GraphCall call)
    {
        if (!IsAddress(email))
            return new SubjectAnswer.NotFound("this is not an e-mail address");
        var found = new List<GraphUser>();
        var reply = await graph.UsersAsync(email, call);
        for (var page = 1; ; page++)
        {
            if (reply is not GraphReply.Ok ok)
                return NotNow(reply);
            if (ok.As(EntraJson.Default.GraphUsers) is not { Value: { } users } answer)
                return new SubjectAnswer.NotNow("Graph's answer could not be understood.");
            found.AddRange(users.Where(user => Fits(user, email)));
            if (answer.NextLink is not { } next)
                return Judge(found);
            if (page == MaxPages)
                return new SubjectAnswer.NotNow("Graph has more pages of accounts for one e-mail address than can be right.");
            reply = await graph.PageAsync(next, call);
        }
    }

    private static SubjectAnswer Judge(List<GraphUser> found) => found switch
    {
        [] => new SubjectAnswer.NotFound("nobody in Entra ID has this e-mail address"),
        [_, _, ..] => new SubjectAnswer.NotFound("several accounts in Entra ID have this e-mail address"),
        [var user] when !EntraId.TryRead(user.Id, out _) => new SubjectAnswer.NotFound("the account in Entra ID has no valid id"),
        [var user] when IsExternal(user) =>
            new SubjectAnswer.NotFound("the account in Entra ID is a guest or belongs to another organisation"),
        [{ AccountEnabled: false }] => new SubjectAnswer.NotFound("the account in Entra ID is disabled"),
        [{ AccountEnabled: null }] =>
            new SubjectAnswer.NotFound("Entra ID does not show whether the account is enabled; JitBot's app needs User.Read.All"),
        [var user] => new SubjectAnswer.Found(user.Id!),
    };

    /// <summary>An invited account is external even if it was made a member later: its sign-in name says so.</summary>
    internal static bool IsExternal(GraphUser user) =>
        string.Equals(user.UserType, "Guest", StringComparison.OrdinalIgnoreCase)
        || user.UserPrincipalName?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) == true;

    private static bool Fits(GraphUser user, string email) =>
        string.Equals(user.Mail, email, StringComparison.OrdinalIgnoreCase)
        || string.Equals(user.UserPrincipalName, email, StringComparison.OrdinalIgnoreCase);

    private static bool IsAddress(string email) =>
        email.Length <= MaxEmail && email.IndexOf('@') is > 0 and var at && at < email.Length - 1 && !email.Any(char.IsControl);

    private static SubjectAnswer.NotNow NotNow(GraphReply reply)
    {
        var (what, wait) = EntraAnswers.InWords(reply);
        return new SubjectAnswer.NotNow(what, wait);
    }
}
