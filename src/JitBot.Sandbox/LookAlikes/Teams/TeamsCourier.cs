using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>Brings one activity to the bot once, signed as of this moment, and waits fifteen seconds for the answer.</summary>
internal sealed class TeamsCourier(TeamsOrganisation organisation, TeamsMint mint, TimeProvider time) : IDisposable
{
    /// <summary>Where the bot listens, below its address.</summary>
    public const string Path = "/api/messages";

    private const string ForeignTenant = "00000000-0000-4000-8000-00000000f0e5";

    private HttpClient? _app;

    /// <summary>Names the bot's address; the client is disposed of with this courier.</summary>
    public void Connect(HttpClient app)
    {
        _app?.Dispose();
        _app = app;
        app.Timeout = Timeout.InfiniteTimeSpan;
    }

    public void Dispose() => _app?.Dispose();

    /// <summary>Brings it as it should be, or wrong in one way.</summary>
    public async Task<TeamsAnswer> CarryAsync(JsonObject activity, TeamsForgery forgery = TeamsForgery.None)
    {
        var app = _app ?? throw new InvalidOperationException("Nobody told this look-alike where the bot is: call Connect first.");
        using var request = Signed(Forged(activity, forgery), forgery);
        using var patience = new CancellationTokenSource(TeamsServiceLimits.AnswerWithin, time);
        try
        {
            using var answer = await app.SendAsync(request, patience.Token);
            var body = await answer.Content.ReadAsStringAsync(patience.Token);
            return new TeamsAnswer(activity, (int)answer.StatusCode, body) { Failure = (int)answer.StatusCode >= 500 ? "status" : null };
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new TeamsAnswer(activity, 0, "") { Failure = "timeout" };
        }
        catch (HttpRequestException)
        {
            return new TeamsAnswer(activity, 0, "") { Failure = "connection" };
        }
    }

    private HttpRequestMessage Signed(JsonObject activity, TeamsForgery forgery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(activity.ToJsonString())),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        if (mint.Make((string)activity["serviceUrl"]!, forgery) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("x-ms-conversation-id", (string)activity["conversation"]!["id"]!);
        request.Headers.Add("x-ms-tenant-id", organisation.App.TenantId);
        request.Headers.UserAgent.ParseAdd("Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)");
        return request;
    }

    private static JsonObject Forged(JsonObject activity, TeamsForgery forgery)
    {
        var forged = (JsonObject)activity.DeepClone();
        if (forgery == TeamsForgery.ForeignTenant)
            (forged["channelData"]!["tenant"]!["id"], forged["conversation"]!["tenantId"]) = (ForeignTenant, ForeignTenant);
        if (forgery == TeamsForgery.ForeignChannel)
            forged["channelId"] = "webchat";
        return forged;
    }
}
