using JitBot.Sandbox.LookAlikes.Graph;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// A Teams on loopback: the Bot Connector with its limits and errors, the keys that sign what is sent to the bot, and people who act. It lives in
/// memory, takes its time from the clock given, and is shared by the tests and the sandbox.
/// </summary>
internal sealed class TeamsLookAlike : IAsyncDisposable
{
    /// <summary>The real one has a region here.</summary>
    private const string ServicePath = "/emea/";

    private readonly LoopbackServer _server;
    private readonly TeamsCourier _courier;
    private readonly TeamsConnector _connector;
    private readonly Dictionary<string, TeamsDialog> _dialogs = new(StringComparer.Ordinal);
    private readonly Lock _dialogsLock = new();

    private TeamsLookAlike(TimeProvider time, TeamsApp app, TokenLookAlike tokens)
    {
        Organisation = new TeamsOrganisation(app, time);
        Activities = new TeamsActivities(Organisation);
        Mint = new TeamsMint(Organisation, Keys);
        _courier = new TeamsCourier(Organisation, Mint, time);
        Deliveries = new TeamsDeliveries(Organisation, _courier, time);
        Throttle = new TeamsThrottle(time);
        _connector = new TeamsConnector(Organisation, Faults, Throttle, tokens);
        _server = new LoopbackServer(time, Build);
    }

    /// <summary>The truth: people, teams, conversations, messages.</summary>
    public TeamsOrganisation Organisation { get; }

    /// <summary>What goes wrong with calls of the Connector.</summary>
    public ConnectorFaults Faults { get; } = new();

    /// <summary>The limits, and what they refused.</summary>
    public TeamsThrottle Throttle { get; }

    /// <summary>The keys that sign, and how they are published.</summary>
    public TeamsKeyRing Keys { get; } = new();

    /// <summary>The tokens that come with what is sent.</summary>
    public TeamsMint Mint { get; }

    /// <summary>What is sent to the bot, and sent again.</summary>
    public TeamsDeliveries Deliveries { get; }

    /// <summary>The bodies of what is sent.</summary>
    public TeamsActivities Activities { get; }

    /// <summary>Every request so far, as "METHOD target".</summary>
    public IReadOnlyList<string> Requests => _server.Requests;

    /// <summary>For the setting <c>Teams:ServiceUrls</c>.</summary>
    public Uri ServiceUrl => new(_server.BaseUrl, ServicePath);

    /// <summary>For the setting <c>Teams:OpenIdMetadataUrl</c>.</summary>
    public Uri MetadataUrl => new(_server.BaseUrl, TeamsKeyRing.MetadataPath);

    /// <summary>Starts one on a free port of loopback; the bot gets its tokens from the authority given.</summary>
    public static async Task<TeamsLookAlike> StartAsync(TimeProvider time, TokenLookAlike tokens, TeamsApp? app = null)
    {
        var teams = new TeamsLookAlike(time, app ?? new TeamsApp(tokens.Tenant), tokens);
        await teams._server.StartAsync();
        teams.Activities.ServiceUrl = teams.ServiceUrl.ToString();
        return teams;
    }

    /// <summary>Says where the bot listens; before that nobody can act.</summary>
    public void Connect(Uri bot) =>
        Connect(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = bot });

    /// <summary>Says how the bot is reached, for one that runs in a test server.</summary>
    public void Connect(HttpClient bot) => _courier.Connect(bot);

    /// <summary>What the person with this handle does in conversations.</summary>
    public TeamsGestures Person(string handle) => new(Organisation, Deliveries, Activities, Organisation.Person(handle).Id);

    /// <summary>What the person with this handle does to cards.</summary>
    public TeamsCardGestures Cards(string handle) => new(Organisation, Deliveries, Activities, Dialog(handle), Organisation.Person(handle).Id);

    /// <summary>What the person with this handle does to teams and channels.</summary>
    public TeamsTeamGestures Owner(string handle) => new(Organisation, Deliveries, Activities, Organisation.Person(handle).Id);

    /// <summary>The form in front of the person with this handle.</summary>
    public TeamsDialog Dialog(string handle)
    {
        var id = Organisation.Person(handle).Id;
        lock (_dialogsLock)
        {
            if (!_dialogs.TryGetValue(id, out var dialog))
                _dialogs[id] = dialog = new TeamsDialog(Organisation, Deliveries, Activities, id);
            return dialog;
        }
    }

    /// <summary>Refuses connections until <see cref="ComeBackAsync"/>.</summary>
    public Task GoDownAsync() => _server.GoDownAsync();

    /// <summary>Listens again at the same address, knowing all it knew.</summary>
    public Task ComeBackAsync() => _server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Deliveries.Dispose();
        _courier.Dispose();
    }

    private void Build(WebApplication app)
    {
        app.MapGet(TeamsKeyRing.MetadataPath, http => http.Response.WriteAsJsonAsync(TeamsKeyRing.Metadata(_server.BaseUrl)));
        app.MapGet(TeamsKeyRing.KeysPath, http => http.Response.WriteAsJsonAsync(Keys.Keys()));
        _connector.Map(app, ServicePath);
    }
}
