using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Core.Time;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Effects;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using JitBot.Engine.Requests;
using JitBot.Storage.Sqlite;
using JitBot.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Engine.Tests;

/// <summary>The engine on a real store, with a provider and a chat platform that do as they are told, and a clock that tests turn.</summary>
internal sealed class EngineWorld : IAsyncDisposable
{
    public static readonly AccountFacts Riley = Account("riley");
    public static readonly AccountFacts Avery = Account("avery");
    public static readonly AccountFacts Morgan = Account("morgan");
    public static readonly AccountFacts Olive = Account("olive");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jitbot-engine-");
    private ServiceProvider _services;
    private int _gestures;

    /// <summary>Where checkpoints are posted.</summary>
    public static readonly Place AuditChannel = new Place.Channel("Chat", "audit");

    private static readonly OperationsSettings Operations = new([], "box") { Operators = [new RuleText(RuleText.Person, "olive@example.com"), new RuleText(RuleText.Person, "morgan@example.com")] };

    private readonly string[] _groups;
    private readonly int _approvals;
    private readonly TimeSpan _coolDown;
    private readonly ToldProvider? _other;

    private EngineWorld(string[] groups, int approvals, TimeSpan coolDown, ToldEvidence? evidence, ToldProvider? other = null)
    {
        (_groups, _approvals, _coolDown, Evidence, _other) = (groups, approvals, coolDown, evidence, other);
        _services = Build();
    }

    private readonly Dictionary<string, string?> _saved = [];
    private int _saves;

    /// <summary>Changes the settings as an editor does that saves the file; null takes a key out.</summary>
    public void Save(params IEnumerable<(string Key, string? Value)> changes)
    {
        foreach (var (key, value) in changes)
            _saved[key] = value;
        _saves++;
    }

    /// <summary>Changes the settings and lets them be read.</summary>
    public async Task SaveAndReadAsync(params IEnumerable<(string Key, string? Value)> changes)
    {
        Save(changes);
        await KeepHouseAsync(TimeSpan.FromSeconds(10));
        await KeepHouseAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>From where the next start reads the schedules, as a fingerprint.</summary>
    public string OnCallAddress { get; set; } = "here";

    private CatalogueRead Read(string address)
    {
        var settings = Settings(_folder.FullName, _groups, _approvals);
        foreach (var (key, value) in _saved)
            settings[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var groups = new GroupDoor(ToldGroups.SourceName, _ => null, Provider.Name);
        var doors = new CatalogueDoors(["Directory"], ["Chat"], [groups, new GroupDoor(ToldOnCall.SourceName, _ => null) { Fingerprint = _ => address }], [])
        {
            Managers = [ToldManagers.SourceName],
        };
        var draft = CatalogueSettings.Read(configuration.GetSection(CatalogueSettings.Section), doors, out var faults);
        var operations = OperationsSettings.Read(configuration.GetSection(OperationsSettings.Section), doors, out var others);
        return new CatalogueRead(operations is null ? null : draft?.With(operations), [.. faults, .. others], $"raw {_saves}");
    }

    private ServiceProvider Build()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(_folder.FullName, _groups, _approvals)).Build();
        var address = OnCallAddress;
        var (draft, faults, _) = Read(address);
        Assert.That(faults, Is.Empty);
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<TimeProvider>(Clock).AddSingleton<IChatPlatform>(Chat);
        if (HasProvider)
            services.AddSingleton<IAccessProvider>(Provider);
        services.AddSingleton<IGroupSource>(Groups).AddSingleton<IGroupSource>(OnCall).AddSingleton<IManagerSource>(Managers).AddSingleton<IPager>(Pager).AddSingleton<IZoneSource>(Zones);
        services.AddSingleton<IPresenceSource>(InChat).AddSingleton<IPresenceSource>(InDirectory);
        services.AddSingleton<ISessionEnder>(Sessions);
        if (_other is not null)
            services.AddSingleton<IAccessProvider>(_other);
        if (Evidence is not null)
            services.AddSingleton<IEvidenceSource>(Evidence);
        var identity = new IdentitySettings(new HashSet<string> { "example.com" }) { LinkCoolDown = _coolDown };
        services.AddEngine(draft!, identity, new AuditSettings(_folder.FullName) { Places = [AuditChannel] }, Operations, new CatalogueSource(() => Read(address), () => $"{_saves}"));
        services.AddSqlite(configuration.GetSection(SqliteSetup.Section));
        services.AddSingleton(made => new RestoreAcceptance(
            made.GetRequiredService<OperationsLog>(), made.GetRequiredService<RestoreCheck>(), made.GetRequiredService<CheckpointFile>(),
            made.GetRequiredService<CheckpointWriter>(), made.GetRequiredService<IAccessStore>(), made.GetRequiredService<Clock.TrustedClock>()));
        return services.BuildServiceProvider();
    }

