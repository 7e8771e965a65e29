using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JitBot.Core.Time;

namespace JitBot.Chat.Teams;

/// <summary>Carries a call to the Bot Connector, and its answer back; an answer that never came has a name as well. Nothing is sent twice.</summary>
internal sealed class TeamsWire(HttpClient http, TeamsTokens tokens, DateWitness witness, TimeProvider clock)
{
    /// <summary>An error's text goes into messages and the log: enough to understand it, not a page.</summary>
    private const int MostErrorText = 200;

    // What need not be escaped is not: Teams counts what we send.
    private static readonly JsonSerializerOptions Written = new() { Encoder = TeamsText.Encoder };

    /// <summary>Calls, and gives the answer, whatever came of it.</summary>
    public async Task<TeamsResult> AskAsync(string call, HttpMethod method, Uri url, JsonObject? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(Written), Encoding.UTF8, "application/json");
        try
        {
            var (token, why) = await tokens.GetAsync(ct);
            if (token is null)
                return TeamsResult.Never(call, TeamsResult.NoToken, why);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(request, ct);
            if (response.Headers.Date is { } date)
                witness.Report(TeamsSetup.Section, date);
            return await ReadAsync(call, response, ct);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return TeamsResult.Never(call, TeamsResult.TimedOut, url.Authority);
        }
        catch (HttpRequestException)
        {
            return TeamsResult.Never(call, TeamsResult.Unreachable, url.Authority);
        }
    }

    private async Task<TeamsResult> ReadAsync(string call, HttpResponseMessage response, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        var body = bytes.Length > 0 ? TeamsPayloads.ReadObject(bytes) : null;
        if (response.IsSuccessStatusCode)
            return new TeamsResult(status, bytes.Length > 0 && body is null ? TeamsResult.Unreadable : null, body, null) { Call = call };
        var error = body?["error"] as JsonObject;
        return new TeamsResult(status, Short(TeamsPayloads.Text(error?["code"])) ?? TeamsResult.NameOf(status), body, RetryAfter(response))
        {
            Call = call,
            Detail = Short(TeamsPayloads.Text(error?["message"])) ?? "",
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } when date - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero => wait,
        _ => null,
    };

    private static string? Short(string? text) => text is null ? null : string.Concat(text.Take(MostErrorText).Select(letter => char.IsControl(letter) ? ' ' : letter));
}
