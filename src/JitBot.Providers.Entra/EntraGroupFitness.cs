using JitBot.Core.Holdings;

namespace JitBot.Providers.Entra;

/// <summary>
/// Which groups JitBot can and should change, and the reasons why not (https://learn.microsoft.com/graph/api/resources/group).
/// </summary>
internal static class EntraGroupFitness
{
    /// <summary>Says whether the group that was asked for is fit.</summary>
    public static ResourceAnswer Judge(Guid asked, GraphReply reply)
    {
        switch (reply)
        {
            case GraphReply.Ok ok:
                return ok.As(EntraJson.Default.GraphGroup) is { } group
                    && EntraId.TryRead(group.Id, out var id) && id == asked
                    ? Judge(group)
                    : new ResourceAnswer.NotNow("Graph answered with another group than the one asked for.");
            case GraphReply.Refused { Status: 404 }:
                return new ResourceAnswer.Unfit("there is no group with this id in Entra ID");
            case GraphReply.Refused { Status: 400 or 403 }:
                return new ResourceAnswer.Unfit(EntraAnswers.InWords(reply).What);
            default:
                var (what, wait) = EntraAnswers.InWords(reply);
                return new ResourceAnswer.NotNow(what, wait);
        }
    }

    private static ResourceAnswer Judge(GraphGroup group)
    {
        var reasons = Reasons(group).ToList();
        return reasons.Count == 0
            ? new ResourceAnswer.Fit(group.DisplayName ?? group.Id!)
            : new ResourceAnswer.Unfit(string.Join("; ", reasons));
    }

    private static IEnumerable<string> Reasons(GraphGroup group)
    {
        if (group.GroupTypes is null || group.SecurityEnabled is null || group.MailEnabled is null)
            yield return "Graph does not show what kind of group it is; JitBot's app needs GroupMember.Read.All or more";
        if (group.GroupTypes?.Contains("DynamicMembership") == true || !string.IsNullOrEmpty(group.MembershipRule))
            yield return "it is a dynamic group: a rule decides who is in it";
        if (group.OnPremisesSyncEnabled == true)
            yield return "it is synchronised from an on-premises directory and can only be changed there";
        if (group.IsAssignableToRole == true)
            yield return "it is role-assignable: it can carry directory roles, and JitBot does not hold the right to change such groups";
        if (group.MailEnabled == true)
            yield return "it is mail-enabled: use a plain security group";
        if (group.SecurityEnabled == false)
            yield return "it is not a security group";
    }
}
