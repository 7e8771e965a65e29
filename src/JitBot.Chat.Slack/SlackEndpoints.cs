using JitBot.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Slack;

/// <summary>
/// The doors Slack knocks at. First whether it is Slack, over the raw bytes; then what it says; and 200 only when what must not be lost is
/// durable: to anything else Slack tries again or tells the person.
/// </summary>
internal sealed partial class SlackEndpoints(
    SlackSignature signature, SlackAnswering answering, TimeProvider time, ILogger<SlackEndpoints> log)
{
    private readonly LineBound _turnedAway = new(time);
    private readonly NotKept _notKept = new("Slack", time, log);

    /// <summary>Slack's largest payload, a form of 250 kB with its state, is far smaller.</summary>
    private const int MostBytes = 1024 * 1024;

    private delegate SlackRequest? Read(ReadOnlySpan<byte> body);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/slack/commands", http => ReceiveAsync(http, SlackRequest.OfCommandForm));
        routes.MapPost("/slack/interactions", http => ReceiveAsync(http, SlackRequest.OfInteractionForm));
        routes.MapPost("/slack/options", http => ReceiveAsync(http, SlackRequest.OfInteractionForm));
        routes.MapPost("/slack/events", http => ReceiveAsync(http, SlackRequest.OfEvent));
    }

    private async Task ReceiveAsync(HttpContext http, Read read)
    {
        if (await BoundedBody.ReadAsync(http.Request.Body, http.Request.ContentLength, MostBytes, http.RequestAborted) is not { } body)
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        else if (!signature.IsGenuine(http.Request.Headers, body.Span))
            TurnAway(http);
        else
            await AnswerAsync(http, read(body.Span));
    }

    private async Task AnswerAsync(HttpContext http, SlackRequest? request)
    {
        try
        {
            if (await answering.AnswerAsync(request, http.RequestAborted) is not { } reply)
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
            else if (reply.Body is { } json)
                await http.Response.WriteAsJsonAsync(json, http.RequestAborted);
        }
        catch (Exception error) when (NotKept.Is(error))
        {
            _notKept.Answer(http.Response, error);
        }
    }

    private void TurnAway(HttpContext http)
    {
        var may = _turnedAway.MaySay(out var unsaid);
        if (may && unsaid > 0)
            Log.Unsaid(log, unsaid);
        if (may)
            Log.TurnedAway(log, http.Request.Path, http.Connection.RemoteIpAddress?.ToString() ?? "unknown");
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "A request to {Path} from {Address} was not signed by Slack and was turned away")]
        public static partial void TurnedAway(ILogger log, string path, string address);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Unsaid} more were turned away within a minute and are not in the log")]
        public static partial void Unsaid(ILogger log, int unsaid);
    }
}
