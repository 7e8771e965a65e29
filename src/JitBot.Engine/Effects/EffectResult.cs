using JitBot.Core.Chat;

namespace JitBot.Engine.Effects;

/// <summary>What came of running an effect; a failure is an exception.</summary>
internal abstract record EffectResult
{
    private EffectResult()
    {
    }

    public static EffectResult Finished { get; } = new Done();

    /// <summary>What a chat platform's "not now" means.</summary>
    public static EffectResult Of(ChatAnswer.NotNow answer, DateTimeOffset now) => answer is { IsBooked: true, RetryAfter: { } wait }
        ? new Later(now + wait, answer.What)
        : new Again(answer.RetryAfter, answer.What);

    /// <summary>It is as it should be.</summary>
    public sealed record Done : EffectResult;

    /// <summary>Not before this moment. <paramref name="Why"/> is kept for the operator.</summary>
    public sealed record Later(DateTimeOffset At, string Why) : EffectResult;

    /// <summary>Not now; after the time given, or after the usual backoff.</summary>
    public sealed record Again(TimeSpan? RetryAfter, string Why) : EffectResult;
}
