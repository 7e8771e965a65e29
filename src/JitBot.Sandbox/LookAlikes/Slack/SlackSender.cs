namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Sends what happens to the app, whichever way it is reached.</summary>
internal sealed class SlackSender(ISlackCarrier carrier)
{
    private volatile bool _twice;

    /// <summary>While it is set, everything is sent twice, as the real one sometimes does.</summary>
    public bool DeliversTwice
    {
        get => _twice;
        set => _twice = value;
    }

    /// <summary>Sends it as of this moment; the first answer counts when it is sent twice.</summary>
    public async Task<SlackReply> SendAsync(SlackDelivery delivery)
    {
        var reply = await carrier.CarryAsync(delivery);
        if (DeliversTwice)
            await carrier.CarryAsync(delivery);
        return reply;
    }
}
