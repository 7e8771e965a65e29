using System.Globalization;
using JitBot.Engine;
using JitBot.Host;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Benchmarks.Http;

/// <summary>Look-alikes of Slack and Entra ID that answer at once, with as many people and entitlements as there are requests to make, and a folder for a host of theirs.</summary>
internal sealed class SlackStage : IAsyncDisposable
{
    /// <summary>Who asks; each for each entitlement once, since nobody has two open requests for one.</summary>
    public const int People = 200;

    public const int Entitlements = 50;

    /// <summary>As many requests as can be made.</summary>
    public const int MostRequests = People * Entitlements;

    /// <summary>Above what anybody asks for here: a quota would answer faster than the rest.</summary>
    private const string Quota = "1000";

    private readonly SandboxFolder _folder = new();
    private readonly IReadOnlyList<string> _groups;
    private readonly string[] _accounts = new string[People];

    private readonly IReadOnlyList<SlackChannel> _channels;

    private SlackStage(SandboxWorld world, int channels)
    {
        World = world;
        _channels = [world.Approvals, .. Enumerable.Range(1, channels - 1).Select(i => AddChannel(string.Create(CultureInfo.InvariantCulture, $"approvals-{i}")))];
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

    /// <summary>With so many channels in which approvers are asked, by turns: one takes no more than a message a second.</summary>
    public static async Task<SlackStage> OpenAsync(int channels = 1) => new(await SandboxWorld.StartAsync(TimeProvider.System), channels);

    /// <summary>Who makes the request of that number, of <see cref="MostRequests"/>.</summary>
    public static string Person(int request) => string.Create(CultureInfo.InvariantCulture, $"p{request % People:D3}");

    /// <summary>Their account at the provider.</summary>
    public string EntraId(int request) => _accounts[request % People];

    /// <summary>For what.</summary>
    public static string Entitlement(int request) => string.Create(CultureInfo.InvariantCulture, $"group-{request / People % Entitlements}");

    /// <summary>The group of the entitlement of that number.</summary>
    public string Group(int entitlement) => _groups[entitlement];

    /// <summary>A host of these look-alikes, which is just being started.</summary>
    public Server StartHost(bool isMetered) => Server.Start(port =>
    {
        var host = Servers.Host(port, Settings(), Folder, Certificate);
        return isMetered ? Server.Metered(host, Folder) : host;
    });

    /// <summary>The host put together in this process, with its engine open, for what is to be in the store before it starts.</summary>
    public async Task<WebApplication> OpenEngineAsync()
    {
        var settings = Settings();
        settings["Log:Level"] = "Error";
        var app = JitBotApp.Build([], builder => builder.Configuration.AddInMemoryCollection(settings), out var faults)
            ?? throw new InvalidOperationException($"The benchmark's settings are wrong: {faults[0]}");
        await app.Services.GetRequiredService<JitEngine>().OpenAsync(CancellationToken.None);
        return app;
    }

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
        };
        foreach (var (index, channel) in _channels.Index())
            AddPolicy(settings, $"Catalogue:Policies:{index}", Policy(index), channel);
        foreach (var (index, group) in _groups.Index())
            SandboxSettings.Add(settings, index, $"group-{index}", $"Group {index}", "Entra", group, Policy(index % _channels.Count));
        return settings;
    }

    private static string Policy(int channel) => channel == 0 ? "production" : $"production-{channel}";

    private static void AddPolicy(Dictionary<string, string?> settings, string at, string id, SlackChannel channel)
    {
        settings[$"{at}:Id"] = id;
        settings[$"{at}:Requesters:0"] = "everyone";
        settings[$"{at}:Stages:0:Approvers:0"] = "person:avery@example.com";
        settings[$"{at}:Stages:0:SlackChannel"] = channel.Id;
        settings[$"{at}:LongestGrant"] = "04:00:00";
    }

    private SlackChannel AddChannel(string name)
    {
        var people = Workspace.Channel(World.Approvals.Id).Members;
        return Workspace.AddChannel(name, shape: channel => channel with { Members = channel.Members.Union(people) });
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        _folder.Dispose();
    }
}
