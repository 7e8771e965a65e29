using System.Net;
using System.Runtime.CompilerServices;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Holdings;

namespace JitBot.Providers.Okta;

/// <summary>Looks at everything JitBot needs of Okta: the credential, its scopes or roles, the group rules, groups and people.</summary>
internal sealed class OktaCheckup(OktaApi okta, OktaOptions options, TimeProvider clock) : ICheckup
{
    private const string Again = "run doctor again; if it stays so, mend what is said of Okta above";

    /// <inheritdoc />
    public string Door => OktaProvider.ProviderName;

    /// <inheritdoc />
    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        if (options.IsServiceApp && await GrantedAsync(ct) is { } granted)
        {
            var missing = OktaRights.Needed.Except(granted).ToList();
            if (missing.Count > 0)
                yield return OktaRights.NoToken(missing);
            foreach (var finding in OktaRights.JudgeScopes(granted))
                yield return finding;
            if (missing.Count > 0)
                yield break;
        }

        var rules = await RulesAsync(ct);
        var reached = Reached(rules.Fault);
        yield return reached;
        if (reached.Verdict == Verdict.Bad)
            yield break;
        yield return Rules(rules);
        if (!options.IsServiceApp)
        {
            foreach (var finding in await RolesAsync(ct))
                yield return finding;
        }

        await foreach (var finding in SeveralAtOnce.AskAsync(named.Resources.Where(resource => resource.Provider == Door), resource => LookAsync(resource, rules, ct)))
            yield return finding;
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Approvers.Where(approver => approver.Providers.Contains(Door)), approver => LookAsync(approver, ct)))
            yield return finding;
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Groups.Where(group => group.Source == OktaSetup.GroupSource), group => LookAsync(group, ct)))
            yield return finding;
    }

    /// <summary>The scopes the service app has; null if it is not let in itself, which is told with the next question.</summary>
    private async Task<HashSet<string>?> GrantedAsync(CancellationToken ct)
    {
        var granted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scope in OktaRights.Needed.Concat(OktaRights.Dangerous)) // one after the other: each answer may hold the nonce for the next proof
        {
            var fault = await TryAsync(scope, ct);
            if (fault is null)
                granted.Add(scope);
            else if (fault is not OktaFault.Refused { Status: HttpStatusCode.BadRequest })
                return null;
        }

        return granted;
    }

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

    private Finding Reached(OktaFault? fault) => fault switch
    {
        null or OktaFault.Refused { Status: HttpStatusCode.Forbidden } => Finding.Good(CheckKind.Reach, Door, $"{options.BaseUrl.Host} lets us in"),
        OktaFault.Refused refused => Finding.Bad(CheckKind.Reach, Door, refused.Why, options.IsServiceApp
            ? "correct Okta:ClientId, Okta:PrivateKey and Okta:KeyId, or register the key's public part in the service app; see that the app is active"
            : "make an API token under Security > API > Tokens and give it as Okta:ApiToken; a token dies with the account that made it"),
        _ => Finding.Bad(CheckKind.Reach, Door, $"{options.BaseUrl.Host} does not answer: {OktaAnswers.InWords(fault).What}",
            $"let this machine reach {options.BaseUrl.Host} over https, or correct Okta:BaseUrl"),
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
        return answer switch
        {
            ResourceAnswer.Fit fit => Finding.Good(CheckKind.Group, resource.Id, $"{fit.Name} is Okta's own and no rule feeds it; {resource.NamedBy}"),
            ResourceAnswer.Unfit unfit => Finding.Bad(CheckKind.Group, resource.Id, $"{unfit.Why}; {resource.NamedBy}",
                $"give the id of a group of Okta's own (OKTA_GROUP) that no rule feeds as the Resource of {resource.NamedBy}"),
            ResourceAnswer.NotNow later => Finding.Bad(CheckKind.Group, resource.Id, $"cannot be looked at: {later.What}", Again),
            _ => throw new InvalidOperationException($"An answer nobody knows: {answer.GetType().Name}."),
        };
    }

    /// <summary>An approver need not be known here; whoever is, is held against the requester by it.</summary>
    private async Task<Finding> LookAsync(NamedApprover approver, CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        var where = $"{approver.Email} in Okta";
        return await OktaPeople.FindAsync(okta, approver.Email, call) switch
        {
            SubjectAnswer.Found => Finding.Good(CheckKind.Person, where, $"is known; named by {approver.NamedBy}"),
            SubjectAnswer.NotFound unknown => Finding.Warn(CheckKind.Person, where, $"{unknown.Why}; named by {approver.NamedBy}", $"correct the address in {approver.NamedBy} if it is a mistake"),
            SubjectAnswer.NotNow later => Finding.Bad(CheckKind.Person, where, $"cannot be looked up: {later.What}", Again),
            var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
        };
    }

    private async Task<Finding> LookAsync(NamedGroup group, CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        var where = $"{group.Source}:{group.Id}";
        return (await okta.GroupAsync(group.Id, call)).Fault switch
        {
            null => Finding.Good(CheckKind.Group, where, $"is there; named by {group.NamedBy}"),
            OktaFault.Refused { IsMissing: true } => Finding.Bad(CheckKind.Group, where, $"there is no group with this id in Okta; named by {group.NamedBy}", $"correct the id in {group.NamedBy}"),
            var fault => Finding.Bad(CheckKind.Group, where, $"cannot be looked at: {OktaAnswers.InWords(fault).What}", Again),
        };
    }
}
