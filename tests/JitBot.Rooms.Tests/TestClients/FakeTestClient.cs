using System.Net;
using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace JitBot.Rooms.Tests.TestClients;

/// <summary>A call that the bot made, as far as the client knows.</summary>
internal sealed record ClientCall(string Method, string Path, JsonObject? Body, string? Authorization)
{
    /// <summary>Everything written in it.</summary>
    public string Words => Body?.ToJsonString() ?? "";
}

/// <summary>
/// A test client as the Agents Playground is one: it listens below <c>/_connector</c>, gives messages ids of its own, and knows nothing of
/// the sandbox (https://learn.microsoft.com/microsoft-365/agents-sdk/test-with-toolkit-project; the ids are the Playground's own).
/// </summary>
internal sealed class FakeTestClient : IAsyncDisposable
{
    public const string Bot = "00000000-0000-0000-0000-00000000000011";

    private readonly LoopbackServer _server;
    private readonly TruthGate _gate = new();
    private readonly List<ClientCall> _calls = [];
    private int _ids;

    private FakeTestClient(TimeProvider clock) => _server = new LoopbackServer(clock, app => app.Run(AnswerAsync));

    public IReadOnlyList<ClientCall> Calls => _gate.Read(() => _calls.ToArray());

    public string ServiceUrl => $"http://localhost:{_server.BaseUrl.Port}/_connector";

    public static async Task<FakeTestClient> StartAsync(TimeProvider clock)
    {
        var client = new FakeTestClient(clock);
        await client._server.StartAsync();
        return client;
    }

    /// <summary>The call that comes as the nth.</summary>
    public async Task<ClientCall> NthAsync(int number)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _gate.WaitForAsync(() => _calls.ElementAtOrDefault(number - 1), patience.Token);
    }

    /// <summary>An activity as the Playground sends it.</summary>
    public JsonObject Activity(string type, string id) => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = "user-id-0", ["name"] = "Alex Wilber", ["aadObjectId"] = "00000000-0000-0000-0000-0000000000020" },
        ["timestamp"] = "2025-10-09T04:29:39.175Z",
        ["serviceUrl"] = ServiceUrl,
        ["conversation"] = new JsonObject
        {
            ["conversationType"] = "personal",
            ["tenantId"] = "00000000-0000-0000-0000-0000000000001",
            ["id"] = "ee840ec5-fc52-474c-91d9-276abdd03a15",
        },
        ["recipient"] = new JsonObject { ["id"] = Bot, ["name"] = "Test Bot" },
        ["locale"] = "en-US",
        ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "US", ["platform"] = "Web" }),
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "00000000-0000-0000-0000-0000000000001" } },
    };

    public JsonObject Said(string text, string id = "m-1")
    {
        var activity = Activity("message", id);
        (activity["text"], activity["textFormat"]) = (text, "plain");
        return activity;
    }

    /// <summary>Said in a channel, where the bot is mentioned by what the client calls it.</summary>
    public JsonObject SaidInChannel(string text, string id, string thread)
    {
        var activity = Said($"<at>Test Bot</at> {text}", id);
        activity["conversation"] = new JsonObject { ["conversationType"] = "channel", ["isGroup"] = true, ["id"] = $"team-id;messageid={thread}" };
        ((JsonArray)activity["entities"]!).Add(new JsonObject
        {
            ["type"] = "mention",
            ["text"] = "<at>Test Bot</at>",
            ["mentioned"] = new JsonObject { ["id"] = Bot, ["name"] = "Test Bot" },
        });
        return activity;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
        var json = body.Length > 0 ? JsonNode.Parse(body) as JsonObject : null;
        var authorization = http.Request.Headers.Authorization.ToString() is { Length: > 0 } header ? header : null;
        var id = Interlocked.Increment(ref _ids);
        http.Response.StatusCode = (int)HttpStatusCode.OK;
        await http.Response.WriteAsJsonAsync(new JsonObject { ["id"] = $"client-{id}" });
        _gate.Change(() => _calls.Add(new ClientCall(http.Request.Method, http.Request.Path, json, authorization)));
    }
}
