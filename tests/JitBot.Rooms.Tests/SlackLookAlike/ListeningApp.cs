using System.Net;
using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Rooms.Tests.SlackLookAlike;

/// <summary>One request the app heard.</summary>
internal sealed record Heard(string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => (JsonObject)JsonNode.Parse(Body)!;

    public JsonObject Payload => (JsonObject)JsonNode.Parse(Field("payload"))!;

    public string Field(string name) => QueryHelpers.ParseQuery(Body)[name].ToString();
}

/// <summary>Stands where the app would be: writes down what it hears and answers as told.</summary>
internal sealed class ListeningApp : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly TruthGate _gate = new();
    private readonly List<Heard> _heard = [];

    private ListeningApp()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(HearAsync);
    }

    public int Status { get; set; } = 200;

    public string Answer { get; set; } = "";

    public bool AsksForNoRetry { get; set; }

    /// <summary>Waited for before each answer.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public Heard Last => All[^1];

    public IReadOnlyList<Heard> All => _gate.Read(() => _heard.ToArray());

    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<ListeningApp> StartAsync()
    {
        var app = new ListeningApp();
        await app._server.StartAsync();
        return app;
    }

    /// <summary>The request that comes as the nth.</summary>
    public Task<Heard> NthAsync(int number) => _gate.WaitForAsync(() => _heard.ElementAtOrDefault(number - 1), CancellationToken.None);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HearAsync(HttpContext http)
    {
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
        var headers = http.Request.Headers
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _gate.Change(() => _heard.Add(new Heard(http.Request.Path, body, headers)));
        await Before();
        http.Response.StatusCode = Status;
        if (AsksForNoRetry)
            http.Response.Headers["x-slack-no-retry"] = "1";
        await http.Response.WriteAsync(Answer);
    }
}
