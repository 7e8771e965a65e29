using JitBot.Core.Holdings;

namespace JitBot.Providers.Okta;

/// <summary>
/// Finds the one account of a person by e-mail. The profiles in a list may be old or of somebody else, so they only say whom to read; what
/// is read by id is compared with the question.
/// </summary>
internal static class OktaPeople
{
    /// <summary>More accounts than one person can have: whatever the answer is, it is not about one person.</summary>
    private const int MaxCandidates = 10;

    /// <summary>The longest e-mail address there is (RFC 5321, 4.5.3.1.3).</summary>
    private const int MaxEmail = 254;

    /// <summary>Whose account it is: exactly one, and active.</summary>
    public static async Task<SubjectAnswer> FindAsync(OktaApi okta, string email, OktaCall call)
    {
        if (!IsAddress(email))
            return new SubjectAnswer.NotFound("this is not an e-mail address");
        var found = await okta.FindUsersAsync(email, call);
        if (found.Fault is { } fault)
            return NotNow(fault);
        var ids = found.Value!.Where(user => Fits(user, email))
            .Select(user => user.Id).OfType<string>().Where(OktaId.IsUser).Distinct().ToList();
        if (ids.Count > MaxCandidates)
            return Several();
        var accounts = new List<OktaUser>();
        foreach (var id in ids)
        {
            var user = await okta.UserAsync(id, call);
            if (user.Value is { } account && account.Id == id && Fits(account, email))
                accounts.Add(account);
            else if (user.Fault is not (null or OktaFault.Refused { IsMissing: true }))
                return NotNow(user.Fault);
        }
        return Judge(accounts);
    }

    /// <summary>An account that was deactivated is history if another is in use; two that live, in whatever state, are two.</summary>
    private static SubjectAnswer Judge(List<OktaUser> accounts) => accounts.FindAll(user => user.Status != "DEPROVISIONED") switch
    {
        [{ Status: "ACTIVE", Id: { } id }] => new SubjectAnswer.Found(id),
        [var one] => new SubjectAnswer.NotFound($"the account in Okta {State(one.Status)}"),
        [_, _, ..] => Several(),
        _ when accounts.Count > 0 => new SubjectAnswer.NotFound("the account in Okta is deactivated"),
        _ => new SubjectAnswer.NotFound("nobody in Okta has this e-mail address"),
    };

    private static SubjectAnswer.NotFound Several() => new("several accounts in Okta have this e-mail address");

    // https://developer.okta.com/docs/concepts/user-profiles/#user-status
    private static string State(string? status) => status switch
    {
        "SUSPENDED" => "is suspended",
        "STAGED" or "PROVISIONED" => "has not been activated yet",
        "LOCKED_OUT" => "is locked out after wrong sign-ins",
        "RECOVERY" => "is in recovery: its owner has to choose a password first",
        "PASSWORD_EXPIRED" => "has an expired password: its owner has to choose a new one first",
        _ => "is not active",
    };

    private static bool Fits(OktaUser user, string email) =>
        string.Equals(user.Profile?.Email, email, StringComparison.OrdinalIgnoreCase)
        || string.Equals(user.Profile?.Login, email, StringComparison.OrdinalIgnoreCase);

    private static bool IsAddress(string email) =>
        email.Length <= MaxEmail && email.IndexOf('@') is > 0 and var at && at < email.Length - 1 && !email.Any(char.IsControl);

    private static SubjectAnswer.NotNow NotNow(OktaFault fault)
    {
        var (what, wait) = OktaAnswers.InWords(fault);
        return new SubjectAnswer.NotNow(what, wait);
    }
}
