using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.Checkup;
using JitBot.Core.People;

namespace JitBot.Chat.Teams;

/// <summary>
/// Whether an approver can see the cards they are asked by: Teams finds a member of a channel by the sign-in name, which is the address that
/// the policies must name (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context).
/// </summary>
internal sealed class TeamsApproverLook(TeamsApi api, TeamsOptions options)
{
    /// <summary>What is found; null where the channel itself cannot be looked at, which is said of the channel.</summary>
    public async Task<Finding?> LookAsync(NamedApprover approver, NamedChannel channel, TeamsConversationRef where, CancellationToken ct)
    {
        var who = $"{approver.Email} in Teams";
        var member = await api.MemberAsync(where, approver.Email, ct);
        return member.Error switch
        {
            null when member.Body is { } found => Judge(found, who, channel),
            "MemberNotFoundInConversation" => Finding.Bad(CheckKind.Person, who, $"is not in {channel.Id}, or has another sign-in name there; {channel.NamedBy} asks there",
                $"add them to the team that the channel belongs to, or name them by their userPrincipalName in {channel.NamedBy}"),
            "ConversationNotFound" or "BotNotInConversationRoster" or "NotEnoughPermissions" or TeamsResult.NotAnId => null,
            _ => Finding.Bad(CheckKind.Person, who, $"cannot be looked up: {member.What}", "mend what is said of Teams above and run doctor again"),
        };
    }

    private Finding Judge(JsonObject member, string who, NamedChannel channel)
    {
        var id = TeamsPayloads.Text(member["aadObjectId"]) ?? TeamsPayloads.Text(member["objectId"]) ?? "";
        var account = new AccountId(TeamsChat.PlatformName, options.TenantId, id);
        return TeamsPeople.Facts(member, account, isOurTenant: true).Barred is { } barred
            ? Finding.Bad(CheckKind.Person, who, $"is {Named(barred)} and can never decide; asked by {channel.NamedBy}", $"name somebody else in {channel.NamedBy}")
            : Finding.Good(CheckKind.Person, who, $"is in {channel.Id}; asked by {channel.NamedBy}");
    }

    private static string Named(Refusal barred) => barred switch
    {
        Refusal.Guest => "a guest",
        Refusal.Bot => "a bot",
        _ => "of another organisation",
    };
}
