using JitBot.Chat.Teams;
using JitBot.Core;
using JitBot.Engine;
using JitBot.Providers.Entra;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;
using JitBot.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Host.Tests.Running;

/// <summary>
/// The real program in this process, as composed by <see cref="JitBotApp"/>, on a loopback port, in the small world of the sandbox. Its clock
/// stands until it is turned, and its engine works when it is told to drain: what is not done then is never done.
/// </summary>
internal sealed class JitBotTestApp : IAsyncDisposable
{
    private readonly SandboxFolder _folder = new();
    private readonly Dictionary<string, string?> _settings;
    private WebApplication? _app;
    private bool _isGuest;

    private JitBotTestApp(StoppedClock clock, SandboxWorld world, IEnumerable<(string Key, string? Value)> changes)
    {
        (Clock, World) = (clock, world);
        _settings = SandboxSettings.For(world, _folder.Path);
        foreach (var (key, value) in changes)
            _settings[key] = value;
    }

    public StoppedClock Clock { get; }

    public SandboxWorld World { get; }

    public SlackWorkspace Slack => World.Slack.Workspace;

    /// <summary>A file of settings over all others; there is none until a test saves one.</summary>
    public string SettingsFile => Path.Combine(Folder, "settings.json");

    /// <summary>Everything the program logged, before and after restarts.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>The folder of the database.</summary>
    public string Folder => _folder.Path;

    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public IAccessStore Store => Get<IAccessStore>();

    private WebApplication App => _app ?? throw new InvalidOperationException("The program is not running.");

    /// <summary>Starts the world and the program in it; <paramref name="changes"/> are made to the sandbox's settings.</summary>
    public static Task<JitBotTestApp> StartAsync(params IEnumerable<(string Key, string? Value)> changes) => StartAsync(inSocketMode: false, changes);

    /// <summary>The same, with a Slack that calls or one that is called.</summary>
    public static async Task<JitBotTestApp> StartAsync(bool inSocketMode, IEnumerable<(string Key, string? Value)> changes, bool withTeams = false)
    {
        var clock = new StoppedClock();
        var app = new JitBotTestApp(clock, await SandboxWorld.StartAsync(clock, inSocketMode, withTeams), changes);
        await app.OpenAsync();
        return app;
    }

    /// <summary>
    /// Starts a second program in the world of another and on its database, with the other's settings and these changes; chats go on talking to the first.
    /// </summary>
    public static async Task<JitBotTestApp> StartBesideAsync(JitBotTestApp first, params IEnumerable<(string Key, string? Value)> changes)
    {
        var app = new JitBotTestApp(first.Clock, first.World, [.. first._settings.Select(each => (each.Key, each.Value)), .. changes]) { _isGuest = true };
        await app.OpenAsync();
        return app;
    }

    /// <summary>Does everything that is due.</summary>
    public Task DrainAsync() => Get<JitEngine>().DrainAsync(default);

    /// <summary>Lets time pass at once, as for a process that was asleep, then does everything that is due.</summary>
    public Task TurnAsync(TimeSpan by)
    {
        Clock.Advance(by);
        return DrainAsync();
    }

    /// <summary>Lets time pass, has the house kept, and does everything that is due.</summary>
    public async Task KeepHouseAsync(TimeSpan by)
    {
        await TurnAsync(by);
        await Get<JitEngine>().KeepHouseAsync(default);
        await DrainAsync();
    }

    /// <summary>Ends the program and starts it again on the same database; what is between is done while it does not run.</summary>
    public async Task RestartAsync(Action? between = null)
    {
        await CloseAsync();
        between?.Invoke();
        await OpenAsync();
    }

    /// <summary>Starts the program after it was ended.</summary>
    public Task StartAgainAsync() => OpenAsync();

    /// <summary>Changes settings and starts the program again.</summary>
    public Task SetAsync(params (string Key, string? Value)[] changes) => RestartAsync(() => Edit(changes));

    /// <summary>Changes settings while the program runs.</summary>
    public void Edit(params IEnumerable<(string Key, string? Value)> changes)
    {
        foreach (var (key, value) in changes)
            _settings[key] = value;
    }

    /// <summary>All settings as they are.</summary>
    public IReadOnlyDictionary<string, string?> Settings => _settings;

    /// <summary>A setting as it is.</summary>
    public string Setting(string key) => _settings[key]!;

    /// <summary>Ends the program; the world lives on.</summary>
    public async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _app, null) is { } app)
            await app.DisposeAsync();
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (!_isGuest)
            await World.DisposeAsync();
        _folder.Dispose();
    }

    private async Task OpenAsync()
    {
        _app = JitBotApp.Build(["--urls", "http://127.0.0.1:0"], Adjust, out var faults)
            ?? throw new InvalidOperationException(string.Join('\n', faults));
        await _app.StartAsync();
        Url = new Uri(_app.Urls.Single());
        if (!World.Slack.IsSocketMode && !_isGuest)
            World.Slack.Connect(Url);
        if (World.HasTeams && !_isGuest)
            World.Teams.Teams.Connect(Url);
        await Get<JitEngine>().OpenAsync(default);
        await DrainAsync();
    }

    private void Adjust(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Configuration.AddJsonFile(SettingsFile, optional: true);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddKeyedSingleton(EntraSetup.TokenHandler, World.Tokens.TrustingHandler());
        builder.Services.AddKeyedSingleton(TeamsSetup.TokenHandler, World.Tokens.TrustingHandler());
        builder.Host.UseServiceProviderFactory(new EngineByHand(Log));
    }
}
