using JitBot.Core;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;

namespace JitBot.Engine;

/// <summary>What has to be done now and then: look for effects the wheel missed, sign checkpoints, forget old answers, ask what time it is.</summary>
internal sealed class Housekeeping(IAccessStore store, EffectWorker worker, CheckpointWriter checkpoints, WitnessCall witness, TrustedClock clock)
{
    /// <summary>Slack repeats an event for at most 26 hours; a week leaves room for an outage of ours.</summary>
    private static readonly TimeSpan KeepAnswers = TimeSpan.FromDays(7);

    /// <summary>Checkpoints and old answers are nothing urgent.</summary>
    private static readonly TimeSpan RoundEvery = TimeSpan.FromSeconds(60);

    private DateTimeOffset _lastSweep = DateTimeOffset.MinValue;
    private DateTimeOffset _lastRound = DateTimeOffset.MinValue;

    /// <summary>Whether something is due; a clock that was set back makes it due too.</summary>
    public bool IsDue => witness.IsDue || IsOver(_lastSweep, WorkerLimits.SweepEvery);

    /// <summary>Does what is due.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (witness.IsDue)
            await witness.RunAsync(ct);
        if (IsOver(_lastSweep, WorkerLimits.SweepEvery))
        {
            _lastSweep = clock.Now;
            await worker.SweepAsync(ct);
        }

        if (IsOver(_lastRound, RoundEvery))
        {
            _lastRound = clock.Now;
            store.TryMakeRoom();
            await checkpoints.WriteIfDueAsync(ct);
            await store.PruneAnswersAsync(clock.Now - KeepAnswers, ct);
        }
    }

    private bool IsOver(DateTimeOffset last, TimeSpan every) => clock.Now - last is var since && (since >= every || since < TimeSpan.Zero);
}