    public StoppedClock Clock { get; } = new();

    public ToldProvider Provider { get; } = new();

    /// <summary>Whether the settings of the next start have the provider.</summary>
    public bool HasProvider { get; set; } = true;

    public ToldChat Chat { get; } = new();

    public ToldGroups Groups { get; } = new();

    public ToldOnCall OnCall { get; } = new();

    /// <summary>Who is still there, as the chat says.</summary>
    public ToldPresence InChat { get; } = new("Chat");

    /// <summary>Who is still there, as the directory says.</summary>
    public ToldPresence InDirectory { get; } = new("Directory");

    public ToldPager Pager { get; } = new();

    /// <summary>By which clock everybody lives; nobody says unless a test does.</summary>
    public ToldZones Zones { get; } = new();

    public ToldManagers Managers => field ??= new ToldManagers(Provider);

    /// <summary>The directory's log, where it is read.</summary>
    public ToldEvidence? Evidence { get; }

    public ToldSessions Sessions => field ??= new ToldSessions(Clock);

    public IAccessStore Store => Get<IAccessStore>();

    public JitEngine Engine => Get<JitEngine>();

    public AccessDesk Desk => Get<AccessDesk>();

    public string Folder => _folder.FullName;

    /// <summary>Avery and Morgan decide, and with them whoever is in one of these groups, or in what a whole rule names.</summary>
    public static Task<EngineWorld> OpenAsync(params string[] groups) => OpenAsync(groups, approvals: 1, LinkingLimits.CoolDown);

    /// <summary>So many of them decide, and whoever links accounts waits so long for their rights.</summary>
    public static Task<EngineWorld> OpenAsync(string[] groups, int approvals, TimeSpan coolDown) => OpenAsync(groups, approvals, coolDown, evidence: null);

    /// <summary>The directory's log is read after each grant.</summary>
    public static Task<EngineWorld> OpenAsync(ToldEvidence evidence) => OpenAsync([], approvals: 1, LinkingLimits.CoolDown, evidence);

    /// <summary>So many decide, and there is another directory that no entitlement is about.</summary>
    public static Task<EngineWorld> OpenAsync(ToldProvider other, int approvals = 1) => OpenAsync([], approvals, LinkingLimits.CoolDown, evidence: null, other);

    /// <summary>Whoever is in one of these groups decides too, and there is another directory that no entitlement is about.</summary>
    public static Task<EngineWorld> OpenAsync(ToldProvider other, string[] groups) => OpenAsync(groups, approvals: 1, LinkingLimits.CoolDown, evidence: null, other);

    /// <summary>Whoever had something is signed out everywhere.</summary>
    public static async Task<EngineWorld> OpenSigningOutAsync()
    {
        var world = await OpenAsync();
        await world.SaveAndReadAsync(("Catalogue:Policies:0:SignOut", "true"));
        return world;
    }

    private static async Task<EngineWorld> OpenAsync(string[] groups, int approvals, TimeSpan coolDown, ToldEvidence? evidence, ToldProvider? other = null)
    {
        var world = new EngineWorld(groups, approvals, coolDown, evidence, other);
        await world.Engine.OpenAsync(default);
        return world;
    }

    public static AccountFacts Account(string name) => new(new AccountId("Chat", "T1", $"U-{name}"), name, $"{name}@example.com", EmailConfirmed: true, Barred: null);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public string Gesture() => $"gesture-{++_gestures}";

    /// <summary>Ends the engine and starts another one on the same folder; what is between is done while nothing runs.</summary>
    public async Task RestartAsync(Action? between = null, string? blocks = null)
    {
        await _services.DisposeAsync();
        between?.Invoke();
        if (blocks is not null)
            Directory.CreateDirectory(blocks); // where a directory stands no file can be made
        _services = Build();
        await Engine.OpenAsync(default);
        await DrainAsync();
    }

