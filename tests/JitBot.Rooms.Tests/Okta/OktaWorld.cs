using System.Security.Cryptography;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.People;
using JitBot.Core.Time;
using JitBot.Providers.Okta;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Okta;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>How the room shows who it is.</summary>
public enum OktaCredential
{
    ApiToken,
    ServiceApp,
    ServiceAppWithProofs,
}

/// <summary>A look-alike of Okta and the room built from settings, as the host builds it.</summary>
internal sealed class OktaWorld : ProviderWorld
{
    public const string ClientId = "0oaLookAlikeClient01";
    public const string KeyId = "key-1";

    private static readonly HashSet<string> Scopes = ["okta.users.read", "okta.groups.read", "okta.groups.manage"];

    private readonly AsymmetricAlgorithm _key;
    private readonly bool _mustProve;
    private readonly ServiceProvider _services;
    private readonly Lazy<ServiceProvider> _withLog;

    private OktaWorld(StoppedClock clock, OktaLookAlike okta, OktaCredential credential, AsymmetricAlgorithm key, string keyText)
        : base(clock)
    {
        (Okta, _key) = (okta, key);
        _mustProve = credential == OktaCredential.ServiceAppWithProofs;
        Grant(Scopes);
        var settings = Settings(credential, keyText);
        _services = Build(settings);
        _withLog = new Lazy<ServiceProvider>(() =>
        {
            Grant(Scopes.Append("okta.logs.read").ToHashSet());
            settings["ReadLog"] = "true";
            return Build(settings);
        });
    }

    public OktaLookAlike Okta { get; }

    public DateWitness Witness { get; } = new();

    public OktaGroups Groups => _services.GetRequiredService<OktaGroups>();

    public override IAccessProvider Provider => _services.GetRequiredService<IAccessProvider>();

    public override IEvidenceSource Evidence => _withLog.Value.GetRequiredService<IEvidenceSource>();

    /// <summary>The provider by the settings that read the log as well.</summary>
    public IAccessProvider ProviderThatReadsLogs => _withLog.Value.GetRequiredService<IAccessProvider>();

    public override IManagerSource Managers => _services.GetRequiredService<IManagerSource>();

    public override IPresenceSource Presence => _services.GetRequiredService<IPresenceSource>();

    public override ISessionEnder SessionEnder
    {
        get
        {
            Grant(Scopes.Append("okta.users.manage").ToHashSet());
            return _services.GetRequiredService<ISessionEnder>();
        }
    }

    public override SessionEnds SessionEnds => Okta.Sessions;

    public override void KeepSessions() => Okta.Door.MayEndSessions = false;

    public override IReadOnlyList<(AccountEnd How, Action<string> End)> Endings =>
    [
        (AccountEnd.Deactivated, person => Okta.Directory.Change(person, account => account with { Status = "DEPROVISIONED" })),
        (AccountEnd.Suspended, person => Okta.Directory.Change(person, account => account with { Status = "SUSPENDED" })),
        (AccountEnd.Deleted, DeletePerson),
    ];

    public override void EnterManager(string person, string manager) => Okta.Directory.Change(person, account => account with { ManagerId = manager });

    public override ActivityLog Log => Okta.Directory.Log;

    public override void CloseLog() => Okta.Door.MayReadLog = false;

    public override void ShrinkPages() => Okta.PageSize = 3;

    public override DirectoryFaults Faults => Okta.Faults;

    public override MembershipHistory Memberships => Okta.Directory.Memberships;

    // The authorization server is not the directory: what goes there is no call about a membership.
    public override IReadOnlyList<string> Requests =>
        [.. Okta.Requests.Where(request => !request.StartsWith("POST /oauth2/", StringComparison.Ordinal))];

    public override IReadOnlyList<string> Secrets => [Okta.Door.ApiToken, "eyJ"];

    public override string UnknownGroup => "00gunknownunknown000";

    public static Task<OktaWorld> StartAsync(OktaCredential credential)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return StartAsync(credential, key, key.ExportPkcs8PrivateKeyPem());
    }

    public static async Task<OktaWorld> StartAsync(OktaCredential credential, AsymmetricAlgorithm key, string keyText)
    {
        var clock = new StoppedClock();
        return new OktaWorld(clock, await OktaLookAlike.StartAsync(clock), credential, key, keyText);
    }

    /// <summary>Grants the service app these scopes and no others.</summary>
    public void Grant(IReadOnlySet<string> scopes) => Okta.Authority.Register(new OktaClient(ClientId, _key, KeyId, _mustProve, scopes));

    /// <summary>What the room's checkup finds.</summary>
    public async Task<List<Finding>> LookAsync(NamedInSettings named)
    {
        var found = new List<Finding>();
        await foreach (var finding in _services.GetRequiredService<ICheckup>().LookAsync(named, default))
            found.Add(finding);
        return found;
    }

    public override string AddPerson(string email) => Okta.Directory.AddPerson(email);

    public override IReadOnlyList<(string What, string Email)> AddUnwelcomePeople() =>
    [
        .. new[] { "STAGED", "PROVISIONED", "RECOVERY", "LOCKED_OUT", "PASSWORD_EXPIRED", "SUSPENDED", "DEPROVISIONED", "OF_THE_FUTURE" }
            .Select(status =>
            {
                var email = $"{status.ToLowerInvariant()}@example.com";
                Okta.Directory.AddPerson(email, status: status);
                return (status, email);
            }),
    ];

    public override string AddGroup(string name) => Okta.Directory.AddGroup(name);

    public override IReadOnlyList<(string What, string Resource, string Word)> AddUnfitGroups()
    {
        var fed = AddGroup("Everybody in sales");
        Okta.Directory.AddRule("Sales", "ACTIVE", fed);
        return
        [
            ("application", Okta.Directory.AddGroup("From the directory", "APP_GROUP"), "application"),
            ("built in", Okta.Directory.AddGroup("Everyone", "BUILT_IN"), "built into"),
            ("of the future", Okta.Directory.AddGroup("Unheard of", "NEW_KIND"), "group of its own"),
            ("fed by a rule", fed, "rule “Sales”"),
        ];
    }

    public override bool Nests => false;

    /// <summary>Okta takes no group as a member.</summary>
    public override void Nest(string inner, string outer)
    {
    }

    public override void DeletePerson(string subject) => Okta.Directory.DeletePerson(subject);

    public override void DeleteGroup(string resource) => Okta.Directory.DeleteGroup(resource);

    public override Task GoDownAsync() => Okta.GoDownAsync();

    public override Task ComeBackAsync() => Okta.ComeBackAsync();

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_withLog.IsValueCreated)
            await _withLog.Value.DisposeAsync();
        await Okta.DisposeAsync();
        _key.Dispose();
    }

    private ServiceProvider Build(IConfigurationSection settings) => new ServiceCollection()
        .AddSingleton<TimeProvider>(Clock).AddSingleton(Witness).AddLogging().AddOkta(settings).BuildServiceProvider();

    private IConfigurationSection Settings(OktaCredential credential, string keyText)
    {
        var settings = new Dictionary<string, string?> { ["Okta:BaseUrl"] = Okta.BaseUrl.AbsoluteUri };
        if (credential == OktaCredential.ApiToken)
            settings["Okta:ApiToken"] = Okta.Door.ApiToken;
        else
        {
            settings["Okta:ClientId"] = ClientId;
            settings["Okta:PrivateKey"] = keyText;
            settings["Okta:KeyId"] = KeyId;
        }
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(OktaSetup.Section);
    }
}
