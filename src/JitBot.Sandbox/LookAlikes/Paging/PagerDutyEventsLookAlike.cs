using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Paging;

/// <summary>
/// PagerDuty's Events API v2 on loopback, with teeth: what is not an event as documented, or has another key, gets 400; events with one dedup key are one alert
/// (https://github.com/PagerDuty/developer-docs, events-API-v2).
/// </summary>
internal sealed class PagerDutyEventsLookAlike : IAsyncDisposable
{
    private const int LongestSummary = 1024;
    private const int LongestDedupKey = 255;
    private const int MostBytes = 512 * 1024;
    private static readonly string[] Severities = ["critical", "error", "warning", "info"];

    private readonly LoopbackServer _server;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonNode> _alerts = [];

    private PagerDutyEventsLookAlike(TimeProvider clock) => _server = new LoopbackServer(clock, Build);

    public Uri BaseUrl => _server.BaseUrl;

    /// <summary>The one good key.</summary>
    public string RoutingKey { get; set; } = "e93facc04764012d7bfb002500d5d1a6";

    public DirectoryFaults Faults { get; } = new();

    public IReadOnlyList<string> Requests => _server.Requests;

    /// <summary>The alerts, each by its dedup key.</summary>
    public IReadOnlyDictionary<string, JsonNode> Alerts
    {
        get
        {
            lock (_lock)
                return new Dictionary<string, JsonNode>(_alerts);
        }
    }

    public static async Task<PagerDutyEventsLookAlike> StartAsync(TimeProvider clock)
    {
        var events = new PagerDutyEventsLookAlike(clock);
        await events._server.StartAsync();
        return events;
    }

    public Task GoDownAsync() => _server.GoDownAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Build(WebApplication app)
    {
        app.UseFaults(Faults, _ => DirectoryCall.Add, (context, status) => AnswerAsync(context, status, "planned"));
        app.MapPost("/v2/enqueue", TakeAsync);
        app.MapFallback(context => AnswerAsync(context, 404, "not found"));
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length > MostBytes || Fault(body.ToArray(), out var sent) is not null)
        {
            await AnswerAsync(context, 400, "invalid event");
            return;
        }

        var key = (string)sent!["dedup_key"]!;
        lock (_lock)
            _alerts.TryAdd(key, sent["payload"]!.DeepClone());
        context.Response.StatusCode = 202;
        await context.Response.WriteAsJsonAsync(new { status = "success", message = "Event processed", dedup_key = key });
    }

    private string? Fault(byte[] body, out JsonNode? sent)
    {
        sent = null;
        try
        {
            sent = JsonNode.Parse(body);
        }
        catch (System.Text.Json.JsonException)
        {
            return "Event object is not JSON";
        }

        var payload = sent?["payload"];
        return (string?)sent?["routing_key"] != RoutingKey ? "Invalid routing key"
            : (string?)sent["event_action"] != "trigger" ? "'event_action' is missing or invalid"
            : (string?)sent["dedup_key"] is not { Length: > 0 and <= LongestDedupKey } ? "'dedup_key' is invalid"
            : (string?)payload?["summary"] is not { Length: > 0 and <= LongestSummary } ? "'payload.summary' is missing or invalid"
            : (string?)payload["source"] is not { Length: > 0 } ? "'payload.source' is missing"
            : Severities.Contains((string?)payload["severity"]) ? null : "'payload.severity' is invalid";
    }

    private static Task AnswerAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        if (status is >= 300 and < 400)
            context.Response.Headers.Location = "http://127.0.0.1:9/elsewhere";
        return context.Response.WriteAsJsonAsync(new { status = "invalid event", message });
    }
}
