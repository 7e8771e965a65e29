using JitBot.Core;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;

namespace JitBot.Engine;

/// <summary>What has to be done now and then: look for effects the wheel missed, sign checkpoints, forget old answers, ask what time it is.</summary>
internal sealed class Housekeeping(IAccessStore store, EffectWorker worker, CheckpointWriter checkpoints, WitnessCall witness, TrustedClock clock)
{
    /// <summary>Slack repeats an event for at most 26 hours; a week leaves room for an outage of ours.</summary>
    private static readonly TimeSpan KeepAnswers = TimeSpan.FromDays(7);

    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>Whether a round is due; a clock that was set back makes it due too.</summary>
    public bool IsDue => RoundIsDue || witness.IsDue;

    private bool RoundIsDue => clock.Now - _last is var since && (since >= WorkerLimits.SweepEvery || since < TimeSpan.Zero);

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (witness.IsDue)
            await witness.RunAsync(ct);
        if (!RoundIsDue)
            return;
        _last = clock.Now;
        await worker.SweepAsync(ct);
        await checkpoints.WriteIfDueAsync(ct);
        await store.PruneAnswersAsync(clock.Now - KeepAnswers, ct);
    }
}
