using System.Runtime.CompilerServices;
using Azure.Identity;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Holdings;

namespace JitBot.Providers.Entra;

/// <summary>Looks at everything JitBot needs of Entra ID: the token, its permissions, groups and people.</summary>
internal sealed class EntraCheckup(GraphApi graph, EntraTokens tokens, EntraOptions options, TimeProvider clock) : ICheckup
{
    private const string Again = "run doctor again; if it stays so, mend what is said of Entra above";

    /// <summary>An id nobody has: to ask for it shows whether Graph is reached.</summary>
    private static readonly Guid Nobody = Guid.Parse("00000000-0000-0000-0000-000000000001");

    /// <inheritdoc />
    public string Door => EntraSetup.Section;

    /// <inheritdoc />
    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        var reached = await ReachAsync(ct);
        yield return reached;
        if (reached.Verdict == Verdict.Bad)
            yield break;
        foreach (var finding in await RightsAsync(ct))
            yield return finding;
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Resources.Where(resource => resource.Provider == Door), resource => LookAsync(resource, ct)))
            yield return finding;
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Approvers.Where(approver => approver.Providers.Contains(Door)), approver => LookAsync(approver, ct)))
            yield return finding;
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Groups.Where(group => group.Source == EntraSetup.GroupSource), group => LookAsync(group, ct)))
            yield return finding;
    }

    private async Task<Finding> ReachAsync(CancellationToken ct)
    {
        using var call = new GraphCall(clock, ct);
        return await graph.GroupExistsAsync(Nobody, call) switch
        {
            GraphReply.NotSent { IsRefusal: true } refused => Finding.Bad(CheckKind.Reach, Door, refused.What,
                "look the code up at https://login.microsoftonline.com/error, then correct Entra:TenantId, Entra:ClientId or the credential, or renew it under Certificates & secrets"),
            GraphReply.NotSent or GraphReply.Lost => Finding.Bad(CheckKind.Reach, Door, $"does not answer at {options.AuthorityHost.Host} or {options.GraphBaseUrl.Host}",
                "let this machine reach both over https, or correct Entra:AuthorityHost and Entra:GraphBaseUrl"),
            GraphReply.Refused { Status: 401 } refused => Finding.Bad(CheckKind.Reach, Door, $"Graph does not take the token ({refused.Name})",
                "let Entra:AuthorityHost and Entra:GraphBaseUrl be of the same cloud"),
            GraphReply.Refused { Status: >= 500 or 429 } refused => Finding.Bad(CheckKind.Reach, Door, $"Graph fails ({refused.Name})", "wait and run doctor again"),
            _ => Finding.Good(CheckKind.Reach, Door, "gives us a token, and Graph takes it"),
        };
    }

    private async Task<IEnumerable<Finding>> RightsAsync(CancellationToken ct)
    {
        try
        {
            if (await tokens.ReadRolesAsync(ct) is { } roles)
                return EntraRights.Judge(roles);
        }
        catch (AuthenticationFailedException)
        {
            // It was good a moment ago; the next run says what is wrong.
        }

        return [Finding.Warn(CheckKind.Right, Door, "the token does not show which permissions it has",
            "compare them with manifests/README.md under API permissions of the app registration")];
    }

    private async Task<Finding> LookAsync(NamedResource resource, CancellationToken ct)
    {
        using var call = new GraphCall(clock, ct);
        var answer = EntraId.TryRead(resource.Id, out var id)
            ? EntraGroupFitness.Judge(id, await graph.GroupAsync(id, call))
            : new ResourceAnswer.Unfit(EntraId.NotAGroup);
        return answer switch
        {
            ResourceAnswer.Fit fit => Finding.Good(CheckKind.Group, resource.Id, $"{fit.Name} is of a kind that JitBot can change; {resource.NamedBy}"),
            ResourceAnswer.Unfit unfit => Finding.Bad(CheckKind.Group, resource.Id, $"{unfit.Why}; {resource.NamedBy}",
                $"give the object id of a plain security group with assigned members as the Resource of {resource.NamedBy}"),
            ResourceAnswer.NotNow later => Finding.Bad(CheckKind.Group, resource.Id, $"cannot be looked at: {later.What}", Again),
            _ => throw new InvalidOperationException($"An answer nobody knows: {answer.GetType().Name}."),
        };
    }

    /// <summary>An approver need not be known here; whoever is, is held against the requester by it.</summary>
    private async Task<Finding> LookAsync(NamedApprover approver, CancellationToken ct)
    {
        using var call = new GraphCall(clock, ct);
        var where = $"{approver.Email} in Entra ID";
        return await new EntraPeople(graph).FindAsync(approver.Email, call) switch
        {
            SubjectAnswer.Found => Finding.Good(CheckKind.Person, where, $"is known; named by {approver.NamedBy}"),
            SubjectAnswer.NotFound unknown => Finding.Warn(CheckKind.Person, where, $"{unknown.Why}; named by {approver.NamedBy}", $"correct the address in {approver.NamedBy} if it is a mistake"),
            SubjectAnswer.NotNow later => Finding.Bad(CheckKind.Person, where, $"cannot be looked up: {later.What}", Again),
            var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
        };
    }

    private async Task<Finding> LookAsync(NamedGroup group, CancellationToken ct)
    {
        using var call = new GraphCall(clock, ct);
        var where = $"{group.Source}:{group.Id}";
        return await graph.GroupExistsAsync(Guid.Parse(group.Id), call) switch
        {
            GraphReply.Ok => Finding.Good(CheckKind.Group, where, $"is there; named by {group.NamedBy}"),
            GraphReply.Refused { Status: 404 } => Finding.Bad(CheckKind.Group, where, $"there is no group with this id in Entra ID; named by {group.NamedBy}", $"correct the id in {group.NamedBy}"),
            var reply => Finding.Bad(CheckKind.Group, where, $"cannot be looked at: {EntraAnswers.InWords(reply).What}", Again),
        };
    }
}
