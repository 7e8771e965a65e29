using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Engine.Clock;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Effects;

/// <summary>
/// Reads in a provider's log what was done while a grant was in force. Access never depends on it: a log that cannot be read is told as
/// unread, after some patience.
/// </summary>
internal sealed class EvidenceReader(StoryReader reader, CommandHandler requests, EvidenceShelf sources, TrustedClock clock, Entropy entropy)
{
    /// <summary>A log that is late or down is no matter of seconds; up to twice as long, so that many do not come back at once.</summary>
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(5);

    /// <summary>Reads it once, or tells that it could not be read; nothing if that is settled, or if the terms do not ask for it.</summary>
    public async Task<EffectResult> RunAsync(EffectAtWork work, RequestId id, CancellationToken ct)
    {
        var story = await reader.LoadAsync(id, ct);
        if (story.State is not AccessState.Ended { WantsEvidence: true } ended || story.InForce is not var (from, until))
            return EffectResult.Finished;
        if (sources.Find(ended.Holding.Provider) is not { } source)
            return await MissAsync(work, id, "JitBot is no longer told to read it.", ct);
        return await source.ReadAsync(ended.Holding.Subject, from, until, ct) switch
        {
            EvidenceAnswer.Found found => await requests.SettleAsync(work, id, new AccessCommand.ReadEvidence(clock.Now, from, until, found.Evidence), ct),
            EvidenceAnswer.Closed closed => await MissAsync(work, id, closed.Why, ct),
            EvidenceAnswer.NotNow later when clock.Now >= until + EvidenceLimits.GiveUpAfter => await MissAsync(work, id, later.What, ct),
            EvidenceAnswer.NotNow later => new EffectResult.Later(clock.Now + Wait(later.RetryAfter), later.What),
            var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
        };
    }

    /// <summary>As long as the log wants, so that patience ends when it is said to end.</summary>
    private TimeSpan Wait(TimeSpan? asked) => WorkerLimits.Honoured(asked) ?? AgainAfter * (1 + entropy.Fraction());

    private Task<EffectResult> MissAsync(EffectAtWork work, RequestId id, string why, CancellationToken ct) =>
        requests.SettleAsync(work, id, new AccessCommand.MissEvidence(clock.Now, why), ct);
}
