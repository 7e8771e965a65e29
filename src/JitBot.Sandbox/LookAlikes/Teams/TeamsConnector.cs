using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Graph;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>What one call of the Connector asks for: the parts of its address and its body.</summary>
internal sealed record ConnectorRequest(ConnectorCall Call, string PlaceId, string? ActivityId, string Body, IQueryCollection Query)
{
    /// <summary>The conversation it counts for: one that is yet to be opened is told by who is to be in it.</summary>
    public string Thread => Call != ConnectorCall.Create ? TeamsPlace.Split(PlaceId).Id
        : Json["channelData"]?["channel"]?["id"]?.ToString() ?? $"with {(Json["members"] as JsonArray)?.FirstOrDefault()?["id"]}";

    /// <summary>The body as an object.</summary>
    public JsonObject Json
    {
        get
        {
            try
            {
                return JsonNode.Parse(Body) as JsonObject ?? throw TeamsRefusal.BadArgument("The body must be a JSON object.");
            }
            catch (JsonException)
            {
                throw TeamsRefusal.BadArgument("The body is not JSON.");
            }
        }
    }
}

/// <summary>A status and what is said with it.</summary>
internal sealed record ConnectorAnswer(int Status, JsonNode? Body = null);

/// <summary>
/// The Connector's front door: finds the call, checks the bearer token, and answers in its form
/// (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference).
/// </summary>
internal sealed class TeamsConnector(TeamsOrganisation organisation, ConnectorFaults faults, TeamsThrottle throttle, TokenLookAlike tokens)
{
    /// <summary>What a token must be for.</summary>
    public const string Audience = "https://api.botframework.com";

    private const string Bearer = "Bearer ";

    private readonly TeamsMessageCalls _messages = new(organisation);
    private readonly TeamsConversationCalls _conversations = new(organisation);

    /// <summary>Puts the addresses below the service URL's path.</summary>
    public void Map(WebApplication app, string servicePath)
    {
        var all = app.MapGroup($"{servicePath}v3/conversations");
        Map(all.MapPost, "", ConnectorCall.Create, _conversations.Create);
        Map(all.MapPost, "/{id}/activities", ConnectorCall.Post, _messages.Post);
        Map(all.MapPost, "/{id}/activities/{activityId}", ConnectorCall.Reply, _messages.Reply);
        Map(all.MapPut, "/{id}/activities/{activityId}", ConnectorCall.Update, _messages.Update);
        Map(all.MapDelete, "/{id}/activities/{activityId}", ConnectorCall.Delete, _messages.Delete);
        Map(all.MapGet, "/{id}/members", ConnectorCall.Members, _conversations.Members);
        Map(all.MapGet, "/{id}/members/{activityId}", ConnectorCall.Members, _conversations.Member);
        Map(all.MapGet, "/{id}/pagedmembers", ConnectorCall.Members, _conversations.PagedMembers);
    }

    private void Map(Func<string, RequestDelegate, IEndpointConventionBuilder> map, string path, ConnectorCall call, Func<ConnectorRequest, ConnectorAnswer> run) =>
        map(path, http => HandleAsync(http, call, run));

    private async Task HandleAsync(HttpContext http, ConnectorCall call, Func<ConnectorRequest, ConnectorAnswer> run)
    {
        var fault = faults.Take(call);
        if (fault is ConnectorFault.HangsUp)
        {
            http.Abort();
            return;
        }

        var answer = fault is ConnectorFault.Fails fails ? Unreadable(fails.Status) : await AnswerAsync(http, call, run, fault);
        if (fault is ConnectorFault.Holds holds)
            await holds.Until.WaitAsync(http.RequestAborted);
        if (fault is ConnectorFault.Slow slow)
            await Task.Delay(slow.By, TimeProvider.System, http.RequestAborted);
        if (fault is ConnectorFault.DoesAndHangsUp)
            http.Abort();
        else
            await WriteAsync(http, fault is ConnectorFault.DoesAndFails after ? Unreadable(after.Status) : answer);
    }

    private async Task<ConnectorAnswer> AnswerAsync(HttpContext http, ConnectorCall call, Func<ConnectorRequest, ConnectorAnswer> run, ConnectorFault? fault)
    {
        if (!IsAllowed(http.Request))
            return new ConnectorAnswer(StatusCodes.Status401Unauthorized, new JsonObject { ["message"] = "Authorization has been denied for this request." });
        try
        {
            if (fault is ConnectorFault.Refuses refuses)
                throw refuses.With;
            if (fault is ConnectorFault.Throttles throttles)
                throw TeamsRefusal.Throttled(throttles.RetryAfter);
            var body = await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted);
            var route = http.Request.RouteValues;
            var request = new ConnectorRequest(call, (string?)route["id"] ?? "", (string?)route["activityId"], body, http.Request.Query);
            throttle.Take(call, request.Thread);
            return organisation.Gate.Change(() => Run(request, run));
        }
        catch (TeamsRefusal refusal)
        {
            if (refusal.RetryAfter is { } wait)
                http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return new ConnectorAnswer(refusal.Status, refusal.ToJson());
        }
    }

    private ConnectorAnswer Run(ConnectorRequest request, Func<ConnectorRequest, ConnectorAnswer> run) =>
        !organisation.App.IsRegistered ? throw TeamsRefusal.BotNotRegistered
        : organisation.App.IsDisabledByAdmin ? throw TeamsRefusal.BotDisabledByAdmin
        : run(request);

    /// <summary>Whether the token was issued to this bot, for the Connector, and is in force.</summary>
    private bool IsAllowed(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.Ordinal)
            && tokens.Find(header[Bearer.Length..]) is { } token
            && token.Audience == Audience
            && token.ClientId == organisation.App.AppId;
    }

    private static ConnectorAnswer Unreadable(int status) => new(status, JsonValue.Create("<html>upstream connect error</html>"));

    private static async Task WriteAsync(HttpContext http, ConnectorAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        if (answer.Body is JsonValue page)
        {
            await http.Response.WriteAsync(page.ToString(), http.RequestAborted);
        }
        else if (answer.Body is not null)
        {
            http.Response.ContentType = "application/json; charset=utf-8";
            await http.Response.WriteAsync(answer.Body.ToJsonString(), http.RequestAborted);
        }
    }
}
