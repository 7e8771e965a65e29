using JitBot.Core.Chat;
using JitBot.Engine;

namespace JitBot.Chat.Teams;

/// <summary>
/// Teams cannot be asked at the moment; whoever is in the middle of something tries again later. The message holds no secret.
/// </summary>
internal sealed class TeamsNotNowException : NotNowException
{
    public TeamsNotNowException(TeamsResult result)
        : base($"Teams does not answer as needed now. {result.What}")
    {
        Later = new ChatAnswer.NotNow(result.What, result.RetryAfter, IsBooked: result.Error == TeamsResult.NotYourTurn);
    }

    public TeamsNotNowException(ChatAnswer.NotNow later)
        : base($"Teams does not answer as needed now. {later.What}")
    {
        Later = later;
    }

    public TeamsNotNowException()
    {
    }

    public TeamsNotNowException(string message)
        : base(message)
    {
    }

    public TeamsNotNowException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The same as an answer to whoever wants something shown; null if no answer of Teams' led to this.</summary>
    public ChatAnswer.NotNow? Later { get; }
}
