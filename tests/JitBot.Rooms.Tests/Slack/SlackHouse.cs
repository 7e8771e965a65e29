using JitBot.Chat.Slack;
using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Storage.Sqlite;
using JitBot.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using LookAlike = JitBot.Sandbox.LookAlikes.Slack.SlackLookAlike;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>
/// The room with a real engine and store behind it and Slack's look-alike before it; the work is done when a test says so.
/// </summary>
internal sealed class SlackHouse : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jitbot-slack-").FullName;
    private WebApplication _app = null!;

    /// <summary>Everything waited for happens within moments; whatever takes longer has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public StoppedClock Clock { get; } = new();

    public LookAlike Slack { get; private set; } = null!;

    public SlackChannel Approvals { get; private set; } = null!;

    public Uri Url { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    private JitEngine Engine => Services.GetRequiredService<JitEngine>();

    public static Task<SlackHouse> OpenAsync(Action<IServiceCollection>? adjust = null) => OpenAsync(new SlackApp(), _ => { }, adjust);

    /// <summary>A house that goes to Slack instead of waiting for it; <paramref name="prepare"/> sets Slack up before it does.</summary>
    public static async Task<SlackHouse> OpenOverSocketsAsync(
        Action<IServiceCollection>? adjust = null, Action<LookAlike>? prepare = null, bool waits = true)
    {
        var house = await OpenAsync(new SlackApp { IsSocketMode = true }, prepare ?? (_ => { }), adjust);
        if (waits)
            await house.SeeAsync(() => house.Slack.Sockets.Open.Count == SlackSocketLimits.Connections);
        return house;
    }

    /// <summary>A house whose token ends and is renewed.</summary>
    public static Task<SlackHouse> OpenRotatingAsync(Action<IServiceCollection>? adjust = null) => OpenAsync(SlackApp.Rotating, _ => { }, adjust);

    /// <summary>A house with other settings besides.</summary>
    public static Task<SlackHouse> OpenAsync(IEnumerable<KeyValuePair<string, string?>> settings, Action<IServiceCollection>? adjust = null) =>
        OpenAsync(new SlackApp(), _ => { }, adjust, settings);

    private IEnumerable<KeyValuePair<string, string?>> More { get; init; } = [];

    private static async Task<SlackHouse> OpenAsync(
        SlackApp app, Action<LookAlike> prepare, Action<IServiceCollection>? adjust, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var house = new SlackHouse { More = settings ?? [] };
        house.Slack = await LookAlike.StartAsync(house.Clock, app);
        prepare(house.Slack);
        var people = new[] { "riley", "avery", "blake" }.Select(house.AddPerson).ToList();
        house.Approvals = house.Slack.Workspace.AddChannel("approvals", members: people);
        await house.StartAsync(adjust);
        return house;
    }

    /// <summary>What lies beside the database.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(_folder).Select(each => Path.GetFileName(each))];

    /// <summary>Works until nothing is due.</summary>
    public Task DrainAsync() => Engine.DrainAsync(default);

    /// <summary>Waits until it holds; looked at after each change at Slack.</summary>
    public async Task SeeAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        await Slack.Workspace.WaitUntilAsync(holds, patience.Token);
    }

    /// <summary>SIGTERM.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>Does the chores that are due, and what they lead to.</summary>
    public async Task KeepHouseAsync()
    {
        await Engine.KeepHouseAsync(default);
        await DrainAsync();
    }

    /// <summary>The cards and thread lines in the approvers' channel.</summary>
    public IReadOnlyList<SlackMessage> Posts => [.. Slack.Workspace.Messages.In(Approvals).Where(message => message.IsFromApp)];

    /// <summary>The only card.</summary>
    public SlackMessage Card => Posts.Single(message => !message.IsReply);

    /// <summary>The id that the only card names.</summary>
    public string RequestId => System.Text.RegularExpressions.Regex.Match(WordsOf(Card), "Request (r-[a-z0-9]+)").Groups[1].Value;

    /// <summary>What the person was told where only they see it, the newest last.</summary>
    public string Whispers(string name) => string.Join('\n', Slack.Person(name).Ephemerals.Select(WordsOf));

    /// <summary>What stands in the person's direct messages.</summary>
    public string Notices(string name) => string.Join('\n', Slack.Person(name).DirectMessages.Select(WordsOf));

    /// <summary>Whether Riley is a member of the group of the database, as the directory has it.</summary>
    public bool IsMember => ((EveryoneIsFound)Services.GetRequiredService<IAccessProvider>()).Has("g-1", "riley@example.com");

    /// <summary>Riley asks for the database for two hours, and the card stands.</summary>
    public async Task AskAsync(string entitlement = "prod-db", string who = "riley")
    {
        await Slack.Person(who).CommandAsync("/jit", $"request {entitlement} 2h fixing INC-123");
        await DrainAsync();
    }

    public static string WordsOf(SlackMessage message) => $"{message.Text}\n{string.Concat(SlackBlocks.Texts(message.Blocks))}";

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Slack.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private SlackPerson AddPerson(string name) =>
        Slack.Workspace.AddPerson(name, person => person with { RealName = char.ToUpperInvariant(name[0]) + name[1..] });

    private async Task StartAsync(Action<IServiceCollection>? adjust)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton<IAccessProvider, EveryoneIsFound>();
        builder.Configuration.AddInMemoryCollection(Settings()).AddInMemoryCollection(More);
        var configuration = builder.Configuration;
        var doors = new CatalogueDoors(["Directory"], [SlackChat.PlatformName], [new GroupDoor(ToldRota.SourceName, _ => null)], []);
        var catalogue = CatalogueSettings.Read(configuration.GetSection(CatalogueSettings.Section), doors, out var faults)
            ?? throw new InvalidOperationException(string.Join('\n', faults));
        var identity = IdentitySettings.Read(configuration.GetSection(IdentitySettings.Section), catalogue, out _)!;
        var operations = OperationsSettings.Read(configuration.GetSection(OperationsSettings.Section), doors, out _);
        builder.Services.AddEngine(catalogue, identity, new AuditSettings(_folder), operations);
        builder.Services.AddSqlite(configuration.GetSection(SqliteSetup.Section)).AddSlack(configuration.GetSection(SlackSetup.Section), _folder);
        adjust?.Invoke(builder.Services);
        _app = builder.Build();
        _app.UseRouting();
        _app.MapSlack();
        await _app.StartAsync();
        Url = new Uri(_app.Urls.Single());
        if (!Slack.IsSocketMode)
            Slack.Connect(Url);
        await Engine.OpenAsync(default);
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["Slack:BotToken"] = Slack.Workspace.App.BotToken,
        [Slack.IsSocketMode ? "Slack:AppToken" : "Slack:SigningSecret"] =
            Slack.IsSocketMode ? Slack.Workspace.App.AppToken : Slack.Workspace.App.SigningSecret,
        ["Slack:RefreshToken"] = Slack.Workspace.App.HasTokenRotation ? Slack.Workspace.App.RefreshToken : null,
        ["Slack:ClientId"] = Slack.Workspace.App.HasTokenRotation ? Slack.Workspace.App.ClientId : null,
        ["Slack:ClientSecret"] = Slack.Workspace.App.HasTokenRotation ? Slack.Workspace.App.ClientSecret : null,
        ["Slack:ApiBaseUrl"] = Slack.BaseUrl.AbsoluteUri,
        ["Storage:Sqlite:Path"] = Path.Combine(_folder, "jitbot.db"),
        ["Identity:Domains:0"] = "example.com",
        ["Operations:Operators:0"] = "person:blake@example.com",
        ["Catalogue:Entitlements:0:Id"] = "prod-db",
        ["Catalogue:Entitlements:0:Name"] = "Production database",
        ["Catalogue:Entitlements:0:Description"] = "The one with the customers in it.",
        ["Catalogue:Entitlements:0:Provider"] = "Directory",
        ["Catalogue:Entitlements:0:Resource"] = "g-1",
        ["Catalogue:Entitlements:0:Policy"] = "one",
        ["Catalogue:Entitlements:1:Id"] = "vault",
        ["Catalogue:Entitlements:1:Name"] = "Vault",
        ["Catalogue:Entitlements:1:Provider"] = "Directory",
        ["Catalogue:Entitlements:1:Resource"] = "g-2",
        ["Catalogue:Entitlements:1:Policy"] = "two",
        ["Catalogue:Entitlements:2:Id"] = "quiet",
        ["Catalogue:Entitlements:2:Name"] = "Quiet corner",
        ["Catalogue:Entitlements:2:Provider"] = "Directory",
        ["Catalogue:Entitlements:2:Resource"] = "g-3",
        ["Catalogue:Entitlements:2:Policy"] = "three",
        ["Catalogue:Policies:2:Id"] = "three",
        ["Catalogue:Policies:2:Requesters:0"] = "everyone",
        ["Catalogue:Policies:2:Stages:0:Approvers:0"] = "person:avery@example.com",
        ["Catalogue:Policies:2:Durations:0"] = "02:00:00",
        ["Catalogue:Policies:0:Id"] = "one",
        ["Catalogue:Policies:0:Requesters:0"] = "everyone",
        ["Catalogue:Policies:0:Stages:0:Approvers:0"] = "person:avery@example.com",
        ["Catalogue:Policies:0:Stages:0:Approvers:1"] = "person:riley@example.com",
        ["Catalogue:Policies:0:Stages:0:SlackChannel"] = Approvals.Id,
        ["Catalogue:Policies:0:Durations:0"] = "00:30:00",
        ["Catalogue:Policies:0:Durations:1"] = "02:00:00",
        ["Catalogue:Policies:0:LongestGrant"] = "04:00:00",
        ["Catalogue:Policies:1:BreakGlass:For:0"] = "person:riley@example.com",
        ["Catalogue:Policies:1:BreakGlass:Longest"] = "00:30:00",
        ["Catalogue:Policies:1:Id"] = "two",
        ["Catalogue:Policies:1:Requesters:0"] = "everyone",
        ["Catalogue:Policies:1:Stages:0:Approvers:0"] = "person:avery@example.com",
        ["Catalogue:Policies:1:Stages:0:Approvers:1"] = "person:blake@example.com",
        ["Catalogue:Policies:1:Stages:0:Approvals"] = "2",
        ["Catalogue:Policies:1:Stages:0:SlackChannel"] = Approvals.Id,
        ["Catalogue:Policies:1:Durations:0"] = "02:00:00",
    };
}
