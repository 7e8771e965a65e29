using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>What is true after an event. An event that cannot follow the state is our own mistake and throws.</summary>
public static class AccessEvolver
{
    /// <summary>The state before any line.</summary>
    public static AccessState Start { get; } = new AccessState.None();

    /// <summary>The state after one more event.</summary>
    public static AccessState Evolve(AccessState state, AccessEvent happened) => (state, happened) switch
    {
        (_, AccessEvent.Refused) => state,
        (AccessState.Active { Asking: { } asking } s, AccessEvent.PlaceLost e) => WithAsking(s, asking with { Facts = Without(asking, e.Place) }),
        (AccessState.Known s, AccessEvent.PlaceLost e) => s with { Facts = Without(s, e.Place) },
        (AccessState.Known s, AccessEvent.GlassBroken e) => s with { Facts = Broken(s.Facts, e) },
        (AccessState.Pending s, AccessEvent.EmergencyDropped) => s with { Facts = s.Facts with { Emergency = null } },
        (AccessState.Known { Facts.Emergency: { } emergency } s, AccessEvent.Reviewed e) =>
            s with { Facts = s.Facts with { Emergency = emergency with { Reviews = [.. emergency.Reviews, e.Reviewer] } } },
        (AccessState.Known { Facts.Emergency: { } emergency } s, AccessEvent.ReviewOverdue e) => s with { Facts = s.Facts with { Emergency = emergency with { Reminders = e.Times } } },
        (AccessState.Known s, AccessEvent.RequesterUntold) => s with { Facts = s.Facts with { IsUntoldSaid = true } },
        (AccessState.None, AccessEvent.Asked e) => new AccessState.Preparing(FactsOf(e)),
        (AccessState.Preparing s, AccessEvent.Prepared e) => PendingSince(s.Facts, e),
        (AccessState.Preparing s, AccessEvent.CouldNotBeGranted) => new AccessState.Closed(s.Facts, Phase.Failed, Announced: false),
        (AccessState.Preparing s, AccessEvent.Withdrawn) => new AccessState.Closed(s.Facts, Phase.Withdrawn, Announced: false),
        (AccessState.Preparing s, AccessEvent.Lapsed) => new AccessState.Closed(s.Facts, Phase.Lapsed, Announced: false),
        (AccessState.Preparing s, AccessEvent.Voided) => new AccessState.Closed(s.Facts, Phase.Void, Announced: false),
        (AccessState.Pending s, _) => AfterPending(s, happened),
        (AccessState.Granting s, _) => AfterGranting(s, happened),
        (AccessState.Active s, AccessEvent.RevocationBegun e) => new AccessState.Ending(s.Facts, s.Holding, e.Cause, DelayTold: false, Failure: null),
        (AccessState.Active s, AccessEvent.ExtensionAsked e) => s with { Asking = Asking(s, e) },
        (AccessState.Active s, AccessEvent.Extended e) => Until(s, e.EndsAt) with { IsWarned = false, Asking = null, LastMore = new MoreTime(s.Asking?.Votes ?? [], s.EndsAt, s.IsWarned) },
        (AccessState.Active { LastMore: { } more } s, AccessEvent.ExtensionTakenBack e) => Until(s, e.EndsAt) with { IsWarned = s.IsWarned || more.WasWarned, Asking = null, LastMore = null },
        (AccessState.Active s, AccessEvent.ExtensionDenied) => s with { Asking = null },
        (AccessState.Active { Asking: { } asking } s, AccessEvent.Approved or AccessEvent.ApprovalTakenBack or AccessEvent.ApprovalFell or AccessEvent.Objected
            or AccessEvent.StageReached or AccessEvent.TierCalled or AccessEvent.Reminded) => WithAsking(s, (AccessState.Pending)AfterPending(asking, happened)),
        (AccessState.Active s, AccessEvent.Warned) => s with { IsWarned = true },
        (AccessState.Ending s, AccessEvent.RevocationDelayed) => s with { DelayTold = true },
        (AccessState.Ending s, AccessEvent.Ended e) => new AccessState.Ended(s.Facts, s.Holding, s.Cause, e.How, ReappearanceTold: false),
        (AccessState.Ended s, AccessEvent.Reappeared) => s with { ReappearanceTold = true },
        (AccessState.Ended s, AccessEvent.EvidenceRead or AccessEvent.EvidenceMissed) => s with { EvidenceTold = true },
        (AccessState.Ended s, AccessEvent.SignedOut or AccessEvent.SignOutMissed) => s with { SignOutTold = true },
        _ => throw Impossible(state, happened),
    };

