using System.Net;
using System.Text.Json.Nodes;
using JitBot.Sandbox;
using JitBot.Sandbox.TestClients;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.TestClients;

/// <summary>The bot's own door takes nothing unsigned, the sandbox has one only if it was asked for, and that one hears this machine's programs alone.</summary>
internal sealed class TestClientsAreKeptOut : TestClientTests
{
    private static readonly string[] Elsewhere =
    [
        "http://example.com/_connector", "http://10.0.0.7:56150", "http://127.0.0.1.example.com/", "http://localhost.example.com/", "https://localhost:56150",
        "http://me@localhost:56150/", "http://localhost@example.com/", "ftp://localhost/", "localhost:56150", "",
    ];

    [Test]
    public async Task The_bot_itself_turns_away_what_is_not_signed()
    {
        var door = new Uri(House.Address, "api/messages");

        Assert.That(await SendAsync(door, Client.Said("help")), Is.EqualTo((HttpStatusCode.Forbidden, "")));
        Assert.That(
            await SendAsync(door, Client.Said("help"), request => request.Headers.TryAddWithoutValidation("Authorization", "Bearer ")),
            Is.EqualTo((HttpStatusCode.Forbidden, "")));
    }

    [Test]
    public async Task Without_a_port_there_is_no_door() => Assert.That(await TestClientDoor.OpenAsync(House.World, port: null), Is.Null);

    [Test]
    public void A_port_that_is_taken_is_named()
    {
        var taken = Assert.ThrowsAsync<InvalidOperationException>(() => TestClientDoor.OpenAsync(House.World, Door.Url.Port));

        Assert.That(taken!.Message, Does.Contain($"{Door.Url.Port}").And.Contain("--unsigned-teams PORT").And.Contain("Stop it"));
    }

    [TestCase("abc")]
    [TestCase("0")]
    [TestCase("70000")]
    [TestCase("-1")]
    public async Task What_is_no_port_is_told_in_one_line_that_says_what_would_be_right(string port)
    {
        var error = Console.Error;
        using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            Assert.That(await SandboxVerbs.RunAsync(["--unsigned-teams", port]), Is.EqualTo(2));
        }
        finally
        {
            Console.SetError(error);
        }

        Assert.That(said.ToString().Trim(), Is.EqualTo($"--unsigned-teams takes a port, a number from 1 to 65535, and not '{port}'; without one it is 3978."));
    }

    [Test]
    public async Task An_answer_goes_to_this_machine_alone([ValueSource(nameof(Elsewhere))] string serviceUrl)
    {
        var said = Client.Said("help");
        said["serviceUrl"] = serviceUrl;
        var (status, body) = await SendAsync(said);

        Assert.That((status, House.Teams.Deliveries.Sent.Count), Is.EqualTo((HttpStatusCode.BadRequest, 0)));
        Assert.That(body, Does.Contain("http address of this machine"));
        Assert.That(Said.Single(), Does.StartWith("A test client's activity was not taken.").And.Contain(body));
    }

    [TestCase("Host", "rebound.example.com")]
    [TestCase("Origin", "https://example.com")]
    [TestCase("Origin", "http://localhost:3978")]
    public async Task A_web_page_is_not_heard(string header, string value)
    {
        var (status, _) = await SendAsync(Door.Url, Client.Said("help"), request => request.Headers.TryAddWithoutValidation(header, value));

        Assert.That((status, House.Teams.Deliveries.Sent.Count), Is.EqualTo((HttpStatusCode.Forbidden, 0)));
    }

    [Test]
    public async Task What_a_page_may_send_unasked_is_not_heard()
    {
        using var content = new StringContent(Client.Said("help").ToJsonString());
        using var answer = await Http.PostAsync(Door.Url, content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Only_activities_of_some_size_are_taken_and_only_at_the_one_address()
    {
        var large = Client.Said(new string('x', 300_000));

        Assert.That((await SendAsync(large)).Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That((await SendAsync(new Uri(Door.Url, "/act/clock"), Client.Said("help"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await SendAsync(new JsonObject { ["serviceUrl"] = Client.ServiceUrl })).Body, Does.Contain("needs a type"));
    }

    [Test]
    public async Task A_client_that_is_gone_harms_nobody()
    {
        await PlayAsync(Client.Said("help"));
        await Client.NthAsync(1);
        await Client.DisposeAsync();
        await PlayAsync(Client.Said("request prod-db 2h fixing INC-123", "m-2"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await House.Organisation.WaitUntilAsync(() => House.Organisation.Complaints.Count > 0, patience.Token);

        Assert.That(House.Organisation.Complaints[0], Does.Contain("did not take"));
        Assert.That(Said.Single(), Does.Contain(Client.ServiceUrl).And.Contain("did not take what the bot says"), "once, however often");
        Assert.That(House.Card.Words, Does.Contain("INC-123"));
    }
}
