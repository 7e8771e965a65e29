using System.Runtime.CompilerServices;
using JitBot.Core;
using JitBot.Core.Checkup;

namespace JitBot.Chat.Teams;

/// <summary>
/// Looks at everything JitBot needs of Teams: the keys that activities are signed with, our token, the service, the channels, whether approvers
/// are in them, and the catalogue it would install itself from.
/// </summary>
internal sealed class TeamsCheckup(
    TeamsApi api, TeamsKeys keys, TeamsTokens tokens, TeamsServiceUrl urls, TeamsApproverLook approvers, TeamsInstallLook installing, TeamsOptions options) : ICheckup
{
    /// <summary>A conversation that nobody has: to ask for it shows whether the service is reached and lets us in.</summary>
    private const string Nobodys = "19:nobody@thread.tacv2";

    private const string Mended = "mend what is said of Teams above and run doctor again";

    public string Door => TeamsSetup.Section;

    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return await KeysAsync(ct);
        var (token, why) = await tokens.GetAsync(ct);
        if (token is null)
        {
            yield return NoToken(why);
            yield break;
        }

        var reached = Reached(await api.ConversationAsync(Where(Nobodys), ct));
        yield return reached;
        if (reached.Verdict == Verdict.Bad)
            yield break;
        if (await installing.LookAsync(ct) is { } install)
            yield return install;
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Channels.Where(channel => channel.Platform == Door), channel => LookAsync(channel, ct)))
            yield return finding;
        var asked = from approver in named.Approvers from channel in approver.Channels where channel.Platform == Door select (approver, channel);
        await foreach (var finding in SeveralAtOnce.AskAsync(asked, each => approvers.LookAsync(each.approver, each.channel, Where(each.channel.Id), ct)))
            if (finding is not null)
                yield return finding;
    }

    private async Task<Finding> KeysAsync(CancellationToken ct)
    {
        var (count, what) = await keys.TryAsync(ct);
        return count is { } published
            ? Finding.Good(CheckKind.Right, "Teams:OpenIdMetadataUrl", $"gives the {published} keys that activities are signed with")
            : Finding.Bad(CheckKind.Reach, "Teams:OpenIdMetadataUrl", $"nothing that people do in Teams is believed: {what}",
                ReachAdvice.For("leave Teams:OpenIdMetadataUrl out", options.OpenIdMetadataUrl));
    }

    private Finding NoToken(string why) => TeamsTokens.IsRefusal(why)
        ? Finding.Bad(CheckKind.Reach, Door, $"Entra ID gives us no token ({why})",
            "look the code up at https://login.microsoftonline.com/error, then correct Teams:AppId, Teams:TenantId or the credential, or renew it under Certificates & secrets")
        : Finding.Bad(CheckKind.Reach, Door, $"we get no token: {why}",
            options.Proof == TeamsProof.ManagedIdentity
                ? "assign the managed identity whose client id is Teams:AppId to this machine, or give Teams:ClientSecret instead"
                : ReachAdvice.For("correct Teams:AuthorityHost", options.AuthorityHost));

    private Finding Reached(TeamsResult result)
    {
        var host = Service.Host;
        return result switch
        {
            { Error: TeamsResult.TimedOut or TeamsResult.Unreachable } => Finding.Bad(CheckKind.Reach, Door, $"does not answer at {host} ({result.Error})",
                ReachAdvice.For("correct Teams:ServiceUrls", Service)),
            _ when TeamsFaults.IsTokenTrouble(result) => Finding.Bad(CheckKind.Reach, Door, $"{host} does not take our token ({result.What})",
                "let Teams:AppId be that of an Azure Bot resource with the channel Microsoft Teams, and Teams:Cloud the cloud it lives in"),
            { IsStumble: true } => Finding.Bad(CheckKind.Reach, Door, $"{host} fails ({result.What})", "wait and run doctor again"),
            { Error: "InvalidBotApiHost" } => Finding.Bad(CheckKind.Reach, Door, $"{host} is not for our tenant ({result.What})",
                "list the address that it names in Teams:ServiceUrls"),
            _ => Finding.Good(CheckKind.Reach, Door, $"Entra ID gives us a token, and {host} takes it"),
        };
    }

    private async Task<Finding> LookAsync(NamedChannel channel, CancellationToken ct)
    {
        var result = await api.ConversationAsync(Where(channel.Id), ct);
        return result.Error switch
        {
            null => Finding.Good(CheckKind.Channel, channel.Id, $"JitBot is in it; named by {channel.NamedBy}"),
            "ConversationNotFound" or TeamsResult.NotAnId => Finding.Bad(CheckKind.Channel, channel.Id, $"there is no such channel; named by {channel.NamedBy}",
                $"correct its id (19:…@thread.tacv2, in the link to the channel) in {channel.NamedBy}"),
            "BotNotInConversationRoster" or "NotEnoughPermissions" => Finding.Bad(CheckKind.Channel, channel.Id, $"JitBot is not in it; named by {channel.NamedBy}",
                "add the app to the team that the channel belongs to"),
            _ => Finding.Bad(CheckKind.Channel, channel.Id, $"cannot be looked at: {result.What}", Mended),
        };
    }

    private Uri Service => urls.Of(options.TenantId);

    private TeamsConversationRef Where(string conversation) => new(Service.AbsoluteUri, conversation);
}
