using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>response_url: five uses in thirty minutes, no token (https://docs.slack.dev/interactivity/handling-user-interaction).</summary>
internal sealed class SlackResponseUrls(SlackWorkspace workspace, SlackAnswers answers)
{
    private sealed record Issued(string ChannelId, string UserId, string? MessageTs, DateTimeOffset Born, int Uses);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Issued> _issued = new(StringComparer.Ordinal);

    /// <summary>Where the URLs live; set once the server listens.</summary>
    public Uri Root { get; set; } = new("http://127.0.0.1/");

    public Uri For(string channelId, string userId, string? messageTs)
    {
        var key = workspace.Numbers.Next("actions/T0EXAMPLE/");
        lock (_lock)
            _issued[key] = new Issued(channelId, userId, messageTs, workspace.Numbers.Now, 0);
        return new Uri(Root, key);
    }

    public async Task HandleAsync(HttpContext http)
    {
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted);
        try
        {
            Use(http.Request.Path.Value!.TrimStart('/'), body);
            await http.Response.WriteAsync("ok", http.RequestAborted);
        }
        catch (SlackRefusal refusal)
        {
            var gone = refusal.Error is "expired_url" or "used_url" or "invalid_url";
            http.Response.StatusCode = gone ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync(refusal.ToJson().ToJsonString(), http.RequestAborted);
        }
    }

    private void Use(string key, string body)
    {
        var url = Spend(key);
        JsonObject words;
        try
        {
            words = JsonNode.Parse(body) as JsonObject ?? throw new SlackRefusal("invalid_payload");
        }
        catch (JsonException)
        {
            throw new SlackRefusal("invalid_payload");
        }

        answers.Apply(words, url.ChannelId, url.UserId, url.MessageTs);
    }

    private Issued Spend(string key)
    {
        lock (_lock)
        {
            var url = _issued.GetValueOrDefault(key) ?? throw new SlackRefusal("invalid_url");
            if (workspace.Numbers.Now - url.Born > SlackLimits.ResponseUrlLife)
                throw new SlackRefusal("expired_url");
            if (url.Uses >= SlackLimits.ResponseUrlUses)
                throw new SlackRefusal("used_url");
            return _issued[key] = url with { Uses = url.Uses + 1 };
        }
    }
}
