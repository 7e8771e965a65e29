using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using JitBot.Rooms.Tests.SlackLookAlike;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Sandbox.LookAlikes.Teams;
using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>A look-alike with the sandbox's people, a bot that listens, and the calls a bot makes.</summary>
internal abstract class TeamsLookAlikeTests
{
    private const string Tenant = "5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6";

    protected StoppedClock Clock { get; private set; } = null!;

    protected TokenLookAlike Tokens { get; private set; } = null!;

    protected GraphDirectory Directory { get; private set; } = null!;

    protected TeamsWorld World { get; private set; } = null!;

    protected Sandbox.LookAlikes.Teams.TeamsLookAlike Teams => World.Teams;

    protected TeamsOrganisation Organisation => Teams.Organisation;

    protected ListeningApp Bot { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    protected TeamsPlace Approvals => World.Approvals;

    protected TeamsGestures Riley => Teams.Person("riley");

    [SetUp]
    public async Task StartAsync()
    {
        Clock = new StoppedClock();
        Tokens = await TokenLookAlike.StartAsync(Clock, Tenant);
        Directory = new GraphDirectory(new MembershipHistory(Clock, new DirectoryFaults()), new ActivityLog(Clock));
        World = await TeamsWorld.StartAsync(Clock, Tokens, Directory);
        Bot = await ListeningApp.StartAsync();
        Teams.Connect(Bot.Address);
        Http = new HttpClient { BaseAddress = Teams.ServiceUrl };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
    }

    [TearDown]
    public async Task StopAsync()
    {
        Http.Dispose();
        await Bot.DisposeAsync();
        await World.DisposeAsync();
        await Tokens.DisposeAsync();
    }

    /// <summary>A token as the authority gives it.</summary>
    protected async Task<string> TokenAsync(string? clientId = null, string scope = "https://api.botframework.com/.default")
    {
        using var http = new HttpClient(Tokens.TrustingHandler());
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId ?? Organisation.App.AppId,
            ["client_secret"] = TeamsWorld.Secret,
            ["scope"] = scope,
        });
        using var answer = await http.PostAsync(new Uri(Tokens.BaseUrl, $"{Tenant}/oauth2/v2.0/token"), form);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!;
    }

    protected async Task<(int Status, JsonNode? Body)> CallAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri("v3/conversations" + path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    protected Task<(int Status, JsonNode? Body)> PostAsync(string placeId, JsonObject activity) => CallAsync(HttpMethod.Post, Activities(placeId), activity);

    protected Task<(int Status, JsonNode? Body)> CreateAsync(string member, string? tenant = Tenant) => CallAsync(HttpMethod.Post, "", new JsonObject
    {
        ["bot"] = new JsonObject { ["id"] = Organisation.App.BotId },
        ["members"] = new JsonArray(new JsonObject { ["id"] = member }),
        ["tenantId"] = tenant,
    });

    /// <summary>Posts a card into the channel for approvals, and finds it there.</summary>
    protected async Task<TeamsMessage> PostCardAsync(JsonObject card)
    {
        var (status, body) = await PostAsync(Approvals.Id, CardsOfTeams.Message(card));
        Assert.That(status, Is.EqualTo(201), body?.ToJsonString());
        return Organisation.Messages.Find(Approvals.Id, (string)body!["id"]!)!;
    }

    protected static string Activities(string placeId, string? activityId = null) =>
        $"/{Uri.EscapeDataString(placeId)}/activities{(activityId is null ? "" : "/" + Uri.EscapeDataString(activityId))}";

    protected static JsonObject Text(string text) => new() { ["type"] = "message", ["text"] = text };

    protected static string Error((int Status, JsonNode? Body) answer) => $"{answer.Status} {(string?)answer.Body?["error"]?["code"]}";
}
