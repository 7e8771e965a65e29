using JitBot.Core.Catalogue;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.Engine.Catalogue;

/// <summary>
/// What the settings may refer to: the providers, platforms and group sources that are on. Channels of <paramref name="OtherPlatforms"/>
/// may stand in a stage too; they wait for the day on which the platform is on.
/// </summary>
public sealed record CatalogueDoors(
    IReadOnlyCollection<string> Providers,
    IReadOnlyCollection<string> Platforms,
    IReadOnlyCollection<GroupDoor> Groups,
    IReadOnlyCollection<string> OtherPlatforms)
{
    /// <summary>By platform, what is wrong with a channel's id as written, if anything.</summary>
    public IReadOnlyDictionary<string, Func<string, string?>> ChannelFaults { get; init; } = new Dictionary<string, Func<string, string?>>();

    /// <summary>The directories that know who is whose manager, by the word behind <c>manager:</c>.</summary>
    public IReadOnlyCollection<string> Managers { get; init; } = [];
}

/// <summary>
/// A group source by its word, and what is wrong with a group id as written, if anything; <paramref name="Provider"/> is the one whose groups these are.
/// </summary>
public sealed record GroupDoor(string Source, Func<string, string?> Fault, string? Provider = null)
{
    /// <summary>For a source of who is on call: the fingerprint of what decides where a schedule is read, as long as the process runs; null if it is not configured.</summary>
    public Func<string, string?>? Fingerprint { get; init; }
}

/// <summary>Reads the section <c>Catalogue</c> and finds everything that is wrong with it, at once.</summary>
public static class CatalogueSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Catalogue";

    /// <summary>More names in one sentence would be read by nobody, and a catalogue may have a fault in each of its lines.</summary>
    private const int MostNamed = 20;

    /// <summary>The catalogue, or null with the faults.</summary>
    public static CatalogueDraft? Read(IConfigurationSection section, CatalogueDoors doors, out IReadOnlyList<SettingsFault> faults)
    {
        var reader = new SettingsReader(Section, section.AsEnumerable(makePathsRelative: true));
        var policies = Policies(reader, doors);
        var entitlements = Entitlements(reader, policies, doors);
        var draft = new CatalogueDraft(entitlements, doors.Platforms)
        {
            Quota = new AskQuota(
                reader.Number("MostOpenRequests", AskQuota.Default.MostOpen, 1, AskQuota.Most), reader.Number("MostRequestsPerDay", AskQuota.Default.MostADay, 1, AskQuota.Most)),
            FingerprintOf = doors.Groups.Where(group => group.Fingerprint is not null).ToDictionary(group => group.Source, group => group.Fingerprint!, StringComparer.Ordinal),
            ProviderOf = doors.Groups.Where(group => group.Provider is not null).ToDictionary(group => group.Source, group => group.Provider!, StringComparer.Ordinal),
        };
        FindEmergenciesForDeciders(reader, draft);
        faults = reader.Faults();
        return faults.Count == 0 ? draft : null;
    }

    private static Dictionary<string, PolicyDraft> Policies(SettingsReader reader, CatalogueDoors doors)
    {
        var policies = reader.ListOfSections("Policies").Select(at => PolicySettings.Read(reader, at, doors)).ToList();
        foreach (var twice in Twice(policies.Select(policy => policy.Id)))
            reader.Fault("Policies", $"has more than one policy with the Id {twice}; ids must differ");
        if (policies.Count == 0)
            reader.Fault("Policies", "is empty; give at least one policy: Id, Requesters, Stages with Approvers, LongestGrant");
        return policies.DistinctBy(policy => policy.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(policy => policy.Id, StringComparer.OrdinalIgnoreCase);
    }

    private static List<EntitlementDraft> Entitlements(SettingsReader reader, Dictionary<string, PolicyDraft> policies, CatalogueDoors doors)
    {
        var entitlements = reader.ListOfSections("Entitlements").Select(at => Entitlement(reader, at, policies, doors)).ToList();
        foreach (var twice in Twice(entitlements.Select(entitlement => entitlement.Id)))
            reader.Fault("Entitlements", $"has more than one entitlement with the Id {twice}; ids must differ");
        if (entitlements.Count == 0)
            reader.Fault("Entitlements", "is empty; name at least one entitlement that can be asked for: Id, Name, Provider, Resource, Policy");
        return entitlements;
    }

    private static void FindEmergenciesForDeciders(SettingsReader reader, CatalogueDraft draft)
    {
        var places = reader.ListOfSections("Entitlements");
        foreach (var (entitlement, at) in draft.Entitlements.Zip(places).Where(each => each.First.Policy.BreakGlass is not null && draft.MakesDeciders(each.First)))
            reader.Fault($"{at}:Policy", $"lets {entitlement.Id} be taken in an emergency, but it is a group that makes its members approvers; give it a policy without BreakGlass");
    }

    private static EntitlementDraft Entitlement(SettingsReader reader, string at, Dictionary<string, PolicyDraft> policies, CatalogueDoors doors)
    {
        var id = reader.Required($"{at}:Id", "give a short id without spaces, as it is typed after /jit request") ?? "";
        if (id.Any(char.IsWhiteSpace))
            reader.Fault($"{at}:Id", "must not contain spaces");
        var name = reader.Optional($"{at}:Name") ?? id;
        var description = reader.Optional($"{at}:Description") ?? "";
        var provider = reader.Required($"{at}:Provider", $"give one of the configured providers: {List(doors.Providers)}") ?? "";
        var known = doors.Providers.FirstOrDefault(p => p.Equals(provider, StringComparison.OrdinalIgnoreCase));
        if (provider.Length > 0 && known is null)
            reader.Fault($"{at}:Provider", $"names {provider}, which is not configured; configured: {List(doors.Providers)}");
        var resource = reader.Required($"{at}:Resource", "give the id of the group at the provider") ?? "";
        if (resource.Length > 0 && doors.Groups.FirstOrDefault(group => group.Provider is not null && group.Provider == known)?.Fault(resource) is { } wrong)
            reader.Fault($"{at}:Resource", wrong);
        var policyId = reader.Required($"{at}:Policy", "give the Id of one of the policies") ?? "";
        var policy = policies.GetValueOrDefault(policyId);
        if (policyId.Length > 0 && policy is null)
            reader.Fault($"{at}:Policy", $"names {policyId}, but there is no such policy; there are: {List(policies.Keys)}");
        return new EntitlementDraft(id, name, description, known ?? provider, resource, policy ?? new PolicyDraft(policyId)) { Key = reader.FullKey(at) };
    }

    private static IEnumerable<string> Twice(IEnumerable<string> ids) =>
        ids.Where(id => id.Length > 0).GroupBy(id => id, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key);

    private static string List(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MostNamed).DefaultIfEmpty("(none)")) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");
}
