using JitBot.Core.Chat;
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
        Later = new ChatAnswer.NotNow(answer.What, answer.RetryAfter, IsBooked: answer.Error == SlackAnswer.NotYourTurn);
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

    /// <summary>The same as an answer to whoever wants something shown; null if no answer of Slack's led to this.</summary>
    public ChatAnswer.NotNow? Later { get; }
}
