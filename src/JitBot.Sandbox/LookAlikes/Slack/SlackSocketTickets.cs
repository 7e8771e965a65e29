namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Addresses of sockets: each good for one connection, and for a moment.</summary>
internal sealed class SlackSocketTickets(SlackNumbers numbers)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _issued = new(StringComparer.Ordinal);

    public string Issue()
    {
        lock (_lock)
        {
            var ticket = numbers.Next("ticket-of-the-look-alike-");
            _issued[ticket] = numbers.Now;
            return ticket;
        }
    }

    /// <summary>Whether it opens a connection; it is spent by this.</summary>
    public bool Spend(string ticket)
    {
        lock (_lock)
            return _issued.Remove(ticket, out var born) && numbers.Now - born <= SlackLimits.TicketLife;
    }
}
