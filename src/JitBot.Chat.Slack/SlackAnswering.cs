namespace JitBot.Chat.Slack;

/// <summary>
/// Answers whatever Slack asks, through whichever door it came. When an answer is there, what must not be lost is durable; what throws must
/// not be acknowledged.
/// </summary>
internal sealed class SlackAnswering(SlackCommands commands, SlackReception reception)
{
    /// <summary>The answer, or null if it is none that Slack would send.</summary>
    public async Task<SlackReply?> AnswerAsync(SlackRequest? request, CancellationToken ct) => request switch
    {
        SlackRequest.Typed typed => await commands.AnswerAsync(typed.Command, ct),
        SlackRequest.Touched touched => await reception.ReceiveAsync(touched.Interaction, ct),
        SlackRequest.Happened happened => await reception.ReceiveAsync(happened.Envelope, ct),
        SlackRequest.CertificateTest => SlackReply.Nothing,
        _ => null,
    };
}
