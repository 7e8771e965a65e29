using System.Runtime.CompilerServices;
using Azure.Identity;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Holdings;

namespace JitBot.Providers.Entra;

/// <summary>Looks at everything JitBot needs of Entra ID: the token, its permissions, groups and people.</summary>
internal sealed class EntraCheckup(GraphApi graph, EntraTokens tokens, EntraOptions options, TimeProvider clock) : ICheckup
{
    private static readonly ProviderFindings Findings = new(EntraSetup.Section, "Entra ID");

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
        foreach (var finding in await RightsAsync(named.Resources.Any(resource => resource.Provider == Door && resource.SignsOut), ct))
            yield return finding;
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Resources.Where(resource => resource.Provider == Door), resource => LookAsync(resource, ct)))
            yield return finding;
        var deciding = named.Groups.Where(group => group.Source == EntraSetup.GroupSource && group.MakesDeciders).ToList();
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Resources.Where(resource => resource.Provider == Door && deciding.Count > 0), resource => LookAroundAsync(resource, deciding, ct)))
        {
            if (finding is not null)
                yield return finding;
        }

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
                ReachAdvice.For("correct Entra:AuthorityHost and Entra:GraphBaseUrl", options.AuthorityHost, options.GraphBaseUrl)),
            GraphReply.Refused { Status: 401 } refused => Finding.Bad(CheckKind.Reach, Door, $"Graph does not take the token ({refused.Name})",
                "let Entra:AuthorityHost and Entra:GraphBaseUrl be of the same cloud"),
            GraphReply.Refused { Status: >= 500 or 429 } refused => Finding.Bad(CheckKind.Reach, Door, $"Graph fails ({refused.Name})", "wait and run doctor again"),
            _ => Finding.Good(CheckKind.Reach, Door, "gives us a token, and Graph takes it"),
        };
    }

    private async Task<IEnumerable<Finding>> RightsAsync(bool signsOut, CancellationToken ct)
    {
        try
        {
            if (await tokens.ReadRolesAsync(ct) is { } roles)
                return EntraRights.Judge(roles, options.ReadLog, signsOut);
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
        return Findings.Of(resource, answer, "is of a kind that JitBot can change", "give the object id of a plain security group with assigned members");
    }

    /// <summary>What is no group is told of already.</summary>
    private async Task<Finding?> LookAroundAsync(NamedResource resource, IReadOnlyCollection<NamedGroup> deciding, CancellationToken ct)
    {
        using var call = new GraphCall(clock, ct);
        if (!EntraId.TryRead(resource.Id, out var id) || await graph.GroupsAroundAsync(id, call) is not { } reply || reply is GraphReply.Refused { Status: 404 })
            return null;
        return Findings.Of(resource, deciding, EntraNesting.Read(reply));
    }

    private async Task<Finding> LookAsync(NamedApprover approver, CancellationToken ct)
    {
        using var call = new GraphCall(clock, ct);
        return Findings.Of(approver, await new EntraPeople(graph).FindAsync(approver.Email, call));
    }

    private async Task<Finding> LookAsync(NamedGroup group, CancellationToken ct)
    {
        using var call = new GraphCall(clock, ct);
        var reply = await graph.EverythingInAsync(Guid.Parse(group.Id), call);
        return Findings.Of(group, reply is GraphReply.Refused { Status: 404 }, reply is GraphReply.Ok ? null : EntraAnswers.InWords(reply).What, IsEmpty(reply));
    }

    /// <summary>Whether nobody is in it: groups within it that hold nobody are nobody. What is behind the first page is not looked at, and counts as somebody.</summary>
    private static bool IsEmpty(GraphReply reply) =>
        reply is GraphReply.Ok ok && ok.As(EntraJson.Default.GraphMembers) is { Value: { } all, NextLink: null } && all.All(each => each.Type is not (null or "#microsoft.graph.user"));
}
