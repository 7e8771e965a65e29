using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// Socket Mode as Slack serves it (https://docs.slack.dev/apis/events-api/using-socket-mode): one-time addresses, up to ten connections, each
/// with a life of its own and a warning ahead of its end.
/// </summary>
internal sealed class SlackSockets(SlackWorkspace workspace, TimeProvider time) : IDisposable
{
    public const string Path = "/link/";

    private readonly SlackSocketTickets _tickets = new(workspace.Numbers);
    private readonly List<ITimer> _timers = [];
    private ImmutableList<SlackSocketConnection> _open = [];
    private volatile bool _isOff;

    /// <summary>Where the server listens; set once it does.</summary>
    public Uri Root { get; set; } = new("http://127.0.0.1/");

    /// <summary>What was delivered and what became of it.</summary>
    public SlackSocketLedger Ledger { get; } = new();

    /// <summary>The connections that stand, the oldest first.</summary>
    public IReadOnlyList<SlackSocketConnection> Open => _open;

    /// <summary>Whether addresses are handed out with <c>debug_reconnects=true</c>; an app can add that itself.</summary>
    public bool HandsOutDebugAddresses { get; set; }

    /// <summary>How long a connection with <c>debug_reconnects=true</c> lives.</summary>
    public TimeSpan DebugLife { get; set; } = SlackLimits.DebugSocketLife;

    /// <summary>Messages are sent in frames of so many bytes; whole if it is null.</summary>
    public int? BytesInFrame { get; set; }

    public SlackMethod Method => new("apps.connections.open", HandOut) { Scopes = ["connections:write"], Writes = true, TakesJson = true, TakesAppToken = true };

    /// <summary>Waits until so many connections stand that were not told to end.</summary>
    public Task WaitForAsync(int connections, CancellationToken cancellation) =>
        workspace.WaitUntilAsync(() => _open.Count(each => !each.IsWarned) >= connections, cancellation);

    /// <summary>An administrator switches Socket Mode off: every connection is told so and ended, and so is every later one.</summary>
    public async Task SwitchOffAsync()
    {
        _isOff = true;
        foreach (var connection in _open)
            await EndAsync(connection, "link_disabled");
    }

    public void SwitchOn() => _isOff = false;

    /// <summary>Says of a connection that it will end, and ends it ten seconds later by the clock given.</summary>
    public async Task AnnounceEndAsync(SlackSocketConnection connection, string reason)
    {
        await WarnAsync(connection, reason);
        After(SlackLimits.SocketWarnedAhead, connection.CloseAsync);
    }

    /// <summary>A client knocks with its address.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || !_tickets.Spend(http.Request.Query["ticket"].ToString()))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var connection = new SlackSocketConnection(http, socket, workspace.Complain) { BytesInFrame = BytesInFrame };
        if (Refusal(connection) is { } refusal)
        {
            await EndAsync(connection, refusal);
            await connection.ListenAsync();
            return;
        }

        await LiveAsync(connection, http.Request.Query["debug_reconnects"] == "true" ? DebugLife : SlackLimits.SocketLife);
    }

    public void Dispose()
    {
        lock (_timers)
            _timers.ForEach(timer => timer.Dispose());
    }

    private JsonObject HandOut(SlackArguments arguments)
    {
        var debug = HandsOutDebugAddresses ? "&debug_reconnects=true" : "";
        return new JsonObject { ["url"] = $"ws://{Root.Authority}{Path}?ticket={_tickets.Issue()}&app_id={workspace.App.AppId}{debug}" };
    }

    /// <summary>Takes the connection in, or says why not; too many are refused as seen in https://github.com/slackapi/bolt-js/issues/2238.</summary>
    private string? Refusal(SlackSocketConnection connection) => workspace.Gate.Change(() =>
    {
        if (_isOff || !workspace.App.IsSocketMode)
            return "link_disabled";
        if (_open.Count >= SlackLimits.Sockets)
            return "too_many_websockets";
        _open = _open.Add(connection);
        return null;
    });

    private async Task LiveAsync(SlackSocketConnection connection, TimeSpan life)
    {
        Ledger.Opened();
        try
        {
            After(life - SlackLimits.SocketWarnedAhead, () => AnnounceEndAsync(connection, "warning"));
            await connection.GreetAsync(workspace.App.AppId, _open.Count, life);
            await connection.ListenAsync();
        }
        finally
        {
            workspace.Gate.Change(() => _open = _open.Remove(connection));
        }
    }

    private async Task EndAsync(SlackSocketConnection connection, string reason)
    {
        await WarnAsync(connection, reason);
        await connection.CloseAsync();
    }

    private async Task WarnAsync(SlackSocketConnection connection, string reason)
    {
        try
        {
            await connection.WarnAsync(reason);
            workspace.Gate.Change(() => { });
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    private void After(TimeSpan wait, Func<Task> then)
    {
        lock (_timers)
            _timers.Add(time.CreateTimer(_ => _ = then(), state: null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }
}
