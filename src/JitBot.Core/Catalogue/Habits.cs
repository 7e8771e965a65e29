namespace JitBot.Core.Catalogue;

/// <summary>What a person has asked for before, as scores by entitlement: what is recent counts most, and what is frequent counts often.</summary>
public static class Habits
{
    /// <summary>So many of the newest requests tell what somebody uses; more would only cost time at each key that is pressed.</summary>
    public const int MostLookedAt = 100;

    /// <summary>Nobody's habits.</summary>
    public static IReadOnlyDictionary<string, int> None { get; } = new Dictionary<string, int>();

    /// <summary>The scores, from the entitlements of a person's requests, the newest first.</summary>
    public static IReadOnlyDictionary<string, int> Of(IEnumerable<string> entitlementIds)
    {
        var scores = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var worth = MostLookedAt;
        foreach (var id in entitlementIds.Take(MostLookedAt))
            scores[id] = scores.GetValueOrDefault(id) + worth--;
        return scores;
    }
}
