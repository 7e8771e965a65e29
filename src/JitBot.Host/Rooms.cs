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

    private readonly IConfigurationRoot _configuration;
    private readonly StoreRoom _store;
    private readonly List<SettingsFault> _faults = [];
    private readonly CatalogueRooms _catalogue;

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
        _catalogue = new CatalogueRooms(configuration, _store.Folder);
        _faults.AddRange(_catalogue.Faults);
    }

    /// <summary>The catalogue as the settings have it; null if it is wrong.</summary>
    public CatalogueDraft? Catalogue => _catalogue.Draft;

    /// <summary>What is wrong with a catalogue that can be read, as far as it shows without asking anybody.</summary>
    public IReadOnlyList<SettingsFault> CatalogueFaults => _catalogue.FaultsOfDraft;

    /// <summary>Whose accounts count; null if that is wrong.</summary>
    public IdentitySettings? Identity => _catalogue.Identity;

    /// <summary>What is wrong in these sections, or in one that nobody knows and that was probably meant to be one of them.</summary>
    public IEnumerable<SettingsFault> FaultsIn(params string[] sections) => _faults.Where(fault => IsMeant(fault.Key.Split(':')[0], sections));

    /// <summary>Which files and other places the settings were read from.</summary>
    public string Sources => SettingsSources.Of(_configuration, Known);

    /// <summary>How many entitlements and policies there are; the settings must be in order.</summary>
    public (int Entitlements, int Policies) CatalogueSize => _catalogue.Size;

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
    public CatalogueDraft? ReadCatalogueAgain(IConfiguration settings, out IReadOnlyList<SettingsFault> faults) => _catalogue.ReadAgain(settings, out faults);

    /// <summary>Registers the engine and every room that is on; <paramref name="source"/> is where the catalogue is read again from.</summary>
    public void Add(IServiceCollection services, CatalogueSource source)
    {
        services.AddEngine(_catalogue.Draft!, _catalogue.Identity!, _catalogue.Audit!, _catalogue.Operations!, source);
        _store.Add(services);
        if (SlackIsOn)
            services.AddSlack(Section(SlackSetup.Section), _store.Folder);
        AddTeams(services);
        AddDirectories(services);
        AddOnCall(services);
    }

    /// <summary>Under which keys that stands which a door says something of.</summary>
    public SettingsKeys Keys => new(_catalogue.Draft!, _catalogue.Operations!);

    /// <summary>What the settings name of the world outside.</summary>
    public NamedInSettings Named => SettingsNames.Of(_catalogue.Draft!, _catalogue.Audit!, _catalogue.Operations!);

    /// <summary>Registers what looks at the store, the audit folder and every room that is on, for a process beside the one that serves.</summary>
    public void AddCheckups(IServiceCollection services)
    {
        _store.AddForReading(services);
        services.AddSingleton<ICheckup>(new AuditCheckup(_catalogue.Audit!));
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

    private static bool IsMeant(string section, string[] sections) => IsOneOf(sections, section) || (!IsOneOf(Known, section) && NearName.Of(section, sections) is not null);

    private static bool IsOneOf(string[] names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private IConfigurationSection Section(string name) => _configuration.GetSection(name);
}
