using JitBot.Core.Chat;
using JitBot.Core.Checkup;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Operations;

namespace JitBot.Engine.Checkup;

/// <summary>Collects what the settings name of the world outside: each thing once, with all the places that name it.</summary>
public static class SettingsNames
{
    /// <summary>What these settings name.</summary>
    public static NamedInSettings Of(CatalogueDraft catalogue, AuditSettings audit, OperationsSettings operations) =>
        new([.. Channels(catalogue, audit, operations)], [.. Resources(catalogue)], [.. Approvers(catalogue)], [.. Groups(catalogue, operations)]);

    private static IEnumerable<NamedChannel> Channels(CatalogueDraft catalogue, AuditSettings audit, OperationsSettings operations)
    {
        var ofPolicies = from policy in Policies(catalogue) from channel in policy.Channels select (Platform: channel.Key, Id: channel.Value, By: $"policy {policy.Id}");
        var others = Own(audit.Places, AuditSettings.Section).Concat(Own(operations.Places, OperationsSettings.Section));
        return from named in ofPolicies.Concat(others)
               group named.By by (named.Platform, named.Id) into same
               select new NamedChannel(same.Key.Platform, same.Key.Id, All(same));
    }

    private static IEnumerable<(string Platform, string Id, string By)> Own(IEnumerable<Place> places, string section) =>
        places.OfType<Place.Channel>().Select(channel => (channel.Platform, channel.Id, $"{section}:{channel.Platform}Channel"));

    private static IEnumerable<NamedResource> Resources(CatalogueDraft catalogue) =>
        from entitlement in catalogue.Entitlements
        group entitlement by (entitlement.Provider, entitlement.Resource) into same
        select new NamedResource(same.Key.Provider, same.Key.Resource, $"entitlement {All(same.Select(each => each.Id))}") { SignsOut = same.Any(each => each.Policy.SignsOut) };

    private static IEnumerable<NamedApprover> Approvers(CatalogueDraft catalogue) =>
        from entitlement in catalogue.Entitlements
        from rule in entitlement.Policy.Approvers
        where rule.Source == RuleText.Person
        group (entitlement.Provider, entitlement.Policy) by rule.Value into same
        select new NamedApprover(same.Key, [.. same.Select(each => each.Provider).Distinct()], $"policy {All(same.Select(each => each.Policy.Id))}")
        {
            Channels = [.. Places(same.Select(each => each.Policy))],
        };

    private static IEnumerable<NamedChannel> Places(IEnumerable<PolicyDraft> policies) =>
        from policy in policies.Distinct()
        from channel in policy.Channels
        group policy.Id by (Platform: channel.Key, Id: channel.Value) into same
        select new NamedChannel(same.Key.Platform, same.Key.Id, $"policy {All(same)}");

    private static IEnumerable<NamedGroup> Groups(CatalogueDraft catalogue, OperationsSettings operations)
    {
        var ofPolicies = from policy in Policies(catalogue) from rule in policy.Rules select (Rule: rule, By: $"policy {policy.Id}", Decides: policy.Approvers.Contains(rule));
        var ofOperators = operations.Operators.Select(rule => (Rule: rule, By: $"{OperationsSettings.Section}:Operators", Decides: true));
        return from named in ofPolicies.Concat(ofOperators)
               where named.Rule.Source is not (RuleText.Person or RuleText.Everyone or RuleText.Manager)
               group named by (named.Rule.Source, named.Rule.Value) into same
               select new NamedGroup(same.Key.Source, same.Key.Value, All(same.Select(each => each.By))) { MakesDeciders = same.Any(each => each.Decides) };
    }

    private static IEnumerable<PolicyDraft> Policies(CatalogueDraft catalogue) => catalogue.Entitlements.Select(entitlement => entitlement.Policy).Distinct();

    private static string All(IEnumerable<string> names) => string.Join(", ", names.Distinct());
}
