using System.Collections.Concurrent;
using JitBot.Core;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Effects;

/// <summary>
/// The only one who touches the outside: claims effects under a lease, runs them, and completes, postpones or sets them aside. Driven by
/// <see cref="EngineLoop"/> in a process, turn by turn in tests.
/// </summary>
public sealed partial class EffectWorker
{
    private readonly IAccessStore _store;
    private readonly WakeClock _wakes;
    private readonly TrustedClock _clock;
    private readonly EffectRunner _runner;
    private readonly Entropy _entropy;
    private readonly WorkerLease _lease;
    private readonly ILogger<EffectWorker> _log;
    private readonly ConcurrentDictionary<long, (long Generation, int Count)> _failures = new();

    internal EffectWorker(
        IAccessStore store, WakeClock wakes, TrustedClock clock, EffectRunner runner, Entropy entropy, WorkerLease lease, ILogger<EffectWorker> log)
    {
        _store = store;
        _wakes = wakes;
        _clock = clock;
        _runner = runner;
        _entropy = entropy;
        _lease = lease;
        _log = log;
    }

    /// <summary>Claims these effects; those that are not due or under another's lease are left alone.</summary>
    public Task<IReadOnlyList<ClaimedEffect>> ClaimAsync(IReadOnlyList<long> ids, CancellationToken ct) =>
        _store.ClaimAsync(ids, _clock.Now, _lease.Length, ct);

    /// <summary>Runs one claimed effect to its result; never throws but when told to stop.</summary>
    public async Task RunAsync(ClaimedEffect claimed, CancellationToken ct)
    {
        var work = new EffectAtWork(claimed);
        try
        {
            var result = await _runner.RunAsync(work, ct);
            _failures.TryRemove(claimed.Id, out _);
            if (!work.IsCompleted)
                await SettleAsync(claimed, result, ct);
            else if (work.Renewed is { } renewed)
                _wakes.Watch([renewed], Door.Of(claimed.Effect));
        }
        catch (NotNowException e)
        {
            await FailAsync(claimed, e, mayBeSetAside: false, ct);
        }
        catch (StoreUnavailableException e)
        {
            // Nothing can be written now, not even the postponement: the lease runs out and the sweep finds the effect again.
            Log.StoreUnavailable(_log, claimed.Effect.Key, e.Message);
            if (work.Renewed is { } renewed)
                _wakes.Watch([renewed], Door.Of(claimed.Effect));
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            await FailAsync(claimed, e, mayBeSetAside: claimed.Effect.Lane != Lane.Revocation, ct);
        }
    }

    /// <summary>Gives back what was claimed before its door had a hand free; it keeps its place among what waits there.</summary>
    internal async Task HandBackAsync(ClaimedEffect claimed, CancellationToken ct) =>
        _wakes.Watch([await _store.PostponeAsync(claimed, claimed.DueAt, "It waits for free hands.", ct)], Door.Of(claimed.Effect));

    /// <summary>
    /// Gives up the lease of what was cut off, so that another process need not wait for its end. A call that was written down and has no answer is
    /// respected by whoever takes the effect up, as after a crash.
    /// </summary>
    internal async Task GiveUpAsync(ClaimedEffect claimed, CancellationToken ct)
    {
        try
        {
            await _store.PostponeAsync(claimed, claimed.DueAt, "It was cut off when the process stopped.", ct);
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreUnavailable(_log, claimed.Effect.Key, e.Message);
        }
    }

    /// <summary>Everything that is due and free, for a wheel that may have missed it.</summary>
    public async Task SweepAsync(CancellationToken ct) => _wakes.Watch(await _store.ListPendingAsync(_clock.Now, ct));

    /// <summary>Everything pending, without waiting for its moments: the clock that set them was ahead.</summary>
    public async Task HurryAsync(CancellationToken ct) => _wakes.Hurry(await _store.HurryAsync(ct));

    /// <summary>Works until nothing is ready, one effect at a time: for tests and simulations.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        _wakes.Tick();
        while (_wakes.Take(new Hands()) is { Count: > 0 } ready)
        {
            foreach (var claimed in await ClaimAsync([.. ready.Select(one => one.Id)], ct))
                await RunAsync(claimed, ct);
            _wakes.Tick();
        }
    }

    private async Task SettleAsync(ClaimedEffect claimed, EffectResult result, CancellationToken ct)
    {
        switch (result)
        {
            case EffectResult.Done:
                if (await _store.CompleteAsync(claimed, ct) is { } renewed)
                    _wakes.Watch([renewed], Door.Of(claimed.Effect));
                break;
            case EffectResult.Later later:
                _wakes.Watch([await _store.PostponeAsync(claimed, later.At, later.Why, ct)], Door.Of(claimed.Effect));
                break;
            case EffectResult.Again again:
                await PostponeAsync(claimed, again.RetryAfter, again.Why, ct);
                break;
            default:
                throw new InvalidOperationException($"A result nobody knows: {result.GetType().Name}.");
        }
    }

    private async Task FailAsync(ClaimedEffect claimed, Exception failure, bool mayBeSetAside, CancellationToken ct)
    {
        try
        {
            var failures = Count(claimed);
            if (mayBeSetAside && failures >= WorkerLimits.MostFailures)
            {
                _failures.TryRemove(claimed.Id, out _);
                Log.SetAside(_log, claimed.Effect.Key, failures, failure);
                await _store.ParkAsync(claimed, failure.Message, _clock.Now, ct);
                return;
            }

            Log.Failed(_log, claimed.Effect.Key, claimed.Attempt, failure);
            await PostponeAsync(claimed, null, failure.Message, ct);
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreUnavailable(_log, claimed.Effect.Key, e.Message);
        }
    }

    /// <summary>How often it has failed here since it was asked for last, this time included.</summary>
    private int Count(ClaimedEffect claimed) => _failures.AddOrUpdate(
        claimed.Id,
        _ => (claimed.Generation, 1),
        (_, before) => (claimed.Generation, before.Generation == claimed.Generation ? before.Count + 1 : 1)).Count;

    private async Task PostponeAsync(ClaimedEffect claimed, TimeSpan? retryAfter, string why, CancellationToken ct)
    {
        var backoff = WorkerLimits.Backoff(claimed.Attempt, _entropy.Fraction());
        var wait = WorkerLimits.Honoured(retryAfter) is { } asked && asked > backoff ? asked : backoff;
        _wakes.Watch([await _store.PostponeAsync(claimed, _clock.Now + wait, why, ct)], Door.Of(claimed.Effect));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Effect} failed, attempt {Attempt}; it will be tried again")]
        public static partial void Failed(ILogger log, string effect, int attempt, Exception failure);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Effect} failed {Failures} times and is set aside; it is taken up when it is asked for again")]
        public static partial void SetAside(ILogger log, string effect, int failures, Exception failure);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Effect} waits: the store is not available ({Why})")]
        public static partial void StoreUnavailable(ILogger log, string effect, string why);
    }
}
