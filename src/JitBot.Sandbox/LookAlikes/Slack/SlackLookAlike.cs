namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// A Slack on loopback: the Web API with its limits and errors, deliveries to the app, signed or over sockets, and people who act. It lives in memory, takes
/// its time from the clock given, and is shared by the tests and the sandbox.
/// </summary>
internal sealed class SlackLookAlike : IAsyncDisposable
{
    private const string ApiPath = "/api/";

    private readonly LoopbackServer _server;
    private readonly SlackHttpCarrier _http;
    private readonly SlackPayloads _payloads;
    private readonly SlackAnswers _answers;
    private readonly SlackViewMethods _views;
    private readonly Dictionary<string, SlackModalGestures> _modals = new(StringComparer.Ordinal);
    private readonly Lock _modalsLock = new();

    private SlackLookAlike(SlackApp app, TimeProvider time)
    {
        Workspace = new SlackWorkspace(app, time);
        _http = new SlackHttpCarrier(Workspace, time);
        Sockets = new SlackSockets(Workspace, time);
        Carrier = new SlackSocketCarrier(Workspace, Sockets, time);
        Sender = new SlackSender(app.IsSocketMode ? Carrier : _http);
        Events = new SlackEvents(Workspace, Sender, time);
        var doors = new SlackDoors(Workspace);
        var triggers = new SlackTriggers(Workspace.Numbers);
        _answers = new SlackAnswers(Workspace);
        ResponseUrls = new SlackResponseUrls(Workspace, _answers);
        _payloads = new SlackPayloads(Workspace, triggers, ResponseUrls);
        _views = new SlackViewMethods(Workspace, triggers);
        Rotation = new SlackRotation(Workspace);
        Rotation.Install();
        WebApi = new SlackWebApi(Workspace, Faults, doors, Rotation, [
            .. new SlackChatMethods(Workspace, doors).All, .. new SlackConversationMethods(Workspace, doors).All,
            .. new SlackPeopleMethods(Workspace, doors).All, .. _views.All, .. new SlackHomeMethods(Workspace).All, Sockets.Method, Rotation.Method]);
        _server = new LoopbackServer(time, server =>
        {
            server.UseWebSockets();
            server.Run(ServeAsync);
        });
    }

    /// <summary>The truth: people, channels, messages, views.</summary>
    public SlackWorkspace Workspace { get; }

    /// <summary>What goes wrong with calls of the Web API.</summary>
    public SlackFaults Faults { get; } = new();

    /// <summary>Deliveries to the app; here one may be sent again.</summary>
    public SlackSender Sender { get; }

    /// <summary>The Events API and its retries.</summary>
    public SlackEvents Events { get; }

    public SlackWebApi WebApi { get; }

    /// <summary>The bot's tokens, where they end.</summary>
    public SlackRotation Rotation { get; }

    /// <summary>The connections of Socket Mode.</summary>
    public SlackSockets Sockets { get; }

    /// <summary>What goes over them; here the next mishap is planted.</summary>
    public SlackSocketCarrier Carrier { get; }

    public bool IsSocketMode => Workspace.App.IsSocketMode;

    /// <summary>Where the server listens.</summary>
    public Uri Root => ResponseUrls.Root;

    /// <summary>For the setting <c>Slack:ApiBaseUrl</c>.</summary>
    public Uri BaseUrl => new(Root, ApiPath);

    private SlackResponseUrls ResponseUrls { get; }

    /// <summary>Starts one on a free port of loopback.</summary>
    public static async Task<SlackLookAlike> StartAsync(TimeProvider time, SlackApp? app = null)
    {
        var slack = new SlackLookAlike(app ?? new SlackApp(), time);
        await slack._server.StartAsync();
        slack.ResponseUrls.Root = slack.Sockets.Root = slack._server.BaseUrl;
        return slack;
    }

    /// <summary>Says where the app listens; before that nobody can act.</summary>
    public void Connect(Uri app) =>
        Connect(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app });

    /// <summary>Says how the app is reached, for one that runs in a test server.</summary>
    public void Connect(HttpClient app)
    {
        if (IsSocketMode)
            throw new InvalidOperationException("In Socket Mode nothing is sent to the app over HTTP: it connects by itself.");
        _http.Connect(app);
    }

    /// <summary>What the person with this handle or id does in channels.</summary>
    public SlackGestures Person(string handleOrId) =>
        new(Workspace, Sender, Events, _payloads, _answers, Workspace.Person(handleOrId).Id);

    /// <summary>What the person with this handle or id does in the modal in front of them.</summary>
    public SlackModalGestures Modal(string handleOrId)
    {
        var id = Workspace.Person(handleOrId).Id;
        lock (_modalsLock)
        {
            if (!_modals.TryGetValue(id, out var modal))
                _modals[id] = modal = new SlackModalGestures(Workspace, Sender, _payloads, _views, id);
            return modal;
        }
    }

    /// <summary>What the person with this handle or id does in the app's Home tab.</summary>
    public SlackHomeGestures Home(string handleOrId) =>
        new(Workspace, Sender, Events, _payloads, Workspace.Person(handleOrId).Id);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Events.Dispose();
        Sockets.Dispose();
        _http.Dispose();
    }

    private Task ServeAsync(HttpContext http) =>
        http.Request.Path.Value is { } path && path.StartsWith(ApiPath, StringComparison.Ordinal) ? WebApi.HandleAsync(http, path[ApiPath.Length..])
        : http.Request.Path == SlackSockets.Path ? Sockets.HandleAsync(http)
        : ResponseUrls.HandleAsync(http);
}
