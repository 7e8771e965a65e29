using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Paging;

/// <summary>A receiver of pages as the README tells people to write one: it checks signature and freshness, and knows a repetition by its id.</summary>
internal sealed class WebhookLookAlike : IAsyncDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _clock;
    private readonly LoopbackServer _server;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonNode> _pages = [];

    private WebhookLookAlike(TimeProvider clock)
    {
        _clock = clock;
        _server = new LoopbackServer(clock, Build);
    }

    public Uri Url => new(_server.BaseUrl, "pages?key=an-address-that-is-a-secret");

    public string Secret { get; set; } = "a-long-random-text-0123456789";

    /// <summary>After each page that was taken.</summary>
    public event Action? Changed;

    public DirectoryFaults Faults { get; } = new();

    public IReadOnlyList<string> Requests => _server.Requests;

    /// <summary>The pages, each by its id.</summary>
    public IReadOnlyDictionary<string, JsonNode> Pages
    {
        get
        {
            lock (_lock)
                return new Dictionary<string, JsonNode>(_pages);
        }
    }

    public static async Task<WebhookLookAlike> StartAsync(TimeProvider clock)
    {
        var webhook = new WebhookLookAlike(clock);
        await webhook._server.StartAsync();
        return webhook;
    }

    public Task GoDownAsync() => _server.GoDownAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Build(WebApplication app)
    {
        app.UseFaults(Faults, _ => DirectoryCall.Add, AnswerAsync);
        app.MapPost("/pages", TakeAsync);
        app.MapFallback(context => AnswerAsync(context, 404));
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var page = IsGenuine(context.Request, body.ToArray()) ? JsonNode.Parse(body.ToArray()) : null;
        if (page is not null && (string?)page["type"] == "page")
        {
            lock (_lock)
                _pages.TryAdd((string)page["id"]!, page);
        }

        await AnswerAsync(context, page is null ? 401 : 200);
        Changed?.Invoke();
    }

    private bool IsGenuine(HttpRequest request, byte[] body)
    {
        var stamp = request.Headers["JitBot-Timestamp"].ToString();
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || (_clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Fresh)
            return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes(stamp), (byte)'.', .. body];
        var expected = Encoding.ASCII.GetBytes($"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed))}");
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(request.Headers["JitBot-Signature"].ToString()), expected);
    }

    private static Task AnswerAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (status is >= 300 and < 400)
            context.Response.Headers.Location = "http://127.0.0.1:9/elsewhere";
        return Task.CompletedTask;
    }
}
