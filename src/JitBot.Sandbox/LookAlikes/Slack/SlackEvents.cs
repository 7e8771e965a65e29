using System.Globalization;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// The Events API: an event is sent once, and up to three times more when it is not acknowledged (https://docs.slack.dev/apis/events-api).
/// Retries are sent by <see cref="AdvanceRetriesAsync"/> when they are due by the clock given.
/// </summary>
internal sealed class SlackEvents(SlackWorkspace workspace, SlackSender sender, TimeProvider time) : IDisposable
{
    private const string Path = "/slack/events";

    private static readonly TimeSpan[] RetryAfter = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset Due, SlackDelivery Delivery)> _retries = [];
    private readonly List<ITimer> _timers = [];
    private volatile bool _byTheClock;

    /// <summary>While it is set, retries go out by themselves as the clock given passes them; else they wait to be advanced.</summary>
    public bool RetriesByTheClock
    {
        get => _byTheClock;
        set => _byTheClock = value;
    }

    /// <summary>How many deliveries wait for their next attempt.</summary>
    public int WaitingRetries
    {
        get
        {
            lock (_lock)
                return _retries.Count;
        }
    }

    /// <summary>Sends an event of the given type, wrapped as Slack wraps it, with fields nobody knows yet.</summary>
    public async Task<SlackReply> PublishAsync(JsonObject inner, bool isExternallyShared = false)
    {
        var reply = await sender.SendAsync(SlackDelivery.Json(Path, Wrapped(inner, isExternallyShared)));
        PlanRetry(reply);
        return reply;
    }

    /// <summary>The handshake by which Slack checks a request URL.</summary>
    public Task<SlackReply> VerifyUrlAsync(string challenge) => sender.SendAsync(SlackDelivery.Json(
        Path, new JsonObject { ["token"] = "deprecated", ["challenge"] = challenge, ["type"] = "url_verification" }));

    /// <summary>Sends every retry that is due now, and gives back the answers.</summary>
    public async Task<IReadOnlyList<SlackReply>> AdvanceRetriesAsync()
    {
        var replies = new List<SlackReply>();
        foreach (var delivery in TakeDue())
        {
            var reply = await sender.SendAsync(delivery);
            PlanRetry(reply);
            replies.Add(reply);
        }

        return replies;
    }

    public void Dispose()
    {
        lock (_lock)
            _timers.ForEach(timer => timer.Dispose());
    }

    private SlackDelivery[] TakeDue()
    {
        lock (_lock)
        {
            var due = _retries.Where(retry => retry.Due <= workspace.Numbers.Now).OrderBy(retry => retry.Due).ToArray();
            _retries.RemoveAll(due.Contains);
            return [.. due.Select(retry => retry.Delivery)];
        }
    }

    private void PlanRetry(SlackReply reply)
    {
        var done = reply.Delivery.Retry?.Number ?? 0;
        if (reply.Failure is not { } reason || reply.AsksForNoRetry || done == RetryAfter.Length)
            return;
        lock (_lock)
        {
            _retries.Add((workspace.Numbers.Now + RetryAfter[done], reply.Delivery with { Retry = (done + 1, reason) }));
            if (RetriesByTheClock)
                _timers.Add(time.CreateTimer(_ => _ = AdvanceRetriesAsync(), state: null, RetryAfter[done], Timeout.InfiniteTimeSpan));
        }
    }

    private JsonObject Wrapped(JsonObject inner, bool isExternallyShared)
    {
        var app = workspace.App;
        inner["event_ts"] ??= workspace.Numbers.NextTs();
        return new JsonObject
        {
            ["token"] = "deprecated",
            ["team_id"] = app.TeamId,
            ["context_team_id"] = app.TeamId,
            ["context_enterprise_id"] = null,
            ["api_app_id"] = app.AppId,
            ["event"] = inner,
            ["type"] = "event_callback",
            ["event_id"] = workspace.Numbers.Next("Ev"),
            ["event_time"] = decimal.ToInt64(decimal.Parse((string)inner["event_ts"]!, CultureInfo.InvariantCulture)),
            ["authorizations"] = new JsonArray(new JsonObject
            {
                ["enterprise_id"] = null,
                ["team_id"] = app.TeamId,
                ["user_id"] = app.BotUserId,
                ["is_bot"] = true,
                ["is_enterprise_install"] = false,
            }),
            ["is_ext_shared_channel"] = isExternallyShared,
            ["event_context"] = workspace.Numbers.Next("4-"),
            ["a_field_of_tomorrow"] = new JsonObject { ["receivers"] = "ignore what they do not know" },
        };
    }
}
