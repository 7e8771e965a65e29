using JitBot.Core.Store;
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
    SlackSignature signature, SlackAnswering answering, ILogger<SlackEndpoints> log)
{
    /// <summary>Slack's largest payload, a form of 250 kB with its state, is far smaller.</summary>
    private const int MostBytes = 1024 * 1024;

    private const int BufferBytes = 16 * 1024;

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
        if (await ReadAsync(http.Request, http.RequestAborted) is not { } body)
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

    private void TurnAway(HttpContext http)
    {
        Log.TurnedAway(log, http.Request.Path, http.Connection.RemoteIpAddress?.ToString() ?? "unknown");
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "A request to {Path} from {Address} was not signed by Slack and was turned away")]
        public static partial void TurnedAway(ILogger log, string path, string address);

        [LoggerMessage(Level = LogLevel.Error, Message = "A gesture could not be kept, so Slack was told to try again")]
        public static partial void NotKept(ILogger log, Exception unavailable);
    }
}
