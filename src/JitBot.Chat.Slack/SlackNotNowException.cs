using JitBot.Engine;

namespace JitBot.Chat.Slack;

/// <summary>
/// Slack cannot be asked at the moment; whoever is in the middle of something tries again later. The message holds no secret.
/// </summary>
internal sealed class SlackNotNowException : NotNowException
{
    public SlackNotNowException(SlackAnswer answer)
        : base($"Slack does not answer as needed now. {answer.What}")
    {
    }

    public SlackNotNowException()
    {
    }

    public SlackNotNowException(string message)
        : base(message)
    {
    }

    public SlackNotNowException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
