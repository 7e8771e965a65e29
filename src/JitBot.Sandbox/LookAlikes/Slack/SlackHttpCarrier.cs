using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Sends signed requests to the app (https://docs.slack.dev/apis/events-api/using-http-request-urls).</summary>
internal sealed class SlackHttpCarrier(SlackWorkspace workspace, TimeProvider time) : ISlackCarrier, IDisposable
{
    private HttpClient? _app;

    /// <summary>Names the app's address; the client is disposed of with this carrier.</summary>
    public void Connect(HttpClient app)
    {
        _app?.Dispose();
        _app = app;
        app.Timeout = Timeout.InfiniteTimeSpan;
    }

    public void Dispose() => _app?.Dispose();

    public async Task<SlackReply> CarryAsync(SlackDelivery delivery)
    {
        var app = _app ?? throw new InvalidOperationException("Nobody told this look-alike where the app is: call Connect first.");
        using var request = Signed(delivery);
        using var patience = new CancellationTokenSource(SlackLimits.AcknowledgeWithin, time);
        try
        {
            using var answer = await app.SendAsync(request, patience.Token);
            var body = await answer.Content.ReadAsStringAsync(patience.Token);
            return new SlackReply(delivery, (int)answer.StatusCode, body)
            {
                Failure = answer.IsSuccessStatusCode ? null : "http_error",
                AsksForNoRetry = answer.Headers.TryGetValues("x-slack-no-retry", out var values) && values.Contains("1"),
            };
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new SlackReply(delivery, 0, "") { Failure = "http_timeout" };
        }
        catch (HttpRequestException)
        {
            return new SlackReply(delivery, 0, "") { Failure = "connection_failed" };
        }
    }

    private HttpRequestMessage Signed(SlackDelivery delivery)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Body)),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(delivery.ContentType);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-Slack-Signature", SlackSigning.Sign(workspace.App.SigningSecret, timestamp, delivery.Body));
        request.Headers.UserAgent.ParseAdd("Slackbot/1.0");
        if (delivery.Retry is not { } retry)
            return request;
        request.Headers.Add("X-Slack-Retry-Num", retry.Number.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-Slack-Retry-Reason", retry.Reason);
        return request;
    }
}
