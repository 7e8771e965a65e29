using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>What must be done after an event, given the state it led to.</summary>
public static class AccessReactor
{
    /// <summary>The effects, each with the moment it is due.</summary>
    public static IEnumerable<DueEffect> React(RequestId id, AccessState state, AccessEvent happened)
    {
        if (state is not AccessState.Known known)
            return [];
        return Effects(id, known, happened).Concat(Settling(id, known, happened)).Concat(SigningOut(id, known, happened)).Concat(HomeChanges.After(id, known, happened).Select(Now))
            .Select(effect => new DueEffect(effect.What, effect.Due ?? DueEffect.AtOnce));
    }

    private static IEnumerable<(Effect What, DateTimeOffset? Due)> Effects(RequestId id, AccessState.Known state, AccessEvent happened) => (state, happened) switch
    {
        (_, AccessEvent.Refused) => [],
        (_, AccessEvent.Asked) => [Now(new Effect.Prepare(id)), At(new Effect.Wake(id), state.Facts.LapsesAt), At(new Effect.CheckPresence(id), happened.At + PresenceLimits.LookAtWaitingEvery)],
        (AccessState.Pending s, AccessEvent.Prepared) => [At(new Effect.Wake(id), WaitRules.NextAt(s)), .. Show(id, s), Tell(id, NoticeKind.Asked), .. TellAsker(id, s)],
        (_, AccessEvent.CouldNotBeGranted or AccessEvent.GrantFailed) => [.. Show(id, state), .. Release(id, state), Tell(id, NoticeKind.Failed)],
        (AccessState.Pending s, AccessEvent.StageReached or AccessEvent.TierCalled) => [At(new Effect.Wake(id), WaitRules.NextAt(s)), .. Show(id, s), .. Unseen(id, s)],
        (_, AccessEvent.Denied) => [.. Show(id, state), Tell(id, NoticeKind.Denied)],
        (AccessState.Closed { Announced: true }, AccessEvent.Withdrawn { By: not null }) => [.. Show(id, state), Tell(id, NoticeKind.WithdrawnByAsker)],
        (_, AccessEvent.Lapsed) => [.. Show(id, state), Tell(id, NoticeKind.Lapsed)],
        (_, AccessEvent.Voided) => [.. Show(id, state), Tell(id, NoticeKind.Void)],
        (AccessState.Granting s, AccessEvent.GrantBegun) =>
            [Now(new Effect.Claim(id, s.Holding, s.NotAfter)), At(new Effect.Wake(id), s.NotAfter), .. Show(id, state), .. Page(id, s, happened.At)],
        (AccessState.Active s, AccessEvent.GrantConfirmed) =>
            [At(new Effect.Wake(id), s.WakeAt!.Value), Now(new Effect.CheckPresence(id)), .. Show(id, state), Tell(id, s.Standing ? NoticeKind.Standing : NoticeKind.Granted)],
        (AccessState.Active s, AccessEvent.ExtensionAsked or AccessEvent.StageReached or AccessEvent.TierCalled) => [At(new Effect.Wake(id), s.WakeAt!.Value), .. Show(id, s), .. Unseen(id, s)],
        (AccessState.Active s, AccessEvent.Extended) => [At(new Effect.Wake(id), s.WakeAt!.Value), .. Show(id, state), Tell(id, NoticeKind.Extended)],
        (AccessState.Active s, AccessEvent.ExtensionTakenBack) => [At(new Effect.Wake(id), s.WakeAt!.Value), .. Show(id, state), Tell(id, NoticeKind.ExtensionTakenBack)],
        (_, AccessEvent.ExtensionDenied) => [.. Show(id, state), Tell(id, NoticeKind.ExtensionDenied)],
        (AccessState.Active s, AccessEvent.Warned) => [At(new Effect.Wake(id), s.WakeAt!.Value), Tell(id, NoticeKind.EndsSoon)],
        (_, AccessEvent.RevocationBegun) => [.. Release(id, state), .. Show(id, state)],
        (AccessState.Ended { Cause: EndCause.NotGrantable }, AccessEvent.Ended) => Show(id, state),
        (AccessState.Ended s, AccessEvent.Ended) => [.. Show(id, state), Tell(id, NoticeKind.Ended), .. Read(id, s, happened.At)],
        (AccessState.Known { Undecided: { } s }, AccessEvent.PlaceLost) when WaitRules.IsUnseen(s) => [Tell(id, NoticeKind.NobodyReachable)],
        _ => Show(id, state),
    };

