using JitBot.Core.Chat;
using JitBot.Core.Settings;

namespace JitBot.Engine.Catalogue;

/// <summary>Reads the stages of a policy and their tiers.</summary>
internal static class StageSettings
{
    /// <summary>More approvers, or noes, than this for one request would never come together in time.</summary>
    private const int MostVotes = 20;

    /// <summary>More stages would never be gone through in time, nor understood by anybody.</summary>
    private const int MostStages = 5;

    /// <summary>Whom nobody answers three times over is not helped by a fourth group of people.</summary>
    private const int MostTiers = 3;

    private const string Right = "person:<e-mail> or a group";

    public static List<StageDraft> Read(SettingsReader reader, string at, CatalogueDoors doors)
    {
        var stages = reader.ListOfSections($"{at}:Stages").Select(stage => Stage(reader, stage, doors)).ToList();
        if (stages.Count is 0 or > MostStages)
            reader.Fault($"{at}:Stages", stages.Count == 0 ? "is missing; give at least one stage with its Approvers" : $"has more than {MostStages} stages");
        return stages;
    }

    private static StageDraft Stage(SettingsReader reader, string at, CatalogueDoors doors)
    {
        var approvers = RuleSettings.Read(reader, $"{at}:Approvers", doors, Right, aboutRequest: true);
        var tiers = reader.ListOfSections($"{at}:Tiers").Select(tier => Tier(reader, tier, doors)).ToList();
        var approvals = Votes(reader, $"{at}:Approvals", "approvals", approvers);
        var denials = Votes(reader, $"{at}:Denials", "denials", approvers);
        if (tiers.Count > MostTiers)
            reader.Fault($"{at}:Tiers", $"has more than {MostTiers} tiers");
        foreach (var (tier, before) in tiers.Skip(1).Zip(tiers).Where(pair => pair.First.After <= pair.Second.After))
            reader.Fault($"{at}:Tiers", $"are not in order: After must grow from tier to tier ({tier.After} comes behind {before.After})");
        return new StageDraft(approvers, approvals, denials, ChannelSettings.Read(reader, at, doors, approvers), tiers);
    }

    private static int Votes(SettingsReader reader, string key, string what, List<RuleText> approvers)
    {
        var wanted = reader.Number(key, 1, 1, MostVotes);
        var named = approvers.Where(rule => rule.Source == RuleText.Person).Distinct().Count();
        if (approvers.Count > 0 && named == approvers.Count && wanted > named)
            reader.Fault(key, $"asks for {wanted} {what}, but only {named} approvers are named");
        return wanted;
    }

    private static TierDraft Tier(SettingsReader reader, string at, CatalogueDoors doors)
    {
        if (reader.Optional($"{at}:After") is null)
            reader.Fault($"{at}:After", "is missing; say how long after the stage began these are asked too, as 00:15:00");
        var approvers = RuleSettings.Read(reader, $"{at}:Approvers", doors, Right, aboutRequest: true);
        return new TierDraft(RuleSettings.Span(reader, $"{at}:After", TimeSpan.Zero), approvers, ChannelSettings.Read(reader, at, doors, approvers));
    }
}
