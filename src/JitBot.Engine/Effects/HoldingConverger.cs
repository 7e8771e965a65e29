using System.Diagnostics;
using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Operations;

namespace JitBot.Engine.Effects;

/// <summary>Takes a holding towards what is wanted: each call is written down before it is made and reported after.</summary>
internal sealed class HoldingConverger(
    HoldingHandler holdings, ProviderShelf providers, Mandate mandate, RemovalWatch removals, TrustedClock clock, Entropy entropy)
{
    /// <summary>Survey and add, or remove and read back: two steps of at most two calls each end well within the worker's lease.</summary>
    private const int MostSteps = 2;

    /// <summary>Takes it so far as one lease reaches, and says when to go on. <paramref name="removes"/>: it is to be taken away, so whether granting is let need not be looked at.</summary>
    public async Task<EffectResult> RunAsync(EffectAtWork work, HoldingKey key, bool removes, CancellationToken ct)
    {
        if (providers.Find(key.Provider) is not { } provider)
            return await GiveUpForNowAsync(key, ct);
        string? failed = null;
        var events = await holdings.HandleStepAsync(work, key, [await BeginAsync(provider, key, removes, ct)], ct);
        for (var step = 1; events.OfType<HoldingEvent.AttemptBegun>().SingleOrDefault() is { } attempt; step++)
        {
            var report = await MakeAsync(provider, key, attempt, ct);
            // What came of a call is written down even when the process stops, and the next call, if this lease reaches so far, in the same breath.
            HoldingCommand[] commands = step < MostSteps && await TryBeginAsync(provider, key, removes) is { } next ? [report, next] : [report];
            events = await holdings.HandleStepAsync(work, key, commands, CancellationToken.None);
            failed = events.OfType<HoldingEvent.AttemptFailed>().LastOrDefault()?.What;
        }

        return await NextAsync(key, provider, failed, ct);
    }

    private async Task<HoldingCommand.Begin> BeginAsync(IAccessProvider provider, HoldingKey key, bool removes, CancellationToken ct)
    {
        if (!removes)
            await mandate.LookAsync(ct);
        return new HoldingCommand.Begin(clock.Now, provider.AddTellsWhoAdded, mandate.MayGrant(key.Provider));
    }

    /// <summary>Null if it cannot be told now whether the next call may be made: what came of the last one is written down all the same.</summary>
    private async Task<HoldingCommand.Begin?> TryBeginAsync(IAccessProvider provider, HoldingKey key, bool removes)
    {
        try
        {
            return await BeginAsync(provider, key, removes, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Whoever took a provider out of the settings is told what cannot be removed now.</summary>
    private async Task<EffectResult> GiveUpForNowAsync(HoldingKey key, CancellationToken ct)
    {
        var why = $"{key.Provider} is not configured any more; its memberships cannot be changed before its settings are back.";
        removals.CannotTry(key, (await holdings.LoadAsync(key, ct)).State, why);
        return new EffectResult.Again(null, why);
    }

    private async Task<HoldingCommand> MakeAsync(IAccessProvider provider, HoldingKey key, HoldingEvent.AttemptBegun attempt, CancellationToken ct)
    {
        if (attempt.Call == ProviderCall.Add && !await MayStillAddAsync(key, ct))
            return new HoldingCommand.Abandon(clock.Now, attempt.Attempt);

        // The last look at the clock before the first byte: an add that was held up must not land after its time.
        if (clock.Now >= attempt.SendBefore)
            return new HoldingCommand.Abandon(clock.Now, attempt.Attempt);
        var answer = await CallAsync(provider, key, attempt, ct);
        return new HoldingCommand.Report(clock.Now, attempt.Attempt, answer, provider.AddTellsWhoAdded, entropy.Fraction());
    }

    /// <summary>Granting may have been frozen between the decision to add and now.</summary>
    private async Task<bool> MayStillAddAsync(HoldingKey key, CancellationToken ct)
    {
        await mandate.LookAsync(ct);
        return mandate.MayGrant(key.Provider);
    }

    private static async Task<ProviderAnswer> CallAsync(IAccessProvider provider, HoldingKey key, HoldingEvent.AttemptBegun attempt, CancellationToken ct)
    {
        var name = key.AttemptName(attempt.Attempt);
        try
        {
            return attempt.Call switch
            {
                ProviderCall.Survey => await SurveyAsync(provider, key, name, ct),
                ProviderCall.Add => await provider.AddAsync(key, name, ct),
                ProviderCall.Remove => await provider.RemoveAsync(key, name, ct),
                ProviderCall.ReadBack => await provider.ObserveAsync(key, name, ct),
                _ => throw new UnreachableException($"A call nobody makes: {attempt.Call}."),
            };
        }
        catch (Exception e) when (e is not UnreachableException && !IsCutOff(e, attempt.Call, ct))
        {
            // Whatever broke, the call may have gone out: only a look can tell.
            return new ProviderAnswer.Unclear(e.GetType().Name);
        }
    }

    /// <summary>
    /// Cut off while the process stops, a change may still be under way at the provider: it stays unanswered, and whoever takes the holding up
    /// waits for the end of its lease, as after a crash.
    /// </summary>
    private static bool IsCutOff(Exception e, ProviderCall call, CancellationToken ct) =>
        e is OperationCanceledException && ct.IsCancellationRequested && call is (ProviderCall.Add or ProviderCall.Remove);

    private static async Task<ProviderAnswer> SurveyAsync(IAccessProvider provider, HoldingKey key, string name, CancellationToken ct) =>
        await provider.InspectAsync(key.Resource, ct) switch
        {
            ResourceAnswer.Fit => await provider.ObserveAsync(key, name, ct),
            ResourceAnswer.Unfit unfit => new ProviderAnswer.Impossible(unfit.Why),
            ResourceAnswer.NotNow later => new ProviderAnswer.NotDone(later.What, later.RetryAfter),
            var other => throw new UnreachableException($"An answer nobody knows: {other.GetType().Name}."),
        };

    private async Task<EffectResult> NextAsync(HoldingKey key, IAccessProvider provider, string? failed, CancellationToken ct)
    {
        var (state, _) = await holdings.LoadAsync(key, ct);
        removals.Look(key, state, failed);
        return HoldingPlan.Next(state, clock.Now, provider.AddTellsWhoAdded, mandate.MayGrant(key.Provider)) switch
        {
            HoldingStep.Rest => EffectResult.Finished,
            HoldingStep.Wait wait => new EffectResult.Later(wait.Until, "The next look or try is due then."),
            HoldingStep.Make => new EffectResult.Later(clock.Now, "There is more to do."),
            var other => throw new InvalidOperationException($"A step nobody knows: {other.GetType().Name}."),
        };
    }
}
