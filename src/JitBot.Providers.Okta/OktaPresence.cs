using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Providers.Okta;

/// <summary>
/// Whether an account of Okta is in use (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/). Whoever is locked out, or has to choose a
/// new password, is still there; only what an administrator did ends an account.
/// </summary>
internal sealed class OktaPresence(OktaApi okta, TimeProvider clock) : IPresenceSource
{
    /// <inheritdoc />
    public string Name => OktaProvider.ProviderName;

    /// <inheritdoc />
    public async Task<PresenceAnswer> LookAsync(AccountId account, CancellationToken ct)
    {
        if (!OktaId.IsUser(account.Id))
            return new PresenceAnswer.Unknown(OktaId.NotAUser);
        using var call = new OktaCall(clock, ct);
        var read = await okta.UserAsync(account.Id, call);
        if (read.Fault is { } fault)
            return Unsaid(fault);
        if (read.Value is not { Status: { } status } user || user.Id != account.Id)
            return new PresenceAnswer.NotNow("Okta's answer could not be understood.");
        return status switch
        {
            "DEPROVISIONED" => new PresenceAnswer.Gone(AccountEnd.Deactivated),
            "SUSPENDED" => new PresenceAnswer.Gone(AccountEnd.Suspended),
            _ => new PresenceAnswer.Active(),
        };
    }

    /// <summary>A 404 counts only with Okta's own name for what is not there: one of anything on the way proves nothing.</summary>
    private static PresenceAnswer Unsaid(OktaFault fault) => fault is OktaFault.Refused { IsMissing: true, Code: "E0000007" }
        ? new PresenceAnswer.Gone(AccountEnd.Deleted)
        : OktaAnswers.OfRead(fault) switch
        {
            ProviderAnswer.NotDone later => new PresenceAnswer.NotNow(later.What, later.RetryAfter),
            ProviderAnswer.Impossible(var why) => new PresenceAnswer.Unknown(why),
            var answer => throw new InvalidOperationException($"Not a fault: {answer}."),
        };
}
