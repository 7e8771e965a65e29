namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Brings one delivery to the app once and waits three seconds for the answer: by HTTP or over a socket.</summary>
internal interface ISlackCarrier
{
    Task<SlackReply> CarryAsync(SlackDelivery delivery);
}
