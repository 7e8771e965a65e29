using JitBot.Core.Chat;
using JitBot.Core.Checkup;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Operations;

namespace JitBot.Engine.Checkup;

/// <summary>Under which keys of the settings that stands which a door says something of.</summary>
public sealed class SettingsKeys
{
    private readonly ILookup<string, string> _keys;

    /// <summary>The keys of these settings.</summary>
    public SettingsKeys(CatalogueDraft catalogue, OperationsSettings operations)
    {
        var resources = catalogue.Entitlements.Select(each => (Named: each.Resource, Key: $"{each.Key}:Resource"));
        var policies = catalogue.Entitlements.Select(each => each.Policy).Distinct().SelectMany(OfPolicy);
        var operators = operations.Operators.Select(rule => (Named: NameOf(rule), Key: $"{OperationsSettings.Section}:Operators"));
        var places = operations.Places.OfType<Place.Channel>().Select(channel => (Named: channel.Id, Key: $"{OperationsSettings.Section}:{channel.Platform}Channel"));
        _keys = resources.Concat(policies).Concat(operators).Concat(places).Distinct().ToLookup(each => each.Named, each => each.Key, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The finding with the keys before what it is of; as it is, if no key is known of it.</summary>
    public Finding Name(Finding finding) => _keys[Named(finding)].ToList() is { Count: > 0 } keys
        ? finding with { Where = $"{string.Join(", ", keys)}: {finding.Where}" }
        : finding;

    /// <summary>What the settings write for it: a door may say where it looked, or how a channel is called.</summary>
    private static string Named(Finding finding) => finding.Check switch
    {
        CheckKind.Person => finding.Where.Split(' ')[0],
        CheckKind.Channel when finding.Where.EndsWith(')') => finding.Where[(finding.Where.LastIndexOf('(') + 1)..^1],
        _ => finding.Where,
    };

    private static IEnumerable<(string Named, string Key)> OfPolicy(PolicyDraft policy) =>
    [
        .. policy.Requesters.Select(rule => (NameOf(rule), $"{policy.Key}:Requesters")),
        .. policy.Approvers.Select(rule => (NameOf(rule), $"{policy.Key}:Stages")),
        .. policy.AutoApprovals.SelectMany(auto => auto.For).Select(rule => (NameOf(rule), $"{policy.Key}:AutoApprovals")),
        .. (policy.BreakGlass?.For ?? []).Select(rule => (NameOf(rule), $"{policy.Key}:BreakGlass:For")),
        .. policy.Stages.SelectMany(stage => stage.Channels.Concat(stage.Tiers.SelectMany(tier => tier.Channels))).Select(channel => (channel.Value, $"{policy.Key}:Stages")),
        .. (policy.BreakGlass?.Channels ?? new Dictionary<string, string>()).Select(channel => (channel.Value, $"{policy.Key}:BreakGlass")),
    ];

    private static string NameOf(RuleText rule) => rule.Source == RuleText.Person ? rule.Value : $"{rule.Source}:{rule.Value}";
}
