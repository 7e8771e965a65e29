using JitBot.Core;
using JitBot.Core.Holdings;

namespace JitBot.Providers.Okta;

/// <summary>
/// Managers as profiles in Okta name them, in <c>managerId</c> or <c>manager</c>. Both are free text
/// (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/): a name, a number of another system, anything. Only a user id or an
/// address that leads to exactly one active user is taken for a manager.
/// </summary>
internal sealed class OktaManagers(OktaApi okta, TimeProvider clock) : IManagerSource
{
    /// <inheritdoc />
    public string Source => OktaSetup.ManagerSource;

    /// <inheritdoc />
    public string Provider => OktaProvider.ProviderName;

    /// <inheritdoc />
    public async Task<SubjectAnswer> FindManagerAsync(string email, CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        if (await OktaPeople.FindAsync(okta, email, call) is var person && person is not SubjectAnswer.Found)
            return person;
        var user = ((SubjectAnswer.Found)person).Subject;
        var read = await okta.UserAsync(user, call);
        if (read.Value?.Profile is not { } profile || read.Value.Id != user)
            return read.Fault is { } fault ? NotNow(fault) : new SubjectAnswer.NotNow("Okta's answer could not be understood.");
        if (new[] { profile.ManagerId, profile.Manager }.Select(text => text?.Trim()).FirstOrDefault(Names) is not { } named)
            return new SubjectAnswer.NotFound("the profile in Okta names no manager by id or address");
        return await ResolveAsync(named, call) switch
        {
            SubjectAnswer.Found manager when manager.Subject == user => new SubjectAnswer.NotFound("the account in Okta is its own manager"),
            SubjectAnswer.NotFound unknown => new SubjectAnswer.NotFound($"the manager whom the profile in Okta names cannot be found: {unknown.Why}"),
            var answer => answer,
        };
    }

    private static bool Names(string? text) => text is not null && (OktaId.IsUser(text) || text.Contains('@', StringComparison.Ordinal));

    private async Task<SubjectAnswer> ResolveAsync(string named, OktaCall call)
    {
        if (!OktaId.IsUser(named))
            return await OktaPeople.FindAsync(okta, named, call);
        var read = await okta.UserAsync(named, call);
        if (read.Fault is { } fault)
            return fault is OktaFault.Refused { IsMissing: true } ? new SubjectAnswer.NotFound("nobody in Okta has this id") : NotNow(fault);
        return read.Value is { Status: "ACTIVE" } manager && manager.Id == named
            ? new SubjectAnswer.Found(named)
            : new SubjectAnswer.NotFound("the account in Okta is not active");
    }

    private static SubjectAnswer.NotNow NotNow(OktaFault fault)
    {
        var (what, wait) = OktaAnswers.InWords(fault);
        return new SubjectAnswer.NotNow(what, wait);
    }
}
