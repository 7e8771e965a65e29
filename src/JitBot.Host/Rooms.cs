using JitBot.Chat.Slack;
using JitBot.Chat.Teams;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Settings;
using JitBot.Engine;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Checkup;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using JitBot.OnCall.Opsgenie;
using JitBot.OnCall.PagerDuty;
using JitBot.OnCall.Schedule;
using JitBot.Providers.Entra;
using JitBot.Providers.Okta;

namespace JitBot.Host;

/// <summary>Which rooms are on, and everything that is wrong with their settings. A room is on if and only if its section is there.</summary>
internal sealed class Rooms
{
    private static readonly string[] Known =
    [
        SlackSetup.Section, TeamsSetup.Section, EntraSetup.Section, OktaSetup.Section, PagerDutySetup.Section, OpsgenieSetup.Section, ScheduleSetup.Section, PagingRooms.Section, StoreRoom.Section,
        CatalogueSettings.Section, IdentitySettings.Section, AuditSettings.Section, OperationsSettings.Section, LogSettings.Section, ReaperSettings.Section,
    ];

    private static readonly string[] Chats = [SlackSetup.Section, TeamsSetup.Section];

    private readonly IConfigurationRoot _configuration;
    private readonly StoreRoom _store;
    private readonly List<SettingsFault> _faults = [];
    private CatalogueDoors _doors = new([], [], [], []);
    private CatalogueDraft? _catalogue;
    private IdentitySettings? _identity;
    private AuditSettings? _audit;
    private OperationsSettings? _operations;

    /// <summary>Looks at all settings.</summary>
    public Rooms(IConfigurationRoot configuration)
    {
        _configuration = configuration;
        _store = new StoreRoom(configuration);
        _faults.AddRange(HostSettings.UnknownSections(configuration, Known));
        _faults.AddRange(LogSettings.Check(Section(LogSettings.Section)));
        CheckChats();
        CheckProviders();
        CheckOnCall();
        _faults.AddRange(PagingRooms.Check(configuration));
        _faults.AddRange(ReaperSettings.Check(configuration));
        _faults.AddRange(_store.Check());
        ReadCatalogue();
    }

    /// <summary>The catalogue as the settings have it; null if it is wrong.</summary>
    public CatalogueDraft? Catalogue => _catalogue;

    /// <summary>What is wrong with a catalogue that can be read, as far as it shows without asking anybody.</summary>
    public IReadOnlyList<SettingsFault> CatalogueFaults => _catalogue is null || _identity is null ? [] : Engine.Catalogue.CatalogueFaults.Of(_catalogue, _doors, _identity);

    /// <summary>Whose accounts count; null if that is wrong.</summary>
    public IdentitySettings? Identity => _identity;

    /// <summary>What is wrong in these sections, or in one that nobody knows and that was probably meant to be one of them.</summary>
    public IEnumerable<SettingsFault> FaultsIn(params string[] sections) => _faults.Where(fault => fault.Key.Split(':')[0] is var section
        && (sections.Contains(section, StringComparer.OrdinalIgnoreCase) || (!Known.Contains(section, StringComparer.OrdinalIgnoreCase) && NearName.Of(section, sections) is not null)));

    /// <summary>Which files and other places the settings were read from.</summary>
    public string Sources => SettingsSources.Of(_configuration, Known);

    /// <summary>How many entitlements and policies there are; the settings must be in order.</summary>
    public (int Entitlements, int Policies) CatalogueSize => (_catalogue!.Entitlements.Count, _catalogue.Entitlements.Select(entitlement => entitlement.Policy.Id).Distinct().Count());

    /// <summary>Everything wrong, at once; empty if the program can start.</summary>
    public IReadOnlyList<SettingsFault> Faults => _faults;

    private bool SlackIsOn => Section(SlackSetup.Section).Exists();

    private bool TeamsIsOn => Section(TeamsSetup.Section).Exists();

    private bool EntraIsOn => Section(EntraSetup.Section).Exists();

    private bool OktaIsOn => Section(OktaSetup.Section).Exists();

    private bool PagerDutyIsOn => Section(PagerDutySetup.Section).Exists();

