using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Holdings;

namespace JitBot.Providers.Okta;

/// <summary>
/// Ends every session that Okta keeps of a person, and with <c>oauthTokens</c> the tokens it gave to applications
/// (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/UserSessions/#tag/UserSessions/operation/revokeUserSessions). An application that keeps a
/// session of its own keeps it.
/// </summary>
internal sealed class OktaSessions(OktaApi okta, TimeProvider clock) : ISessionEnder
{
    /// <inheritdoc />
    public string Provider => OktaProvider.ProviderName;

    /// <inheritdoc />
    public async Task<SignOutAnswer> SignOutAsync(string subject, CancellationToken ct)
    {
        if (!OktaId.IsUser(subject))
            return new SignOutAnswer.Closed(OktaId.NotAUser);
        using var call = new OktaCall(clock, ct);
        return await okta.RevokeSessionsAsync(subject, call) switch
        {
            null => new SignOutAnswer.Done(),
            OktaFault.Refused { IsMissing: true, Code: "E0000007" } => new SignOutAnswer.Closed("Okta knows no such account any more."),
            var fault => Unanswered(fault),
        };
    }

    private static SignOutAnswer Unanswered(OktaFault fault) => OktaAnswers.OfRead(fault) switch
    {
        ProviderAnswer.NotDone later => new SignOutAnswer.NotNow(later.What, later.RetryAfter),
        ProviderAnswer.Impossible(var why) => new SignOutAnswer.Closed($"{why}. It needs {OktaToken.SessionScope}, and an admin role that may clear users' sessions."),
        var answer => throw new InvalidOperationException($"Not a fault: {answer}."),
    };
}
