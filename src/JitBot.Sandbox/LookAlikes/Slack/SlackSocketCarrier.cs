using System.Collections.Concurrent;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// Brings each delivery to one of the connections, whichever it is. Events that are not acknowledged go out again, perhaps to another one;
/// commands and interactions do not (https://github.com/slackapi/python-slack-sdk/issues/1940): the person sees an error.
/// </summary>
internal sealed class SlackSocketCarrier(SlackWorkspace workspace, SlackSockets sockets, TimeProvider time) : ISlackCarrier
{
    private readonly ConcurrentQueue<SlackSocketMishap> _mishaps = new();
    private int _turn;

    /// <summary>What happens to the connection of the next envelope.</summary>
    public void Next(SlackSocketMishap mishap) => _mishaps.Enqueue(mishap);

    public async Task<SlackReply> CarryAsync(SlackDelivery delivery)
    {
        sockets.Ledger.Sent(delivery);
        if (sockets.Open is not [_, ..] open)
            return Lost(delivery, "connection_failed");
        var connection = open[(int)((uint)Interlocked.Increment(ref _turn) % open.Count)];
        var envelope = SlackSocketEnvelope.Of(delivery, workspace.Numbers.Next("envelope-"));
        using var patience = new CancellationTokenSource(SlackLimits.AcknowledgeWithin, time);
        try
        {
            SlackSocketMishap? mishap = _mishaps.TryDequeue(out var next) ? next : null;
            var payload = await connection.DeliverAsync(envelope, mishap, patience.Token);
            if (payload is not null && !envelope.TakesAnswer)
                workspace.Complain($"An answer came with an acknowledgement that takes none: {payload.ToJsonString()}");
            sockets.Ledger.Acknowledged(delivery);
            return new SlackReply(delivery, StatusCodes.Status200OK, payload?.ToJsonString() ?? "");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return Lost(delivery, "http_timeout");
        }
        catch (IOException)
        {
            return Lost(delivery, "connection_failed");
        }
    }

    private static SlackReply Lost(SlackDelivery delivery, string why) => new(delivery, 0, "") { Failure = why };
}
