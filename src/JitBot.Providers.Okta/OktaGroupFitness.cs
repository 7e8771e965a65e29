using JitBot.Core.Holdings;

namespace JitBot.Providers.Okta;

/// <summary>
/// Which groups JitBot can and should change, and the reasons why not
/// (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Group/).
/// </summary>
internal static class OktaGroupFitness
{
    /// <summary>Whether it is Okta's own group, and one that no rule feeds. A credential that may not read the rules cannot tell.</summary>
    public static async Task<ResourceAnswer> JudgeAsync(OktaApi okta, string asked, OktaCall call)
    {
        var group = await okta.GroupAsync(asked, call);
        return JudgeAlone(asked, group) ?? Judge(asked, group, await okta.RulesAsync(call));
    }

    /// <summary>The same, where the rules are known already.</summary>
    public static ResourceAnswer Judge(string asked, OktaRead<OktaGroup> group, OktaRead<List<OktaRule>> rules) =>
        JudgeAlone(asked, group) ?? JudgeByRules(asked, group.Value!, rules);

    /// <summary>What is wrong with the group whatever the rules say, or null.</summary>
    private static ResourceAnswer? JudgeAlone(string asked, OktaRead<OktaGroup> group)
    {
        if (group.Fault is { } noGroup)
            return Unread(noGroup, "JitBot may not read this group");
        if (group.Value!.Id != asked)
            return new ResourceAnswer.NotNow("Okta answered with another group than the one asked for.");
        return WrongKind(group.Value.Type) is { } wrong ? new ResourceAnswer.Unfit(wrong) : null;
    }

    private static ResourceAnswer JudgeByRules(string asked, OktaGroup group, OktaRead<List<OktaRule>> rules)
    {
        if (rules.Fault is { } noRules)
            return Unread(noRules, "JitBot may not read the group rules, so it cannot tell whether one feeds this group");
        return rules.Value!.FirstOrDefault(rule => Feeds(rule, asked)) is { } feeding
            ? new ResourceAnswer.Unfit($"the group rule “{feeding.Name}” decides who is in it; "
                + "whoever is removed by hand stays on the rule's list of exceptions for good")
            : new ResourceAnswer.Fit(group.Profile?.Name ?? asked);
    }

    private static string? WrongKind(string? type) => type switch
    {
        "OKTA_GROUP" => null,
        "APP_GROUP" => "its members come from an application and can only be changed there",
        "BUILT_IN" => "it is built into Okta, which alone decides who is in it",
        _ => "Okta does not call it a group of its own (OKTA_GROUP)",
    };

    private static bool Feeds(OktaRule rule, string group) =>
        rule.Status == "ACTIVE" && rule.Actions?.AssignUserToGroups?.GroupIds?.Contains(group) == true;

    private static ResourceAnswer Unread(OktaFault fault, string forbidden)
    {
        if (fault is OktaFault.Refused refused)
            return new ResourceAnswer.Unfit(refused.IsMissing ? "there is no group with this id in Okta" : $"{forbidden}: {refused.Why}");
        var (what, wait) = OktaAnswers.InWords(fault);
        return new ResourceAnswer.NotNow(what, wait);
    }
}
