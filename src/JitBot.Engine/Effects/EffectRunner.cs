using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Emergencies;
using JitBot.Engine.Operations;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Effects;

/// <summary>One switch: each effect goes through its door, and what the world answers comes back as a command.</summary>
internal sealed class EffectRunner(
    CommandHandler requests,
    StoryReader reader,
    HoldingHandler holdings,
    RequestPreparer preparer,
    HoldingClaimer claimer,
    HoldingConverger converger,
    CardShower shower,
    PlaceFolder folder,
    Notifier notifier,
    Announcer announcer,
    LinkTeller links,
    HomeKeeper homes,
    EvidenceReader evidence,
    SessionCloser sessions,
    PageSender pages,
    EmergencyKeeper emergencies,
    PresenceKeeper presence,
    ChatShelf chats,
    TrustedClock clock)
{
    /// <summary>A moment that has come but may not be acted upon yet, while the clock is suspect, is looked at again no sooner than this.</summary>
    private static readonly TimeSpan AgainSoon = TimeSpan.FromSeconds(2);

    /// <summary>Runs one effect, once; what could not be done now comes back as a later time or another try.</summary>
    public Task<EffectResult> RunAsync(EffectAtWork work, CancellationToken ct) => work.Claimed.Effect switch
    {
        Effect.Wake e => WakeAsync(work, e, ct),
        Effect.Prepare e => preparer.RunAsync(work, e.Request, ct),
        Effect.Claim e => claimer.RunAsync(work, e, ct),
        Effect.Release e => ReleaseAsync(work, e, ct),
        Effect.Converge e => converger.RunAsync(work, e.Holding, e.Removes, ct),
        Effect.Tell e => requests.SettleAsync(work, e.Request, new AccessCommand.Hear(clock.Now, e.News), ct),
        Effect.Show e => shower.RunAsync(e.Request, e.Place, mayBeThere: work.Claimed.Attempt > 1, ct),
        Effect.Fold e => folder.RunAsync(e.Place, mayBeThere: work.Claimed.Attempt > 1, ct),
        Effect.Notify e => notifier.RunAsync(e.Request, e.Kind, mayBeThere: work.Claimed.Attempt > 1, ct),
        Effect.Announce e => announcer.RunAsync(e, mayBeThere: work.Claimed.Attempt > 1, ct),
        Effect.Publish e => announcer.RunAsync(e, mayBeThere: work.Claimed.Attempt > 1, ct),
        Effect.TellLink e => links.RunAsync(e, mayBeThere: work.Claimed.Attempt > 1, ct),
        Effect.ReadEvidence e => evidence.RunAsync(work, e.Request, ct),
        Effect.SignOut e => sessions.RunAsync(work, e.Request, ct),
        Effect.SettleEmergency e => emergencies.RunAsync(e.Request, ct),
        Effect.Home e => homes.RunAsync(e, ct),
        Effect.Homes e => homes.RunAsync(e, ct),
        Effect.Page e => pages.RunAsync(e, ct),
        Effect.CheckPresence e => presence.RunAsync(e.Request, ct),
        Effect.Deliver e => DeliverAsync(e, ct),
        _ => throw new InvalidOperationException($"An effect nobody runs: {work.Claimed.Effect.GetType().Name}."),
    };

    /// <summary>
    /// Rings until the request has no moment ahead any more: an effect that rang a little early, because two looks at the clock differed,
    /// must not be the last one.
    /// </summary>
    private async Task<EffectResult> WakeAsync(EffectAtWork work, Effect.Wake effect, CancellationToken ct)
    {
        if (clock.MayExpire)
            await requests.HandleAsync(effect.Request, new AccessCommand.Wake(clock.Now), after => after is AccessState.Known { WakeAt: not null } ? null : work, ct);
        if (work.IsCompleted || (await reader.LoadAsync(effect.Request, ct)).State is not AccessState.Known { WakeAt: { } next })
            return EffectResult.Finished;
        var soon = clock.Now + AgainSoon;
        return new EffectResult.Later(clock.MayExpire || next > soon ? next : soon, "Its moment lies ahead.");
    }

    private async Task<EffectResult> ReleaseAsync(EffectAtWork work, Effect.Release effect, CancellationToken ct)
    {
        await holdings.HandleOnceAsync(work, effect.Holding, new HoldingCommand.Release(clock.Now, effect.Request, effect.Holding), ct);
        return EffectResult.Finished;
    }

    private async Task<EffectResult> DeliverAsync(Effect.Deliver effect, CancellationToken ct)
    {
        var platform = chats.Find(effect.Delivery.Platform)
            ?? throw new InvalidOperationException($"A delivery from {effect.Delivery.Platform}, which is not configured any more.");
        await platform.HandleAsync(effect.Delivery, ct);
        return EffectResult.Finished;
    }
}
