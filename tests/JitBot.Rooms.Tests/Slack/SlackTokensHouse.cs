using JitBot.Chat.Slack;
using JitBot.Core.Operations;
using JitBot.Core.Time;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using LookAlike = JitBot.Sandbox.LookAlikes.Slack.SlackLookAlike;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>A folder in which tokens are kept, a Slack that rotates them, and processes that come and go over both.</summary>
internal sealed class SlackTokensHouse : IAsyncDisposable
{
    private readonly KeptLog _log = new();
    private readonly ILoggerFactory _logs;
    private readonly DoorWitness _doors = new();
    private readonly HttpClient _http = SlackSetup.NewClient();
    private readonly List<IDisposable> _made = [];

    private SlackTokensHouse(LookAlike slack, StoppedClock clock)
    {
        (Slack, Clock) = (slack, clock);
        _logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        _doors.Seen += Words.Add;
    }

    public LookAlike Slack { get; }

    public StoppedClock Clock { get; }

    public List<DoorWord> Words { get; } = [];

    public string Log => _log.Text;

    public string Folder { get; } = Directory.CreateTempSubdirectory("jitbot-tokens-").FullName;

    /// <summary>How often a refresh token was given to Slack.</summary>
    public int Refreshes => Calls(SlackTokensPlan.Method);

    public SlackTokensFile File => new(Folder, _logs.CreateLogger<SlackTokensFile>());

    /// <summary>Under this name a pair is written before it is renamed; a folder there is in its way.</summary>
    private string Unfinished => Path.Combine(Folder, "slack-tokens.json.new");

    public static async Task<SlackTokensHouse> OpenAsync()
    {
        var clock = new StoppedClock();
        return new SlackTokensHouse(await LookAlike.StartAsync(clock, SlackApp.Rotating), clock);
    }

    public int Calls(string method) => Slack.WebApi.Calls.Count(each => each == method);

    public void PutInTheWay() => Directory.CreateDirectory(Unfinished);

    public void ClearTheWay() => Directory.Delete(Unfinished);

    /// <summary>A process that has just started, with the settings as they stand at Slack or as given.</summary>
    public (SlackApi Api, SlackTokensKeeper Keeper) Start(string? refresh = null, string? secret = null, string? bot = null)
    {
        var app = Slack.Workspace.App;
        var rotation = new SlackTokensOptions { RefreshToken = refresh ?? app.RefreshToken, ClientId = app.ClientId, ClientSecret = secret ?? app.ClientSecret };
        var options = new SlackOptions { BotToken = bot ?? app.BotToken, SigningSecret = app.SigningSecret, Rotation = rotation, ApiBaseUrl = Slack.BaseUrl };
        var wire = new SlackWire(_http, options, new DateWitness());
        var keeper = new SlackTokensKeeper(options, File, wire, _doors, Clock, _logs.CreateLogger<SlackTokensKeeper>());
        _made.Add(keeper);
        return (new SlackApi(wire, options, new SlackTokens(options.BotToken, keeper), new SlackPace(Clock), _doors, _logs.CreateLogger<SlackApi>()), keeper);
    }

    /// <summary>The token that a process beside the one that serves takes.</summary>
    public string ReadBeside()
    {
        var app = Slack.Workspace.App;
        var settings = new Dictionary<string, string?>
        {
            ["Slack:BotToken"] = app.BotToken,
            ["Slack:SigningSecret"] = app.SigningSecret,
            ["Slack:RefreshToken"] = app.RefreshToken,
            ["Slack:ClientId"] = app.ClientId,
            ["Slack:ClientSecret"] = app.ClientSecret,
        };
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Slack");
        using var services = new ServiceCollection().AddLogging().AddSlackForReading(section, Folder).BuildServiceProvider();
        var tokens = services.GetRequiredService<SlackTokens>();
        return tokens.AreRenewed ? throw new InvalidOperationException("It renews them.") : tokens.Bot;
    }

    public async Task SeeAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await Slack.Workspace.WaitUntilAsync(holds, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _made.ForEach(each => each.Dispose());
        _http.Dispose();
        _logs.Dispose();
        await Slack.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
