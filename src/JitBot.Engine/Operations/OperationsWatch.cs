using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Operations;

/// <summary>The thin shell over <see cref="AlertPlan"/>: looks, lets it decide, writes down what is to be told, and logs it.</summary>
internal sealed partial class OperationsWatch(
    IAccessStore store,
    OperationsLog operations,
    OperationsObserver observer,
    AlertPlaces places,
    StoreWatch stores,
    RestoreCheck restore,
    CheckpointWriter checkpoints,
    HighWaterFile highWater,
    TrustedClock clock,
    OperationsSettings settings,
    ILogger<OperationsWatch> log)
{
    private bool _outageLogged;

    /// <summary>Before anything is begun: what was told, what the clock may not fall behind, and whether the database is the one we left.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        if (highWater.Read() is { } mark)
            clock.NotBefore(mark);
        var state = await operations.RefreshAsync(ct);
        if (state.Open(Condition.CheckpointKey(settings.Machine)) is { } unsigned)
            checkpoints.FailingAlready(unsigned.Since, ((Condition.Unsigned)unsigned.Condition).Why);
        if (state.Recovery is null && await restore.LookAsync(ct) is { } backup)
            await operations.AppendAsync(_ => [new OperationsEvent.RecoveryBegan(backup) { At = clock.Now }], [], ct);
        await RunAsync(ct);
    }

    /// <summary>One look.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (stores.IsOut)
            await TryStoreAsync(ct);
        var sightings = await observer.LookAsync(ct);
        if (stores.IsOut)
        {
            LogOutage(sightings);
            return;
        }

        _outageLogged = false;
        var told = await operations.AppendAsync(state => AlertPlan.Next(state, sightings, clock.Now), places.Now(), ct);
        foreach (var word in told)
            LogWord(word);
        if (told.Any(word => word is OperationsEvent.Passed) || !sightings.Any(IsToBeTold))
            stores.Told();
    }

    private static bool IsToBeTold(Sighting seen) => seen.Until - seen.Since >= AlertLimits.QuietFor(seen.Condition!);

    /// <summary>An empty batch is written like any other, so that the outage is over when it goes through.</summary>
    private async Task TryStoreAsync(CancellationToken ct)
    {
        try
        {
            await store.AppendAsync(new Batch(new StreamId("operations/probe"), 0, [], [], [], Index: null, Answered: null), ct);
            stores.Worked();
        }
        catch (StoreUnavailableException e)
        {
            stores.Failed(e.Message);
        }
    }

    private void LogOutage(IEnumerable<Sighting> sightings)
    {
        if (_outageLogged || sightings.FirstOrDefault(each => each.Condition is Condition.StoreOut) is not { Condition: { } outage } seen)
            return;
        var words = AlertWords.Holds(outage, seen.Since).ToPlainText();
        Log.Critical(log, words);
        _outageLogged = true;
    }

    private void LogWord(OperationsEvent word)
    {
        var words = AlertWords.Of(word).ToPlainText();
        if (word is OperationsEvent.Cleared)
            Log.Over(log, words);
        else if (word is OperationsEvent.Raised { Condition: Condition.DiskFull or Condition.Restored } or OperationsEvent.Passed)
            Log.Critical(log, words);
        else
            Log.Alert(log, words);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Critical, Message = "{Alert}")]
        public static partial void Critical(ILogger log, string alert);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Alert}")]
        public static partial void Alert(ILogger log, string alert);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Alert}")]
        public static partial void Over(ILogger log, string alert);
    }
}
