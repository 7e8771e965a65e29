using JitBot.Core.Holdings;

namespace JitBot.Providers.Okta;

/// <summary>Finds a person's account by e-mail: exactly one in use, its profile read by id and compared with the question.</summary>
internal static class OktaSubjects
{
    /// <summary>More accounts than one person can have: whatever the answer is, it is not about one person.</summary>
    private const int MostCandidates = 10;

    internal static async Task<SubjectAnswer> FindAsync(OktaApi api, string email, OktaCall call)
    {
        if (string.IsNullOrWhiteSpace(email))
            return new SubjectAnswer.NotFound("There is no e-mail address to look for in Okta.");
        var found = await api.FindUsersAsync(email, call);
        if (found.Fault is { } fault)
            return Failed(fault);
        // The profiles in a list may be old, or of somebody else: they only say whom to read.
        var ids = found.Value!.Where(user => IsOf(user, email)).Select(user => user.Id).Where(OktaId.IsUser).Distinct().ToList();
        if (ids.Count > MostCandidates)
            return Several();
        var accounts = new List<OktaUser>();
        foreach (var id in ids)
        {
            var user = await api.UserAsync(id!, call);
            if (user.Value is { } account && account.Id == id && IsOf(account, email))
                accounts.Add(account);
            else if (user.Fault is not (null or OktaFault.Refused { IsMissing: true }))
                return Failed(user.Fault);
        }
        return Judge(accounts);
    }

    /// <summary>An account that was deactivated is history if another is in use; two that live, in whatever state, are two.</summary>
    private static SubjectAnswer Judge(List<OktaUser> accounts)
    {
        var living = accounts.Where(user => user.Status != "DEPROVISIONED").ToList();
        return living switch
        {
            [{ Status: "ACTIVE", Id: { } id }] => new SubjectAnswer.Found(id),
            [var one] => new SubjectAnswer.NotFound(Words(one.Status)),
            [_, _, ..] => Several(),
            _ => new SubjectAnswer.NotFound(accounts.Count == 0
                ? "Okta has no account with this e-mail address."
                : "The Okta account with this e-mail address is deactivated."),
        };
    }

    private static SubjectAnswer.NotFound Several() =>
        new("Okta has several accounts with this e-mail address, so it is not clear which is meant.");

    private static bool IsOf(OktaUser user, string email) =>
        email.Equals(user.Profile?.Email, StringComparison.OrdinalIgnoreCase)
        || email.Equals(user.Profile?.Login, StringComparison.OrdinalIgnoreCase);

    // https://developer.okta.com/docs/concepts/user-profiles/#user-status
    private static string Words(string? status) => "The Okta account with this e-mail address " + status switch
    {
        "SUSPENDED" => "is suspended.",
        "STAGED" or "PROVISIONED" => "has not been activated yet.",
        "LOCKED_OUT" => "is locked out after wrong sign-ins.",
        "RECOVERY" => "is in recovery: its owner has to choose a password first.",
        "PASSWORD_EXPIRED" => "has an expired password: its owner has to choose a new one first.",
        _ => "is not active.",
    };

    private static SubjectAnswer.NotNow Failed(OktaFault fault) => fault switch
    {
        OktaFault.NotSent notSent => new SubjectAnswer.NotNow(notSent.What, notSent.Wait),
        OktaFault.Lost lost => new SubjectAnswer.NotNow(lost.What, lost.Wait),
        _ => new SubjectAnswer.NotNow($"JitBot may not look up people: {fault.What}"),
    };
}