    private bool OpsgenieIsOn => Section(OpsgenieSetup.Section).Exists();

    private bool SchedulesAreOn => Section(ScheduleSetup.Section).Exists();

    /// <summary>
    /// The catalogue of other settings under the rooms that are on here, or null with the faults: what else differs in them counts when JitBot is started again.
    /// </summary>
    public CatalogueDraft? ReadCatalogueAgain(IConfiguration settings, out IReadOnlyList<SettingsFault> faults)
    {
        var draft = CatalogueSettings.Read(settings.GetSection(CatalogueSettings.Section), _doors, out var ofCatalogue);
        var operations = OperationsSettings.Read(settings.GetSection(OperationsSettings.Section), _doors, out var ofOperations);
        faults = [.. ofCatalogue, .. ofOperations];
        return draft is null || operations is null ? null : draft.With(operations);
    }

    /// <summary>Registers the engine and every room that is on; <paramref name="source"/> is where the catalogue is read again from.</summary>
    public void Add(IServiceCollection services, CatalogueSource source)
    {
        services.AddEngine(_catalogue!, _identity!, _audit!, _operations!, source);
        _store.Add(services);
        if (SlackIsOn)
            services.AddSlack(Section(SlackSetup.Section), _store.Folder);
        AddTeams(services);
        AddDirectories(services);
        AddOnCall(services);
    }

    /// <summary>Under which keys that stands which a door says something of.</summary>
    public SettingsKeys Keys => new(_catalogue!, _operations!);

    /// <summary>What the settings name of the world outside.</summary>
    public NamedInSettings Named => SettingsNames.Of(_catalogue!, _audit!, _operations!);

    /// <summary>Registers what looks at the store, the audit folder and every room that is on, for a process beside the one that serves.</summary>
    public void AddCheckups(IServiceCollection services)
    {
        _store.AddForReading(services);
        services.AddSingleton<ICheckup>(new AuditCheckup(_audit!));
        if (SlackIsOn)
            services.AddSlackForReading(Section(SlackSetup.Section), _store.Folder);
        AddTeams(services);
        AddDirectories(services);
        AddOnCall(services);
    }

    /// <summary>Opens the doors of every room that is on.</summary>
    public void Map(WebApplication app)
    {
        if (SlackIsOn)
            app.MapSlack();
        if (TeamsIsOn)
            app.MapTeams();
    }

    private void AddTeams(IServiceCollection services)
    {
        if (TeamsIsOn)
            services.AddTeams(Section(TeamsSetup.Section));
    }

    private void AddDirectories(IServiceCollection services)
    {
        if (EntraIsOn)
            services.AddEntra(Section(EntraSetup.Section));
        if (OktaIsOn)
            services.AddOkta(Section(OktaSetup.Section));
    }

    private void AddOnCall(IServiceCollection services)
    {
        PagingRooms.Add(services, _configuration);
        if (PagerDutyIsOn)
            services.AddPagerDuty(Section(PagerDutySetup.Section));
        if (OpsgenieIsOn)
            services.AddOpsgenie(Section(OpsgenieSetup.Section));
        if (SchedulesAreOn)
            services.AddSchedules(Section(ScheduleSetup.Section));
    }

    private void CheckChats()
    {
        if (!SlackIsOn && !TeamsIsOn)
            _faults.Add(new SettingsFault(SlackSetup.Section, "is missing, and so is Teams; configure at least one chat:"));
        if (SlackIsOn || !TeamsIsOn)
            _faults.AddRange(SlackSetup.Check(Section(SlackSetup.Section)));
        if (TeamsIsOn || !SlackIsOn)
            _faults.AddRange(TeamsSetup.Check(Section(TeamsSetup.Section)));
        if (_store.Folder is null && SlackSetup.RenewsTokens(Section(SlackSetup.Section)))
            _faults.Add(new SettingsFault(SlackSetup.RotationKey,
                "turns token rotation on, but several processes may share this store, and each refresh token is good for one of them alone; use Storage:Sqlite, "
                + "or an app without token rotation (once on it stays on, so make the app anew), and take RefreshToken, ClientId and ClientSecret out"));
    }

