using System.Globalization;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;

namespace JitBot.Benchmarks.Http;

/// <summary>Look-alikes of Slack and Entra ID that answer at once, with as many people and entitlements as there are requests to make, and a folder for a host of theirs.</summary>
internal sealed class SlackStage : IAsyncDisposable
{
    /// <summary>Who asks; each for each entitlement once, since nobody has two open requests for one.</summary>
    public const int People = 200;

    public const int Entitlements = 100;

    /// <summary>As many requests as can be made.</summary>
    public const int MostRequests = People * Entitlements;

    /// <summary>Above what anybody asks for here: a quota would answer faster than the rest.</summary>
    private const string Quota = "1000";

    private readonly SandboxFolder _folder = new();
    private readonly IReadOnlyList<string> _groups;
    private readonly string[] _accounts = new string[People];

    private SlackStage(SandboxWorld world)
    {
        World = world;
        for (var i = 0; i < People; i++)
        {
            world.Slack.Workspace.AddPerson(Person(i));
            _accounts[i] = world.Graph.Directory.AddPerson($"{Person(i)}@example.com").Id;
        }

        _groups = [.. Enumerable.Range(0, Entitlements).Select(i => world.Graph.Directory.AddGroup(Entitlement(i)).Id)];
        File.WriteAllText(Certificate, world.Tokens.Certificate.ExportCertificatePem());
        world.Slack.Connect(new HttpClient(Recorder) { BaseAddress = new Uri(Server.UrlOf(0)) });
    }

    public SandboxWorld World { get; }

    public SlackWorkspace Workspace => World.Slack.Workspace;

    /// <summary>What people do here is not sent but written down, signed.</summary>
    public RequestRecorder Recorder { get; } = new();

    public string Folder => _folder.Path;

    public string Database => Path.Combine(Folder, "jitbot.db");

    private string Certificate => Path.Combine(Folder, "certificate.pem");

    public static async Task<SlackStage> OpenAsync() => new(await SandboxWorld.StartAsync(TimeProvider.System));

    /// <summary>Who makes the request of that number, of <see cref="MostRequests"/>.</summary>
    public static string Person(int request) => string.Create(CultureInfo.InvariantCulture, $"p{request % People:D3}");

    /// <summary>Their account at the provider.</summary>
    public string EntraId(int request) => _accounts[request % People];

    /// <summary>For what.</summary>
    public static string Entitlement(int request) => string.Create(CultureInfo.InvariantCulture, $"group-{request / People % Entitlements}");

    /// <summary>A host of these look-alikes, which is just being started.</summary>
    public Server StartHost(bool isMetered) => Server.Start(port =>
    {
        var host = Servers.Host(port, Settings(), Folder, Certificate);
        return isMetered ? Server.Metered(host, Folder) : host;
    });

    /// <summary>The host's settings.</summary>
    public Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Slack:BotToken"] = Workspace.App.BotToken,
            ["Slack:SigningSecret"] = Workspace.App.SigningSecret,
            ["Slack:ApiBaseUrl"] = World.Slack.BaseUrl.ToString(),
            ["Entra:TenantId"] = SandboxWorld.Tenant,
            ["Entra:ClientId"] = SandboxWorld.ClientId,
            ["Entra:ClientSecret"] = SandboxWorld.ClientSecret,
            ["Entra:AuthorityHost"] = World.Tokens.BaseUrl.ToString(),
            ["Entra:GraphBaseUrl"] = World.Graph.BaseUrl.ToString(),
            ["Storage:Sqlite:Path"] = Database,
            ["Catalogue:MostOpenRequests"] = Quota,
            ["Catalogue:MostRequestsPerDay"] = Quota,
            ["Catalogue:Policies:0:Id"] = "production",
            ["Catalogue:Policies:0:Requesters:0"] = "everyone",
            ["Catalogue:Policies:0:Stages:0:Approvers:0"] = "person:avery@example.com",
            ["Catalogue:Policies:0:Stages:0:SlackChannel"] = World.Approvals.Id,
            ["Catalogue:Policies:0:LongestGrant"] = "04:00:00",
        };
        foreach (var (index, group) in _groups.Index())
            SandboxSettings.Add(settings, index, $"group-{index}", $"Group {index}", "Entra", group, "production");
        return settings;
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        _folder.Dispose();
    }
}
