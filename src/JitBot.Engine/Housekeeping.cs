using JitBot.Core;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;
using JitBot.Engine.Operations;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine;

/// <summary>What has to be done now and then: look for effects the wheel missed, sign checkpoints, forget old answers, ask what time it is.</summary>
internal sealed partial class Housekeeping(
    IAccessStore store,
    EffectWorker worker,
    CheckpointWriter checkpoints,
    CheckpointPoster poster,
    OperationsWatch operations,
    SettingsWatch settings,
    StoreWatch stores,
    WitnessCall witness,
    TrustedClock clock,
    ILogger<Housekeeping> log)
{
    /// <summary>Checkpoints and old answers are nothing urgent.</summary>
    private static readonly TimeSpan RoundEvery = TimeSpan.FromSeconds(60);

    /// <summary>People are told within seconds; a look costs a few reads.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private DateTimeOffset _lastLook = DateTimeOffset.MinValue;
    private DateTimeOffset _lastSweep = DateTimeOffset.MinValue;
    private DateTimeOffset _lastRound = DateTimeOffset.MinValue;

    /// <summary>Whether something is due; a clock that was set back makes it due too.</summary>
    public bool IsDue => witness.IsDue || settings.IsAsked || IsOver(_lastSweep, WorkerLimits.SweepEvery);

    /// <summary>Does what is due. A chore that fails is logged and left for the next time: none may keep access from ending.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (witness.IsDue)
            await TryAsync("asking for the time", witness.RunAsync, ct);
        var isSweep = IsOver(_lastSweep, WorkerLimits.SweepEvery);
        if (isSweep || settings.IsAsked)
            await TryAsync("looking at the settings", settings.RunAsync, ct);
        if (isSweep)
        {
            _lastSweep = clock.Now;
            if (clock.TakeWasAhead())
                await TryAsync("looking at everything again after a clock that was ahead", worker.HurryAsync, ct);
            await TryAsync("the sweep", worker.SweepAsync, ct);
        }

        if (IsOver(_lastRound, RoundEvery))
        {
            _lastRound = clock.Now;
            await TryAsync("setting disk space aside", _ => Task.FromResult(store.TryMakeRoom()), ct);
            await TryAsync("the checkpoint", checkpoints.WriteIfDueAsync, ct);
            await TryAsync("posting the checkpoint", poster.PostIfDueAsync, ct);
            if (clock.IsConfirmed)
                await TryAsync("forgetting old answers", stop => store.PruneAnswersAsync(clock.Now - AnswerLimits.KeptFor, stop), ct);
        }

        if (IsOver(_lastLook, LookEvery))
        {
            _lastLook = clock.Now;
            await TryAsync("the look at operations", operations.RunAsync, ct);
        }
    }

    /// <summary>At stop: what was done last is signed and posted, too.</summary>
    public async Task CloseAsync(CancellationToken ct)
    {
        await TryAsync("the last checkpoint", checkpoints.WriteLastAsync, ct);
        await TryAsync("posting the last checkpoint", async stop =>
        {
            var rows = await poster.PostAsync(stop);
            foreach (var claimed in await worker.ClaimAsync([.. rows.Select(row => row.Id)], stop))
                await worker.RunAsync(claimed, stop);
        }, ct);
    }

    private async Task TryAsync(string chore, Func<CancellationToken, Task> run, CancellationToken ct)
    {
        try
        {
            await run(ct);
        }
        catch (StoreUnavailableException e)
        {
            stores.Failed(e.Message);
            Log.StoreUnavailable(log, chore, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Log.Failed(log, chore, e);
        }
    }

    private bool IsOver(DateTimeOffset last, TimeSpan every) => clock.Now - last is var since && (since >= every || since < TimeSpan.Zero);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A chore failed: {Chore}")]
        public static partial void Failed(ILogger log, string chore, Exception failure);

        [LoggerMessage(Level = LogLevel.Error, Message = "A chore waits: {Chore} (the store is not available: {Why})")]
        public static partial void StoreUnavailable(ILogger log, string chore, string why);
    }
}
