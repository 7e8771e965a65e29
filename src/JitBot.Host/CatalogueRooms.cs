using JitBot.Chat.Slack;
using JitBot.Chat.Teams;
using JitBot.Core.Settings;
using JitBot.Engine;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using JitBot.OnCall.Opsgenie;
using JitBot.OnCall.PagerDuty;
using JitBot.OnCall.Schedule;
using JitBot.Providers.Entra;
using JitBot.Providers.Okta;

namespace JitBot.Host;

/// <summary>The catalogue, and the other settings that name groups, people and channels, under the rooms that are on.</summary>
internal sealed class CatalogueRooms
{
    private static readonly string[] Chats = [SlackSetup.Section, TeamsSetup.Section];
    private static readonly string[] Providers = [EntraSetup.Section, OktaSetup.Section];

    private readonly IConfiguration _configuration;
    private readonly CatalogueDoors _doors;

    /// <summary>Reads them; <paramref name="folder"/> is that of the database, null if it has none.</summary>
    public CatalogueRooms(IConfiguration configuration, string? folder)
    {
        _configuration = configuration;
        var platforms = Chats.Where(IsOn).ToList();
        _doors = new CatalogueDoors([.. Providers.Where(IsOn)], platforms, [.. GroupDoors()], [.. Chats.Except(platforms)])
        {
            Managers = [.. ManagerDoors()],
            ChannelFaults = new Dictionary<string, Func<string, string?>> { [SlackSetup.Section] = SlackSetup.ChannelFault, [TeamsSetup.Section] = TeamsSetup.ChannelFault },
        };
        var draft = CatalogueSettings.Read(Section(CatalogueSettings.Section), _doors, out var ofCatalogue);
        Operations = OperationsSettings.Read(Section(OperationsSettings.Section), _doors, out var ofOperations);
        Draft = Operations is null ? draft : draft?.With(Operations);
        Identity = IdentitySettings.Read(Section(IdentitySettings.Section), Draft, out var ofIdentity);
        Audit = AuditSettings.Read(Section(AuditSettings.Section), folder, _doors, out var ofAudit);
        Faults = [.. ofCatalogue, .. ofOperations, .. ofIdentity, .. ofAudit];
    }

    /// <summary>The catalogue as the settings have it; null if it is wrong.</summary>
    public CatalogueDraft? Draft { get; }

    /// <summary>Whose accounts count; null if that is wrong.</summary>
    public IdentitySettings? Identity { get; }

    /// <summary>Where checkpoints go; null if that is wrong.</summary>
    public AuditSettings? Audit { get; }

    /// <summary>Who runs JitBot, and where they are told of its troubles; null if that is wrong.</summary>
    public OperationsSettings? Operations { get; }

    /// <summary>Everything that is wrong with these settings.</summary>
    public IReadOnlyList<SettingsFault> Faults { get; }

    /// <summary>How many entitlements and policies there are; the settings must be in order.</summary>
    public (int Entitlements, int Policies) Size => (Draft!.Entitlements.Count, Draft.Entitlements.Select(entitlement => entitlement.Policy.Id).Distinct().Count());

    /// <summary>What is wrong with a catalogue that can be read, as far as it shows without asking anybody.</summary>
    public IReadOnlyList<SettingsFault> FaultsOfDraft => Draft is null || Identity is null ? [] : CatalogueFaults.Of(Draft, _doors, Identity);

    /// <summary>The catalogue of other settings under the rooms that are on here, or null with the faults.</summary>
    public CatalogueDraft? ReadAgain(IConfiguration settings, out IReadOnlyList<SettingsFault> faults)
    {
        var draft = CatalogueSettings.Read(settings.GetSection(CatalogueSettings.Section), _doors, out var ofCatalogue);
        var operations = OperationsSettings.Read(settings.GetSection(OperationsSettings.Section), _doors, out var ofOperations);
        faults = [.. ofCatalogue, .. ofOperations];
        return draft is null || operations is null ? null : draft.With(operations);
    }

    /// <summary>The group sources that are on, by the words with which rules name them.</summary>
    private IEnumerable<GroupDoor> GroupDoors()
    {
        if (IsOn(EntraSetup.Section))
            yield return new GroupDoor(EntraSetup.GroupSource, EntraSetup.GroupFault, EntraSetup.Section);
        if (IsOn(OktaSetup.Section))
            yield return new GroupDoor(OktaSetup.GroupSource, OktaSetup.GroupFault, OktaSetup.Section);
        if (IsOn(SlackSetup.Section))
            yield return new GroupDoor(SlackSetup.GroupSource, SlackSetup.GroupFault);
        if (IsOn(PagerDutySetup.Section))
            yield return new GroupDoor(PagerDutySetup.GroupSource, PagerDutySetup.GroupFault) { Fingerprint = PagerDutySetup.Fingerprints(Section(PagerDutySetup.Section)) };
        if (IsOn(OpsgenieSetup.Section))
            yield return new GroupDoor(OpsgenieSetup.GroupSource, OpsgenieSetup.GroupFault) { Fingerprint = OpsgenieSetup.Fingerprints(Section(OpsgenieSetup.Section)) };
        if (IsOn(ScheduleSetup.Section))
        {
            var schedules = Section(ScheduleSetup.Section);
            yield return new GroupDoor(ScheduleSetup.GroupSource, ScheduleSetup.GroupFault(schedules)) { Fingerprint = ScheduleSetup.Fingerprints(schedules) };
        }
    }

    private IEnumerable<string> ManagerDoors()
    {
        if (IsOn(EntraSetup.Section))
            yield return EntraSetup.ManagerSource;
        if (IsOn(OktaSetup.Section))
            yield return OktaSetup.ManagerSource;
    }

    private bool IsOn(string section) => Section(section).Exists();

    private IConfigurationSection Section(string name) => _configuration.GetSection(name);
}
