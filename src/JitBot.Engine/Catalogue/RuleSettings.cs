using JitBot.Core.Chat;
using JitBot.Core.Settings;

namespace JitBot.Engine.Catalogue;

/// <summary>Reads what stands in many places of a policy: rules that name people, and lengths of time.</summary>
internal static class RuleSettings
{
    /// <summary>
    /// A list of rules; an empty one is a fault, and <paramref name="right"/> says what belongs there. Only rules <paramref name="aboutRequest"/> may name the
    /// requester's manager.
    /// </summary>
    public static List<RuleText> Read(SettingsReader reader, string at, CatalogueDoors doors, string right, bool aboutRequest = false)
    {
        var rules = new List<RuleText>();
        var keys = reader.ListOfValues(at);
        foreach (var key in keys)
        {
            var text = reader.Optional(key) ?? "";
            if (RuleText.Read(text) is { } rule && WhyWrong(rule, doors, aboutRequest) is null)
                rules.Add(rule with { Value = rule.Source is RuleText.Person or RuleText.Manager ? rule.Value.ToLowerInvariant() : rule.Value });
            else
                reader.Fault(key, WhyWrong(RuleText.Read(text), doors, aboutRequest) ?? $"is not a rule; write {right}");
        }

        if (keys.Count == 0)
            reader.Fault(at, $"is empty; name at least one: {right}");
        return rules;
    }

    private static string? WhyWrong(RuleText? rule, CatalogueDoors doors, bool aboutRequest) => rule switch
    {
        null => $"is not a rule; write everyone, person:<e-mail>{string.Concat(doors.Groups.Select(group => $" or {group.Source}:<id>"))}",
        { Source: RuleText.Everyone } => null,
        { Source: RuleText.Person } => RuleText.IsAddress(rule.Value) ? null : "must be person:<e-mail> with one plain address",
        { Source: RuleText.Manager } => !aboutRequest ? "names the requester's manager, which only approvers can be"
            : doors.Managers.Contains(rule.Value, StringComparer.OrdinalIgnoreCase) ? null
            : $"must be manager: and one of the directories that are configured: {string.Join(", ", doors.Managers.DefaultIfEmpty("(none)"))}",
        _ => doors.Groups.FirstOrDefault(group => group.Source == rule.Source) is { } door
            ? door.Fault(rule.Value)
            : $"names the group source {rule.Source}, which is not configured; configured: {Sources(doors)}",
    };

    private static string Sources(CatalogueDoors doors) => string.Join(", ", doors.Groups.Select(group => group.Source).DefaultIfEmpty("(none)"));

    /// <summary>A length of time, or the fallback if none is given.</summary>
    public static TimeSpan Span(SettingsReader reader, string key, TimeSpan fallback)
    {
        if (reader.Optional(key) is not { } text)
            return fallback;
        if (Spans.Read(text) is { } span)
            return span;
        reader.Fault(key, "must be a length between one minute and a year, as 00:30:00, 30m, 2h, 1h30m or 1d");
        return fallback;
    }
}
