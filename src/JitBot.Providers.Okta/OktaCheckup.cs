using System.Net;
using System.Runtime.CompilerServices;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Holdings;

namespace JitBot.Providers.Okta;

/// <summary>Looks at everything JitBot needs of Okta: the credential, its scopes or roles, the group rules, groups and people.</summary>
internal sealed class OktaCheckup(OktaApi okta, OktaOptions options, TimeProvider clock) : ICheckup
{
    private static readonly ProviderFindings Findings = new(OktaProvider.ProviderName, "Okta");

    /// <summary>An id nobody has.</summary>
    private const string Nobody = "00u00000000000000000";

    /// <inheritdoc />
    public string Door => OktaProvider.ProviderName;

    /// <inheritdoc />
    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        var scopes = options.IsServiceApp ? await TryScopesAsync(ct) : null;
        if (scopes is { Missing.Count: > 0 })
        {
            yield return OktaRights.NoToken(scopes.Missing);
            foreach (var finding in OktaRights.Judge(scopes, Findings.Again, SignsOut(named)))
                yield return finding;
            yield break;
        }

        var rules = await RulesAsync(ct);
        var reached = Reached(rules.Fault);
        yield return reached;
        if (reached.Verdict == Verdict.Bad)
            yield break;
        yield return Rules(rules);
        foreach (var finding in scopes is null ? await RolesAsync(ct) : OktaRights.Judge(scopes, Findings.Again, SignsOut(named)))
            yield return finding;
        if (options.ReadLog)
            yield return await LogAsync(ct);
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Resources.Where(resource => resource.Provider == Door), resource => LookAsync(resource, rules, ct)))
            yield return finding;
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Approvers.Where(approver => approver.Providers.Contains(Door)), approver => LookAsync(approver, ct)))
            yield return finding;
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Groups.Where(group => group.Source == OktaSetup.GroupSource), group => LookAsync(group, ct)))
            yield return finding;
    }

    /// <summary>Asks for the scopes one by one. Where the service app itself is not let in no other is tried; that is told with the next question.</summary>
    private async Task<OktaScopes> TryScopesAsync(CancellationToken ct)
    {
        var scopes = new OktaScopes([], []);
        foreach (var scope in OktaRights.Needed.Concat(OktaRights.Dangerous)) // one after the other: each answer may hold the nonce for the next proof
        {
            var fault = await TryAsync(scope, ct);
            if (fault is null)
                scopes = scopes with { Granted = [.. scopes.Granted, scope] };
            else if (fault is OktaFault.Refused { Status: HttpStatusCode.BadRequest })
                scopes = scopes with { Refused = [.. scopes.Refused, scope] };
            else
                break;
        }

        return scopes;
    }

    private bool SignsOut(NamedInSettings named) => named.Resources.Any(resource => resource.Provider == Door && resource.SignsOut);

    private async Task<OktaFault?> TryAsync(string scope, CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        return await okta.TryScopeAsync(scope, call);
    }

    private async Task<OktaRead<List<OktaRule>>> RulesAsync(CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        return await okta.RulesAsync(call);
    }

    private string AdviceForLog => options.IsServiceApp
        ? $"grant {OktaToken.LogScope} under Okta API Scopes of the service app, and give it"
        : "give the API token's account";

    /// <summary>Asks the log for nobody: whether it may be read shows all the same.</summary>
    private async Task<Finding> LogAsync(CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        var now = clock.GetUtcNow();
        return (await okta.LogAsync(Nobody, now, now, call)).Entries.Fault is { } fault
            ? Finding.Bad(CheckKind.Right, Door, $"the System Log cannot be read, so no thread tells what was done with the access: {OktaAnswers.InWords(fault).What}",
                $"{AdviceForLog} an admin role that may view the System Log (Read-only Administrator may), or set Okta:ReadLog to false")
            : Finding.Good(CheckKind.Right, Door, "the System Log can be read");
    }

    private Finding Reached(OktaFault? fault) => fault switch
    {
        null or OktaFault.Refused { Status: HttpStatusCode.Forbidden } => Finding.Good(CheckKind.Reach, Door, $"{options.BaseUrl.Host} lets us in"),
        OktaFault.Refused refused => Finding.Bad(CheckKind.Reach, Door, refused.Why, options.IsServiceApp
            ? "correct Okta:ClientId, Okta:PrivateKey and Okta:KeyId, or register the key's public part in the service app; see that the app is active"
            : "make an API token under Security > API > Tokens and give it as Okta:ApiToken; a token dies with the account that made it"),
        _ => Finding.Bad(CheckKind.Reach, Door, $"{options.BaseUrl.Host} does not answer: {OktaAnswers.InWords(fault).What}",
            ReachAdvice.For("correct Okta:BaseUrl", options.BaseUrl)),
    };

    private Finding Rules(OktaRead<List<OktaRule>> rules) => rules.Value is { } all
        ? Finding.Good(CheckKind.Right, Door, $"the group rules can be read ({all.Count})")
        : Finding.Bad(CheckKind.Right, Door, "the group rules cannot be read, so nobody can tell whether one feeds a group, and nothing is granted",
            "give JitBot's admin role the permission to view group rules under Security > Administrators > Roles");

    private async Task<IEnumerable<Finding>> RolesAsync(CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        var owner = await okta.TokenOwnerAsync(call);
        if (owner.Value?.Id is { } id && (await okta.RolesAsync(id, call)).Value is { } roles)
            return OktaRights.JudgeRoles(roles);
        return [Finding.Good(CheckKind.Right, Door, "the API token's admin roles are hidden from itself, so they were not looked at")];
    }

    private async Task<Finding> LookAsync(NamedResource resource, OktaRead<List<OktaRule>> rules, CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        var answer = OktaId.IsGroup(resource.Id)
            ? OktaGroupFitness.Judge(resource.Id, await okta.GroupAsync(resource.Id, call), rules)
            : new ResourceAnswer.Unfit(OktaId.NotAGroup);
        return Findings.Of(resource, answer, "is Okta's own and no rule feeds it", "give the id of a group of Okta's own (OKTA_GROUP) that no rule feeds");
    }

    private async Task<Finding> LookAsync(NamedApprover approver, CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        return Findings.Of(approver, await OktaPeople.FindAsync(okta, approver.Email, call));
    }

    private async Task<Finding> LookAsync(NamedGroup group, CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        var members = await okta.FirstMemberAsync(group.Id, call);
        var fault = members.Fault;
        return Findings.Of(group, fault is OktaFault.Refused { IsMissing: true }, fault is null ? null : OktaAnswers.InWords(fault).What, members.Value is { Count: 0 });
    }
}