    /// <summary>Another program writes the database until this is disposed.</summary>
    public IDisposable LockDatabase()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "jitbot.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>A copy of the database, made while nothing runs.</summary>
    public void CopyDatabase(string name) => File.Copy(Path.Combine(Folder, "jitbot.db"), Path.Combine(Folder, name));

    /// <summary>Puts a copy in the database's place, as an operator does.</summary>
    public void RestoreDatabase(string name)
    {
        foreach (var end in new[] { "-wal", "-shm" })
            File.Delete(Path.Combine(Folder, $"jitbot.db{end}"));
        File.Copy(Path.Combine(Folder, name), Path.Combine(Folder, "jitbot.db"), overwrite: true);
    }

    /// <summary>Turns the clock, lets the house be kept, and does what became due.</summary>
    public async Task KeepHouseAsync(TimeSpan by)
    {
        await TurnAsync(by);
        await Engine.KeepHouseAsync(default);
        await DrainAsync();
    }

    public Task DrainAsync() => Engine.DrainAsync(default);

    /// <summary>Turns the clock and does what became due.</summary>
    public async Task TurnAsync(TimeSpan by)
    {
        Clock.Advance(by);
        Get<Clock.TrustedClock>().Look();
        await DrainAsync();
    }

    /// <summary>A provider's answer carried this time.</summary>
    public void Witness(DateTimeOffset date) => Get<DateWitness>().Report("Directory", date);

    /// <summary>Riley asks for an hour.</summary>
    public Task<RequestId> AskAsync(string entitlement = "database") => AskAsync(Riley, entitlement);

    /// <summary>Somebody asks for an hour.</summary>
    public async Task<RequestId> AskAsync(AccountFacts who, string entitlement = "database")
    {
        var outcome = await Desk.AskAsync(who, new AskForm(entitlement, TimeSpan.FromHours(1), "fixing the incident"), Gesture(), default);
        await DrainAsync();
        return ((Outcome.Done)outcome).Request;
    }

    /// <summary>Riley asks for an hour and Avery approves.</summary>
    public async Task<RequestId> GrantAsync()
    {
        var request = await AskAsync();
        await Desk.ApproveAsync(Avery, request, new Approval(Clock.GetUtcNow()), Gesture(), default);
        await DrainAsync();
        return request;
    }

    public async Task<AccessState> StateAsync(RequestId request) => (await Get<StoryReader>().LoadAsync(request, default)).State;

    public async Task<IReadOnlyList<AccessEvent>> EventsAsync(RequestId request) => [.. (await Get<StoryReader>().LoadAsync(request, default)).Events];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Dictionary<string, string?> Settings(string folder, string[] groups, int approvals)
    {
        var settings = Settings(folder);
        settings["Catalogue:Policies:0:Stages:0:Approvals"] = $"{approvals}";
        for (var i = 0; i < groups.Length; i++)
            settings[$"Catalogue:Policies:0:Stages:0:Approvers:{i + 2}"] = groups[i].Contains(':') ? groups[i] : $"{ToldGroups.SourceName}:{groups[i]}";
        return settings;
    }

    private static Dictionary<string, string?> Settings(string folder) => new()
    {
        ["Storage:Sqlite:Path"] = Path.Combine(folder, "jitbot.db"),
        ["Catalogue:Entitlements:0:Id"] = "database",
        ["Catalogue:Entitlements:0:Provider"] = "Directory",
        ["Catalogue:Entitlements:0:Resource"] = "group",
        ["Catalogue:Entitlements:0:Policy"] = "production",
        ["Catalogue:Entitlements:1:Id"] = "warehouse",
        ["Catalogue:Entitlements:1:Provider"] = "Directory",
        ["Catalogue:Entitlements:1:Resource"] = "other group",
        ["Catalogue:Entitlements:1:Policy"] = "production",
        ["Catalogue:Policies:0:Id"] = "production",
        ["Catalogue:Policies:0:Requesters:0"] = "everyone",
        ["Catalogue:Policies:0:RemindAfter"] = "never",
        ["Catalogue:Policies:0:Stages:0:Approvers:0"] = "person:avery@example.com",
        ["Catalogue:Policies:0:Stages:0:Approvers:1"] = "person:morgan@example.com",
        ["Catalogue:Policies:0:Stages:0:ChatChannel"] = "approvals",
        ["Catalogue:Policies:0:LongestGrant"] = "04:00:00",
    };
}
