using JitBot.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace JitBot.Chat.Teams;

/// <summary>
/// The door Teams knocks at. First whether the token is Microsoft's and for us; then what the body says, and whether the token came for it;
/// and an answer only when what must not be lost is durable. Whoever is turned away is told nothing: 403 and an empty body.
/// </summary>
internal sealed partial class TeamsEndpoints(
    TeamsAuthentication authentication, TeamsReception reception, TeamsServiceUrl urls, TimeProvider time, ILogger<TeamsEndpoints> log)
{
    private const string Route = "/api/messages";

    /// <summary>Teams takes no message above some hundred kilobytes, and sends none.</summary>
    private const int MostBytes = 1024 * 1024;

    /// <summary>Of what a stranger sends no more than this stands in the log: a content type or a method that is longer is none.</summary>
    private const int LongestShown = 40;

    private const string WithoutToken = ": it carries no Bearer token. Only Teams is heard here; test clients without a tenant are heard by the sandbox, with --unsigned-teams";

    private readonly LineBound _turnedAway = new(time);
    private readonly NotKept _notKept = new("Teams", time, log);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Route, ReceiveAsync);
        routes.Map(Route, TurnMethodAway);
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        var (judgement, proof) = await authentication.JudgeAsync(http.Request.Headers, http.RequestAborted);
        if (proof is null)
            TurnAway(http, judgement);
        else if (await BoundedBody.ReadAsync(http.Request.Body, http.Request.ContentLength, MostBytes, http.RequestAborted) is not { } body)
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        else if (TeamsPayloads.ReadActivity(body.Span) is not { } activity)
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        else if (authentication.Judge(proof, activity) is TeamsJudgement.Refused refused)
            TurnAway(http, refused);
        else
            await AnswerAsync(http, activity);
    }

    private async Task AnswerAsync(HttpContext http, TeamsActivity activity)
    {
        urls.Learn(activity.ChannelData!.Tenant!.Id!, activity.ServiceUrl!);
        try
        {
            var reply = await reception.ReceiveAsync(activity, http.RequestAborted);
            http.Response.StatusCode = reply.Status;
            if (reply.Body is { } json)
                await http.Response.WriteAsJsonAsync(json, http.RequestAborted);
        }
        catch (Exception error) when (NotKept.Is(error))
        {
            _notKept.Answer(http.Response, error);
        }
    }

    /// <summary>
    /// Without keys nobody can be judged. That is trouble of ours and passes, which 403 would deny: told 503, Teams tries again or tells the
    /// person.
    /// </summary>
    private void TurnAway(HttpContext http, TeamsJudgement judgement)
    {
        if (judgement is TeamsJudgement.Refused { Rule: var rule } && MayLog())
            Log.TurnedAway(log, rule, Address(http), Sent(http.Request), rule == TeamsRule.Bearer ? WithoutToken : "");
        http.Response.StatusCode = judgement is TeamsJudgement.Refused ? StatusCodes.Status403Forbidden : StatusCodes.Status503ServiceUnavailable;
    }

    /// <summary>As any web server answers; but whoever tries the door out by hand finds a word in the log.</summary>
    private Task TurnMethodAway(HttpContext http)
    {
        if (MayLog())
            Log.MethodTurnedAway(log, http.Request.Method.Length <= LongestShown ? http.Request.Method : "A strange method", Route, Address(http));
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = HttpMethods.Post;
        return Task.CompletedTask;
    }

    private bool MayLog()
    {
        var may = _turnedAway.MaySay(out var unsaid);
        if (may && unsaid > 0)
            Log.Unsaid(log, unsaid);
        return may;
    }

    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    /// <summary>Only what reads as a content type, without whatever stands behind it.</summary>
    private static string Sent(HttpRequest request)
    {
        if (request.ContentType is not { Length: > 0 } type)
            return "of no content type";
        return MediaTypeHeaderValue.TryParse(type, out var read) && read.MediaType.Length is > 0 and <= LongestShown ? read.MediaType.Value! : "of a strange content type";
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "An activity from {Address} ({Sent}) is not from Teams, or not for us, and was turned away: it fails the rule {Rule}{Hint}")]
        public static partial void TurnedAway(ILogger log, TeamsRule rule, string address, string sent, string hint);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Route} from {Address} was turned away: Teams sends its activities by POST, as application/json")]
        public static partial void MethodTurnedAway(ILogger log, string method, string route, string address);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Unsaid} more were turned away within a minute and are not in the log")]
        public static partial void Unsaid(ILogger log, int unsaid);
    }
}