    private void CheckProviders()
    {
        if (EntraIsOn)
            _faults.AddRange(EntraSetup.Check(Section(EntraSetup.Section)));
        if (OktaIsOn)
            _faults.AddRange(OktaSetup.Check(Section(OktaSetup.Section)));
        if (EntraIsOn || OktaIsOn)
            return;
        _faults.Add(new SettingsFault(EntraSetup.Section, "is missing, and so is Okta; configure at least one provider of groups:"));
        _faults.AddRange(EntraSetup.Check(Section(EntraSetup.Section)));
        _faults.AddRange(OktaSetup.Check(Section(OktaSetup.Section)));
    }

    private void CheckOnCall()
    {
        if (PagerDutyIsOn)
            _faults.AddRange(PagerDutySetup.Check(Section(PagerDutySetup.Section)));
        if (OpsgenieIsOn)
            _faults.AddRange(OpsgenieSetup.Check(Section(OpsgenieSetup.Section)));
        if (SchedulesAreOn)
            _faults.AddRange(ScheduleSetup.Check(Section(ScheduleSetup.Section)));
    }

    /// <summary>The group sources that are on, by the words with which rules name them.</summary>
    private IEnumerable<GroupDoor> GroupDoors()
    {
        if (EntraIsOn)
            yield return new GroupDoor(EntraSetup.GroupSource, EntraSetup.GroupFault, EntraSetup.Section);
        if (OktaIsOn)
            yield return new GroupDoor(OktaSetup.GroupSource, OktaSetup.GroupFault, OktaSetup.Section);
        if (SlackIsOn)
            yield return new GroupDoor(SlackSetup.GroupSource, SlackSetup.GroupFault);
        if (PagerDutyIsOn)
            yield return new GroupDoor(PagerDutySetup.GroupSource, PagerDutySetup.GroupFault) { Fingerprint = PagerDutySetup.Fingerprints(Section(PagerDutySetup.Section)) };
        if (OpsgenieIsOn)
            yield return new GroupDoor(OpsgenieSetup.GroupSource, OpsgenieSetup.GroupFault) { Fingerprint = OpsgenieSetup.Fingerprints(Section(OpsgenieSetup.Section)) };
        if (SchedulesAreOn)
        {
            var schedules = Section(ScheduleSetup.Section);
            yield return new GroupDoor(ScheduleSetup.GroupSource, ScheduleSetup.GroupFault(schedules)) { Fingerprint = ScheduleSetup.Fingerprints(schedules) };
        }
    }

    private IEnumerable<string> ManagerDoors()
    {
        if (EntraIsOn)
            yield return EntraSetup.ManagerSource;
        if (OktaIsOn)
            yield return OktaSetup.ManagerSource;
    }

    private void ReadCatalogue()
    {
        var providers = new List<string>();
        if (EntraIsOn)
            providers.Add(EntraSetup.Section);
        if (OktaIsOn)
            providers.Add(OktaSetup.Section);
        var platforms = Chats.Where(chat => Section(chat).Exists()).ToList();
        _doors = new CatalogueDoors(providers, platforms, [.. GroupDoors()], [.. Chats.Except(platforms)])
        {
            Managers = [.. ManagerDoors()],
            ChannelFaults = new Dictionary<string, Func<string, string?>> { [SlackSetup.Section] = SlackSetup.ChannelFault, [TeamsSetup.Section] = TeamsSetup.ChannelFault },
        };
        _catalogue = CatalogueSettings.Read(Section(CatalogueSettings.Section), _doors, out var wrong);
        _faults.AddRange(wrong);
        _operations = OperationsSettings.Read(Section(OperationsSettings.Section), _doors, out wrong);
        _faults.AddRange(wrong);
        _catalogue = _operations is null ? _catalogue : _catalogue?.With(_operations);
        _identity = IdentitySettings.Read(Section(IdentitySettings.Section), _catalogue, out wrong);
        _faults.AddRange(wrong);
        _audit = AuditSettings.Read(Section(AuditSettings.Section), _store.Folder, _doors, out wrong);
        _faults.AddRange(wrong);
    }

    private IConfigurationSection Section(string name) => _configuration.GetSection(name);
}