    private static AccessState AfterPending(AccessState.Pending state, AccessEvent happened) => happened switch
    {
        AccessEvent.Approved e => state with
        {
            Votes = [.. state.Votes, new Vote(e.Approver, e.By, e.MadeAt, e.At, e.Stage)],
            Objections = [.. state.Objections.Where(no => no.Approver.Id != e.Approver.Id)],
            Gestures = Newest(state.Gestures, e.Approver.Id, e.MadeAt),
        },
        AccessEvent.ApprovalTakenBack e => Without(state, e.Approver) with { Gestures = Newest(state.Gestures, e.Approver.Id, e.MadeAt) },
        AccessEvent.ApprovalFell e => Without(state, e.Approver),
        AccessEvent.Objected e => Without(state, e.Approver) with
        {
            Objections = [.. state.Objections, new Objection(e.Approver, state.Waiting.Stage)],
            Gestures = e.MadeAt is { } madeAt ? Newest(state.Gestures, e.Approver.Id, madeAt) : state.Gestures,
        },
        AccessEvent.Shortened e => state with { Facts = state.Facts with { Length = e.Length } },
        AccessEvent.StageReached e => At(state, new Waiting(e.Stage, e.At, 0, 0)),
        AccessEvent.TierCalled e => At(state, state.Waiting with { Tiers = e.Tiers }),
        AccessEvent.Reminded e => state with { Waiting = state.Waiting with { Reminders = e.Times } },
        AccessEvent.AutoApproved => state,
        AccessEvent.Denied => new AccessState.Closed(state.Facts, Phase.Denied, Announced: true),
        AccessEvent.Withdrawn => new AccessState.Closed(state.Facts, Phase.Withdrawn, Announced: true),
        AccessEvent.Lapsed => new AccessState.Closed(state.Facts, Phase.Lapsed, Announced: true),
        AccessEvent.Voided => new AccessState.Closed(state.Facts, Phase.Void, Announced: true),
        AccessEvent.GrantBegun e => new AccessState.Granting(state.Facts, state.Facts.HoldingOf(state.Subject), e.NotAfter) { Votes = state.Votes, WasFrozen = e.IsFrozen },
        _ => throw Impossible(state, happened),
    };

    private static AccessState AfterGranting(AccessState.Granting state, AccessEvent happened) => happened switch
    {
        AccessEvent.GrantConfirmed e => new AccessState.Active(state.Facts, state.Holding, e.Standing, e.EndsAt) { Votes = state.Votes },
        AccessEvent.GrantFailed e => new AccessState.Ending(state.Facts, state.Holding, EndCause.NotGrantable, DelayTold: false, e.Why),
        AccessEvent.RevocationBegun e => new AccessState.Ending(state.Facts, state.Holding, e.Cause, DelayTold: false, Failure: null),
        _ => throw Impossible(state, happened),
    };

    private static AccessState.Active Until(AccessState.Active state, DateTimeOffset endsAt) =>
        state with { EndsAt = endsAt, Facts = state.Facts with { Length = endsAt - state.Since } };

    private static AccessState.Pending Asking(AccessState.Active state, AccessEvent.ExtensionAsked e) =>
        new(state.Facts with { Length = e.Until - state.Since, AskedAt = e.At }, state.Holding.Subject, [], NoGestures) { Waiting = new Waiting(0, e.At, 0, 0) };

    /// <summary>More time is asked for on the card of the access: it stands wherever the one does.</summary>
    private static AccessState.Active WithAsking(AccessState.Active state, AccessState.Pending asking) =>
        state with { Asking = asking, Facts = state.Facts with { Places = asking.Facts.Places, LostPlaces = asking.Facts.LostPlaces } };

    private static AccessFacts FactsOf(AccessEvent.Asked e) =>
        new(e.Requester, e.Account, e.Terms, e.Length, e.Justification, e.Handle, e.At, e.Terms.Stages[0].Places) { AskedBy = e.AskedBy };

    private static AccessFacts Broken(AccessFacts facts, AccessEvent.GlassBroken e) => facts with
    {
        Emergency = new Emergency(e.Reason, e.ReviewBy, e.AsOf),
        Length = e.Length,
        Places = [.. facts.Places.Union(facts.Terms.BreakGlass!.Places.Except(facts.LostPlaces))],
    };

    private static AccessState.Pending PendingSince(AccessFacts facts, AccessEvent.Prepared e) =>
        new(facts, e.Subject, [], NoGestures) { Waiting = new Waiting(0, e.At, 0, 0) };

    private static AccessState.Pending Without(AccessState.Pending state, PersonRef voter) =>
        state with { Votes = [.. state.Votes.Where(vote => vote.Approver.Id != voter.Id)] };

    /// <summary>Whoever was asked before goes on seeing what becomes of it; a channel that was lost before makes room for direct messages to those who are asked now.</summary>
    private static AccessState.Pending At(AccessState.Pending state, Waiting waiting)
    {
        var (stage, lost) = (state.Facts.Terms.Stages[waiting.Stage], state.Facts.LostPlaces);
        var asked = stage.Tiers.Take(waiting.Tiers).Select(tier => (tier.Approvers, tier.Places)).Prepend((stage.Approvers, stage.Places));
        var places = asked.SelectMany(each => each.Places.Concat(each.Places.Intersect(lost).OfType<Place.Channel>().SelectMany(gone => AccessFallbacks.For(each.Approvers, gone)))).Except(lost);
        return state with { Waiting = waiting, Facts = state.Facts with { Places = [.. state.Facts.Places.Union(places)] } };
    }

    /// <summary>A lost place leaves the list; a lost channel makes room for the direct messages of every approver named in person.</summary>
    private static AccessFacts Without(AccessState.Known state, Place lost)
    {
        var rest = state.Facts.Places.Where(place => place != lost);
        var instead = lost is Place.Channel ? AccessFallbacks.For(WaitRules.Asked(state), lost).Except(state.Facts.LostPlaces) : [];
        return state.Facts with { Places = [.. rest.Union(instead)], LostPlaces = [.. state.Facts.LostPlaces, lost] };
    }

    private static Dictionary<PersonId, DateTimeOffset> Newest(
        IReadOnlyDictionary<PersonId, DateTimeOffset> gestures, PersonId person, DateTimeOffset madeAt) =>
        new(gestures) { [person] = gestures.TryGetValue(person, out var known) && known > madeAt ? known : madeAt };

    private static readonly IReadOnlyDictionary<PersonId, DateTimeOffset> NoGestures = new Dictionary<PersonId, DateTimeOffset>();

    private static InvalidOperationException Impossible(AccessState state, AccessEvent happened) =>
        new($"{happened.GetType().Name} cannot follow {state.GetType().Name}.");
}
