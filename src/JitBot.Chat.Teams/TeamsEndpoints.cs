using JitBot.Core.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Teams;

/// <summary>
/// The door Teams knocks at. First whether the token is Microsoft's and for us; then what the body says, and whether the token came for it;
/// and an answer only when what must not be lost is durable. Whoever is turned away is told nothing: 403 and an empty body.
/// </summary>
internal sealed partial class TeamsEndpoints(
    TeamsAuthentication authentication, TeamsReception reception, TeamsServiceUrl urls, ILogger<TeamsEndpoints> log)
{
    /// <summary>Teams takes no message above some hundred kilobytes, and sends none.</summary>
    private const int MostBytes = 1024 * 1024;

    private const int BufferBytes = 16 * 1024;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/messages", ReceiveAsync);

    private async Task ReceiveAsync(HttpContext http)
    {
        if (await ReadAsync(http.Request, http.RequestAborted) is not { } body)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var (judgement, proof) = await authentication.JudgeAsync(http.Request.Headers, http.RequestAborted);
        if (proof is null)
            TurnAway(http, judgement);
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
        catch (StoreUnavailableException unavailable)
        {
            Log.NotKept(log, unavailable);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>The body exactly as sent, or null if it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
            return null;
        using var whole = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await request.Body.ReadAsync(buffer, ct) is > 0 and var count)
        {
            if (whole.Length + count > MostBytes)
                return null;
            whole.Write(buffer, 0, count);
        }

        return whole.ToArray();
    }

    /// <summary>
    /// Without keys nobody can be judged. That is trouble of ours and passes, which 403 would deny: told 503, Teams tries again or tells the
    /// person.
    /// </summary>
    private void TurnAway(HttpContext http, TeamsJudgement judgement)
    {
        if (judgement is TeamsJudgement.Refused { Rule: var rule })
            Log.TurnedAway(log, rule, http.Connection.RemoteIpAddress?.ToString() ?? "unknown");
        http.Response.StatusCode = judgement is TeamsJudgement.Refused ? StatusCodes.Status403Forbidden : StatusCodes.Status503ServiceUnavailable;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "An activity from {Address} is not from Teams, or not for us, and was turned away: it fails the rule {Rule}")]
        public static partial void TurnedAway(ILogger log, TeamsRule rule, string address);

        [LoggerMessage(Level = LogLevel.Error, Message = "A gesture could not be kept, so Teams was told to try again")]
        public static partial void NotKept(ILogger log, Exception unavailable);
    }
}
