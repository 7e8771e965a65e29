using System.Net;
using System.Net.Http.Headers;
using JitBot.Core.Time;

namespace JitBot.Chat.Slack;

/// <summary>Carries a call to Slack's Web API, and its answer back; an answer that never came has a name as well.</summary>
internal sealed class SlackWire(HttpClient http, SlackOptions options, DateWitness witness)
{
    /// <summary>Calls a method and gives its answer, whatever came of it.</summary>
    public async Task<SlackAnswer> AskAsync(string method, HttpContent content, AuthenticationHeaderValue proof, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.ApiBaseUrl, method)) { Content = content };
        request.Headers.Authorization = proof;
        try
        {
            using var response = await http.SendAsync(request, ct);
            if (response.Headers.Date is { } date)
                witness.Report(SlackChat.PlatformName, date);
            return await ReadAnswerAsync(method, response, ct);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new SlackAnswer(method, [], SlackAnswer.TimedOut);
        }
        catch (HttpRequestException)
        {
            return new SlackAnswer(method, [], SlackAnswer.Unreachable);
        }
    }

    private static async Task<SlackAnswer> ReadAnswerAsync(string method, HttpResponseMessage response, CancellationToken ct)
    {
        var retryAfter = response.Headers.RetryAfter?.Delta;
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            return new SlackAnswer(method, [], SlackAnswer.Throttled, retryAfter);
        if (!response.IsSuccessStatusCode)
            return SlackAnswer.OfStatus(method, (int)response.StatusCode, retryAfter);
        if (SlackJson.Read(await response.Content.ReadAsByteArrayAsync(ct)) is not { } body)
            return new SlackAnswer(method, [], SlackAnswer.Unreadable);
        var error = SlackJson.Flag(body["ok"]) ? null : SlackJson.Text(body["error"]) ?? SlackAnswer.Unreadable;
        return new SlackAnswer(method, body, error, retryAfter) { Scopes = Scopes(response) };
    }

    private static string[]? Scopes(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-OAuth-Scopes", out var values)
            ? string.Join(',', values).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : null;
}