    /// <summary>The ledger of emergencies is told when one is reviewed, and when nothing came of it; and it is looked whether it still has one for which glass was broken.</summary>
    private static IEnumerable<(Effect What, DateTimeOffset? Due)> Settling(RequestId id, AccessState.Known state, AccessEvent happened) => happened switch
    {
        AccessEvent.GlassBroken or AccessEvent.EmergencyDropped => [Now(new Effect.SettleEmergency(id))],
        AccessEvent.Reviewed when state.Facts.Emergency is { IsReviewed: true } => [Now(new Effect.SettleEmergency(id))],
        _ when state is AccessState.Closed or AccessState.Ended && happened is not AccessEvent.Refused && state.Facts.Emergency is not null => [Now(new Effect.SettleEmergency(id))],
        _ => [],
    };

    /// <summary>Only when absence was read back: whoever signs in again before that gets a token with the membership in it.</summary>
    private static IEnumerable<(Effect What, DateTimeOffset? Due)> SigningOut(RequestId id, AccessState.Known state, AccessEvent happened) =>
        happened is AccessEvent.Ended && state is AccessState.Ended ended && SignOutRules.IsDue(ended) ? [Now(new Effect.SignOut(id, ended.Holding.Provider))] : [];

    /// <summary>An emergency wakes somebody.</summary>
    private static IEnumerable<(Effect, DateTimeOffset?)> Page(RequestId id, AccessState.Known state, DateTimeOffset at) =>
        state.Facts.Emergency is null ? [] : [Now(new Effect.Page(id, at))];

    private static IEnumerable<(Effect, DateTimeOffset?)> Release(RequestId id, AccessState state) =>
        state is AccessState.Ending ending ? [Now(new Effect.Release(id, ending.Holding))] : [];

    /// <summary>Before anybody was asked there is no card, and none is posted only to say that there will be none.</summary>
    private static IEnumerable<(Effect, DateTimeOffset?)> Show(RequestId id, AccessState.Known state) =>
        state is AccessState.Preparing or AccessState.Closed { Announced: false } ? [] : state.Facts.Places.Select(place => Now(new Effect.Show(id, place)));

    private static IEnumerable<(Effect, DateTimeOffset?)> Read(RequestId id, AccessState.Ended state, DateTimeOffset endedAt) =>
        state.WantsEvidence ? [At(new Effect.ReadEvidence(id, state.Holding.Provider), endedAt + EvidenceLimits.ReadAfter)] : [];

    private static IEnumerable<(Effect, DateTimeOffset?)> TellAsker(RequestId id, AccessState.Pending state) =>
        state.Facts.AskedBy is null ? [] : [Tell(id, NoticeKind.AskedForOther)];

    /// <summary>Where a later stage, or more time, is asked for may have been lost long before; then nobody sees it from the beginning.</summary>
    private static IEnumerable<(Effect, DateTimeOffset?)> Unseen(RequestId id, AccessState.Known state) =>
        state.Undecided is { } undecided && WaitRules.IsUnseen(undecided) ? [Tell(id, NoticeKind.NobodyReachable)] : [];

    private static (Effect, DateTimeOffset?) Tell(RequestId id, NoticeKind kind) => Now(new Effect.Notify(id, kind));

    private static (Effect What, DateTimeOffset? Due) Now(Effect effect) => (effect, null);

    private static (Effect, DateTimeOffset?) At(Effect effect, DateTimeOffset due) => (effect, due);
}
