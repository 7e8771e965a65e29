namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>What was delivered over sockets and what became of it.</summary>
internal sealed class SlackSocketLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, bool> _deliveries = new(StringComparer.Ordinal);
    private int _sent;
    private int _connections;

    /// <summary>Counts a connection that was greeted.</summary>
    public void Opened() => Interlocked.Increment(ref _connections);

    /// <summary>An envelope goes out; the same delivery may go out again.</summary>
    public void Sent(SlackDelivery delivery)
    {
        lock (_lock)
        {
            _sent++;
            _deliveries.TryAdd(delivery.Body, false);
        }
    }

    public void Acknowledged(SlackDelivery delivery)
    {
        lock (_lock)
            _deliveries[delivery.Body] = true;
    }

    /// <summary>The counts so far.</summary>
    public SlackSocketCounts Count()
    {
        lock (_lock)
        {
            var acknowledged = _deliveries.Values.Count(isAcknowledged => isAcknowledged);
            return new SlackSocketCounts(_connections, _sent, _deliveries.Count, acknowledged);
        }
    }
}

/// <summary>Connections greeted, envelopes sent, deliveries in them, and how many of these were acknowledged in the end.</summary>
internal sealed record SlackSocketCounts(int Connections, int Envelopes, int Deliveries, int Acknowledged)
{
    public int SentAgain => Envelopes - Deliveries;

    public int Lost => Deliveries - Acknowledged;
}
