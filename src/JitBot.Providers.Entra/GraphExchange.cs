using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using JitBot.Core.Operations;
using Microsoft.Extensions.Logging;

namespace JitBot.Providers.Entra;

/// <summary>Sends one request and names what came of it: an answer, an error, not sent, or lost. It never sends anything again.</summary>
internal sealed partial class GraphExchange(HttpPipeline pipeline, TimeProvider clock, GraphQuota quota, DoorWitness doors, ILogger log)
{
    /// <summary>Far above any answer we ask for; more would be somebody else's.</summary>
    private const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>Two hundred entries of a log, each as large as a person can make it with what they change: nobody keeps us from reading by doing much.</summary>
    private const int MaxLogBytes = 16 * 1024 * 1024;

    /// <summary>An error's text goes into messages and the log: enough to understand it, not a page.</summary>
    private const int MaxErrorText = 200;

    /// <summary>What every mutation is answered with: nothing follows that could be lost.</summary>
    private const int NoContent = 204;

    /// <summary>Sends it, within the call's time; or not at all if the quota has nothing left for it.</summary>
    public async Task<GraphReply> SendAsync(RequestMethod method, Uri url, byte[]? body, GraphCall call)
    {
        if (quota.Ask(method, url, call.Urgency) is { } wait)
            return new GraphReply.NotSent("The quota that Graph allows is spent for now.", Wait: wait);
        using var message = Message(method, url, body, call);
        var reply = await ReplyAsync(message, call.Token);
        if (call.Token.IsCancellationRequested && reply is GraphReply.Lost or GraphReply.NotSent)
            call.ThrowIfCallerGone();
        if (reply is GraphReply.Refused { Status: 429 } refused)
            quota.Refused(method, url, refused.RetryAfter, Header(message, "x-ms-throttle-scope"));
        Note(message, url, reply, call);
        EntraAnswers.Report(doors, $"{method} {url.AbsolutePath}", reply);
        return reply;
    }

    /// <summary>The path alone: the query of a search holds a person's e-mail.</summary>
    private void Note(HttpMessage message, Uri url, GraphReply reply, GraphCall call)
    {
        if (!log.IsEnabled(LogLevel.Debug))
            return;
        var status = message.HasResponse ? message.Response.Status : (int?)null;
        var lost = reply is GraphReply.Lost or GraphReply.NotSent;
        var id = Header(message, "request-id");
        Log.Exchange(log, message.Request.Method, url.AbsolutePath, lost, status, call.Attempt, id);
    }

    private static string? Header(HttpMessage message, string name) =>
        message.HasResponse && message.Response.Headers.TryGetValue(name, out var text) ? text : null;

    private HttpMessage Message(RequestMethod method, Uri url, byte[]? body, GraphCall call)
    {
        var message = pipeline.CreateMessage();
        message.BufferResponse = false;
        message.Request.Method = method;
        message.Request.Uri.Reset(url);
        message.Request.Headers.SetValue("Accept", "application/json");
        if (call.Attempt is { } attempt && HeaderText().IsMatch(attempt))
            message.Request.Headers.SetValue("client-request-id", attempt);
        if (method == RequestMethod.Delete)
            message.Request.Headers.SetValue("x-ms-throttle-priority", "High");
        if (body is not null)
        {
            message.Request.Content = RequestContent.Create(body);
            if (body.Length > 0)
                message.Request.Headers.SetValue("Content-Type", "application/json");
        }
        return message;
    }

    private async Task<GraphReply> ReplyAsync(HttpMessage message, CancellationToken ct)
    {
        try
        {
            await pipeline.SendAsync(message, ct);
            return await UnderstandAsync(message, GraphQuota.IsLog(message.Request.Uri.ToUri()) ? MaxLogBytes : MaxAnswerBytes, ct);
        }
        catch (AuthenticationFailedException fault)
        {
            var reason = Reason(fault);
            return new GraphReply.NotSent($"Entra ID gave us no token ({reason}).", IsRefusal: SignInCode().IsMatch(reason));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return WasSent(message)
                ? new GraphReply.Lost("Graph gave no answer in time.")
                : new GraphReply.NotSent("No token came in time.");
        }
        catch (Exception fault) when (fault is RequestFailedException or HttpRequestException or IOException or OperationCanceledException)
        {
            return WasSent(message) && !NeverConnected(fault)
                ? new GraphReply.Lost("The connection to Graph broke.")
                : new GraphReply.NotSent("Graph could not be reached.");
        }
    }

    private async Task<GraphReply> UnderstandAsync(HttpMessage message, int most, CancellationToken ct)
    {
        var response = message.Response;
        if (!response.IsError && response.Status is >= 200 and < 300)
            return new GraphReply.Ok(response.Status == NoContent ? default : await BodyAsync(response, most, ct));
        var error = Error(await BodyAsync(response, most, ct));
        return new GraphReply.Refused(response.Status, Short(error?.Code), Short(error?.Message), RetryAfter(response));
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(Response response, int most, CancellationToken ct)
    {
        if (response.ContentStream is not { } stream)
            return default;
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await stream.ReadAsync(chunk, ct) is > 0 and var read)
        {
            body.Write(chunk, 0, read);
            if (body.Length > most)
                throw new IOException("Graph's answer is longer than any we ask for.");
        }
        return body.ToArray();
    }

    private static GraphError? Error(ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.IsEmpty ? null : JsonSerializer.Deserialize(body.Span, EntraJson.Default.GraphErrorBody)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private TimeSpan? RetryAfter(Response response) =>
        response.Headers.TryGetValue("Retry-After", out var text) ? Wait(text, response.Headers.Date ?? clock.GetUtcNow()) : null;

    /// <summary>A Retry-After as a wait: seconds, or a date measured against the answer's own date and not our clock.</summary>
    internal static TimeSpan? Wait(string text, DateTimeOffset answered)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        if (!DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return null;
        return date > answered ? date - answered : TimeSpan.Zero;
    }

    /// <summary>The code of the refusal, which an administrator can look up; the text around it is not ours to repeat.</summary>
    private static string Reason(AuthenticationFailedException fault) =>
        SignInCode().Match($"{fault.Message} {fault.InnerException?.Message}") is { Success: true } code
            ? code.Value
            : fault.GetType().Name;

    private static string Short(string? text)
    {
        var clean = string.Concat((text ?? "").Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return clean.Length <= MaxErrorText ? clean : clean[..MaxErrorText] + "…";
    }

    private static bool WasSent(HttpMessage message) => message.TryGetProperty(GraphPipeline.Sent, out _);

    private static bool NeverConnected(Exception fault) => (fault as HttpRequestException ?? fault.InnerException as HttpRequestException)
        ?.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    [GeneratedRegex("AADSTS[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex SignInCode();

    [GeneratedRegex(@"^[A-Za-z0-9._:-]{1,128}\z", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderText();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug,
            Message = "Graph {Method} {Path}: {Status}, lost: {Lost} (attempt {Attempt}, request {RequestId})")]
        public static partial void Exchange(
            ILogger log, RequestMethod method, string path, bool lost, int? status, string? attempt, string? requestId);
    }
}
