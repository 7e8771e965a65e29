using JitBot.Core.Access;

namespace JitBot.Core.Chat;

/// <summary>What a chat platform answered to a post, an update or a notice.</summary>
public abstract record ChatAnswer
{
    private ChatAnswer()
    {
    }

    /// <summary>It stands there.</summary>
    public sealed record Posted(MessageRef Message) : ChatAnswer;

    /// <summary>The message we wanted to change or answer is gone (deleted); the place still is.</summary>
    public sealed record MessageGone(string What) : ChatAnswer;

    /// <summary>The place cannot be written to any more: archived, deleted, not a member, blocked. Asking again does not help.</summary>
    public sealed record PlaceGone(string What) : ChatAnswer
    {
        /// <summary>What people who read of it can do so that the person can be told the next time, as the end of a sentence; null if nothing.</summary>
        public string? Todo { get; init; }
    }

    /// <summary>The account may not see it any more, for instance because it is a guest now; it has been shown that there is nothing for it.</summary>
    public sealed record ShutOut(Refusal Why) : ChatAnswer;

    /// <summary>
    /// Not now: throttled, unreachable, or unclear whether it was posted. Try again, after the time given if any.
    /// <paramref name="IsBooked"/>: its turn comes then and not before, however far ahead that is.
    /// </summary>
    public sealed record NotNow(string What, TimeSpan? RetryAfter = null, bool IsBooked = false) : ChatAnswer;
}
