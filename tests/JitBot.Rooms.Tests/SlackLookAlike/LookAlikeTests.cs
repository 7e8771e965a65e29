using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.SlackLookAlike;

/// <summary>A look-alike, an app that listens, and the calls an app makes.</summary>
internal abstract class LookAlikeTests
{
    protected const string Trigger = "trigger_id";

    /// <summary>The moment of the published signature example, in whole seconds.</summary>
    private static readonly DateTimeOffset SlacksExample = DateTimeOffset.FromUnixTimeSeconds(1_531_420_618);

    protected StoppedClock Clock { get; private set; } = null!;

    protected Sandbox.LookAlikes.Slack.SlackLookAlike Slack { get; private set; } = null!;

    protected ListeningApp App { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    protected SlackChannel Approvals { get; private set; } = null!;

    protected SlackGestures Riley => Slack.Person("riley");

    protected SlackModalGestures RileysModal => Slack.Modal("riley");

    protected virtual SlackApp Installed => new();

    [SetUp]
    public async Task StartAsync()
    {
        Clock = new StoppedClock(SlacksExample);
        Slack = await Sandbox.LookAlikes.Slack.SlackLookAlike.StartAsync(Clock, Installed);
        App = await ListeningApp.StartAsync();
        Slack.Connect(App.Address);
        Http = new HttpClient { BaseAddress = Slack.BaseUrl };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Slack.Workspace.App.BotToken);
        Approvals = Slack.Workspace.AddChannel("approvals", members: [Slack.Workspace.AddPerson("riley")]);
    }

    [TearDown]
    public async Task StopAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        await Slack.DisposeAsync();
    }

    protected async Task<JsonObject> CallAsync(string method, JsonObject arguments)
    {
        using var content = new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(new Uri(method, UriKind.Relative), content);
        return (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    protected async Task<JsonObject> FormAsync(string method, params (string Name, string Value)[] arguments)
    {
        using var content = new FormUrlEncodedContent(arguments.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var answer = await Http.PostAsync(new Uri(method, UriKind.Relative), content);
        return (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    protected async Task<SlackMessage> PostAsync(string text, JsonArray? blocks = null, JsonObject? metadata = null)
    {
        var arguments = new JsonObject { ["channel"] = Approvals.Id, ["text"] = text };
        if (blocks is not null)
            arguments["blocks"] = blocks;
        if (metadata is not null)
            arguments["metadata"] = metadata;
        var answer = await CallAsync("chat.postMessage", arguments);
        Assert.That(answer["ok"]!.GetValue<bool>(), Is.True, answer.ToJsonString());
        return Slack.Workspace.Messages.Find(Approvals.Id, (string)answer["ts"]!)!;
    }

    /// <summary>Runs <c>/jit</c> as riley and opens the view with the trigger that came.</summary>
    protected async Task<JsonObject> OpenAsync(JsonObject view)
    {
        await Riley.CommandAsync("/jit", "request");
        return await CallAsync("views.open", new JsonObject { [Trigger] = App.Last.Field(Trigger), ["view"] = view });
    }

    protected static string? Error(JsonObject answer) => (string?)answer["error"];
}
