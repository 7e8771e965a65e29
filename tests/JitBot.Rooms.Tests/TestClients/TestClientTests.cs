using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using JitBot.Rooms.Tests.Teams;
using JitBot.Sandbox.TestClients;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.TestClients;

/// <summary>A house whose sandbox has a door for test clients, and one such client.</summary>
internal abstract class TestClientTests
{
    protected TeamsHouse House { get; private set; } = null!;

    protected TestClientDoor Door { get; private set; } = null!;

    protected FakeTestClient Client { get; private set; } = null!;

    /// <summary>What whoever opened the door was told.</summary>
    protected ConcurrentQueue<string> Said { get; } = new();

    protected HttpClient Http { get; private set; } = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        House = await TeamsHouse.OpenAsync();
        Client = await FakeTestClient.StartAsync(House.Clock);
        Said.Clear();
        Door = (await TestClientDoor.OpenAsync(House.World, port: 0, Said.Enqueue))!;
        Http = new HttpClient();
    }

    [TearDown]
    public async Task CloseAsync()
    {
        Http.Dispose();
        await Door.DisposeAsync();
        await Client.DisposeAsync();
        await House.DisposeAsync();
    }

    /// <summary>Sends an activity to the sandbox's door.</summary>
    protected Task<(HttpStatusCode Status, string Body)> SendAsync(JsonObject activity) => SendAsync(Door.Url, activity);

    protected async Task<(HttpStatusCode Status, string Body)> SendAsync(Uri door, JsonObject activity, Action<HttpRequestMessage>? shape = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, door);
        request.Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        shape?.Invoke(request);
        using var answer = await Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends it, and lets the bot do what is to be done.</summary>
    protected async Task PlayAsync(JsonObject activity)
    {
        var (status, body) = await SendAsync(activity);
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body);
        await House.DrainAsync();
    }
}
