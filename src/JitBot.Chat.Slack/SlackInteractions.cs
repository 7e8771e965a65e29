using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Engine.Emergencies;
using JitBot.Engine.People;

namespace JitBot.Chat.Slack;

/// <summary>
/// Acts on a gesture from the inbox: finds the request, looks at the person, asks the desk, and tells a refusal privately.
/// </summary>
internal sealed class SlackInteractions(
    AccessDesk desk, SlackLookBack lookBack, SlackPeople people, SlackIdentity identity, SlackWhispers whispers, SlackHomes homes,
    EmergencyDesk emergencies, DepartureDesk departures)
{
    /// <summary>Does what the gesture asks for. Called at least once for each: the desk knows a repeated one by its key.</summary>
    public async Task HandleAsync(Delivery delivery, CancellationToken ct)
    {
        var gesture = SlackGesture.Read(delivery);
        if (delivery.Kind is SlackGesture.OfferForm or SlackGesture.OfferDenial or SlackGesture.OfferApproval or SlackGesture.OfferEmergency or SlackGesture.OfferReview)
            await TellAsync(gesture, Offer(delivery.Kind, gesture), ct);
        else if (delivery.Kind == SlackGesture.OpenHome)
            await homes.OpenAsync(gesture.User, ct);
        else if (delivery.Kind == SlackGesture.Leave)
            await LeaveAsync(gesture.User, ct);
        else if (gesture.User != (await identity.GetAsync(ct)).User)
            await ActAsync(delivery, gesture, ct);
    }

    /// <summary>What an event says may have been true a while ago: it says when to look, and the look says what is.</summary>
    private async Task LeaveAsync(string user, CancellationToken ct)
    {
        people.Forget(user);
        await departures.HearAsync((await people.FindAsync(user, isBacklog: false, ct)).Account, ct);
    }

    private async Task ActAsync(Delivery delivery, SlackGesture gesture, CancellationToken ct)
    {
        var isReaction = delivery.Kind is SlackGesture.ApproveByReaction or SlackGesture.DenyByReaction or SlackGesture.TakeBackByReaction;
        var request = isReaction ? await FindByMessageAsync(gesture, ct) : await FindByHandleAsync(delivery.Kind, gesture, ct);
        if (isReaction && request is null)
            return; // Most reactions are on messages that are none of ours.
        var outcome = request is null && delivery.Kind is not (SlackGesture.Ask or SlackGesture.BreakGlass)
            ? new Outcome.Refused(Refusal.UnknownRequest)
            : await CallDeskAsync(delivery, gesture, request ?? default, await people.FindAsync(gesture.User, ct), ct);
        if (outcome is Outcome.Done { Changed: true } && delivery.Kind == SlackGesture.Approve)
            await TellAsync(gesture, SlackCards.Approved(gesture.Handle!), ct);
        if (outcome is Outcome.Done { Changed: true } && delivery.Kind == SlackGesture.Review)
            await TellAsync(gesture, SlackCards.Ours("Your review is filed. Thank you."), ct);
        if (outcome is Outcome.Refused refused && RefusalWords.IsWorthTelling(refused.Why, isReaction))
            await TellAsync(gesture, SlackCards.Ours(await desk.WhyAsync(refused, request, gesture.Entitlement, ct)), ct);
    }

    private Task<Outcome> CallDeskAsync(Delivery delivery, SlackGesture gesture, RequestId request, AccountFacts who, CancellationToken ct)
    {
        var key = $"{delivery.Platform}:{delivery.Key}";
        var madeAt = SlackGesture.Moment(gesture.At) ?? delivery.ReceivedAt;
        return delivery.Kind switch
        {
            SlackGesture.Ask => AskAsync(who, gesture, key, ct),
            SlackGesture.Approve or SlackGesture.ApproveByReaction => desk.ApproveAsync(who, request, new Approval(madeAt, gesture.Length, gesture.Text), key, ct),
            SlackGesture.Deny or SlackGesture.DenyByReaction => desk.DenyAsync(who, request, madeAt, gesture.Text, key, ct),
            SlackGesture.TakeBack or SlackGesture.TakeBackByReaction => desk.TakeBackAsync(who, request, madeAt, key, ct),
            SlackGesture.BreakGlass => emergencies.BreakGlassAsync(who, gesture.Entitlement ?? "", gesture.Text ?? "", key, ct),
            SlackGesture.Escalate => emergencies.EscalateAsync(who, request, gesture.Text ?? "", key, ct),
            SlackGesture.Review => emergencies.ReviewAsync(who, request, gesture.Text ?? "", key, ct),
            SlackGesture.Withdraw => desk.WithdrawAsync(who, request, key, ct),
            SlackGesture.Return => desk.ReturnAsync(who, request, key, ct),
            SlackGesture.Extend => desk.ExtendAsync(who, request, gesture.Length, gesture.Text, key, ct),
            SlackGesture.Revoke => desk.RevokeAsync(who, request, gesture.Text, key, ct),
            _ => throw new InvalidOperationException($"A gesture nobody knows: {delivery.Kind}."),
        };
    }

    private async Task<Outcome> AskAsync(AccountFacts who, SlackGesture gesture, string key, CancellationToken ct)
    {
        var form = new AskForm(gesture.Entitlement ?? "", gesture.Length ?? TimeSpan.Zero, gesture.Text ?? "");
        if (gesture.Whom is not { } whom)
            return await desk.AskAsync(who, form, key, ct);
        var user = await people.FindMeantAsync(whom, ct);
        return await desk.AskAsync(who, form with { For = user is null ? AccountFacts.Nobody(SlackChat.PlatformName, whom) : await people.FindAsync(user, ct) }, key, ct);
    }

    private async Task<RequestId?> FindByMessageAsync(SlackGesture gesture, CancellationToken ct)
    {
        if (MessageOf(gesture) is not { } message)
            return null;
        return await desk.FindCardAsync(message, ct) is { } card ? card.Request : await lookBack.RequestOnAsync(message.Channel, message.Message, ct);
    }

    /// <summary>
    /// A vote's button must stand on the request's own card or in the voter's own Home tab; what only takes access or a request away can stand in any
    /// private message.
    /// </summary>
    private async Task<RequestId?> FindByHandleAsync(string kind, SlackGesture gesture, CancellationToken ct)
    {
        if (gesture.Handle is not { } handle || await desk.FindByHandleAsync(handle, ct) is not { } request)
            return null;
        if (gesture.Home is { } home)
            return await homes.IsOursAsync(gesture, home, ct) ? request : null;
        if (kind is SlackGesture.Return or SlackGesture.Withdraw or SlackGesture.Revoke or SlackGesture.TakeBack or SlackGesture.Extend
            or SlackGesture.Escalate or SlackGesture.Review)
            return request;
        if (MessageOf(gesture) is not { } message)
            return null;
        var stands = await desk.StandsOnAsync(request, message, ct) || await lookBack.RequestOnAsync(message.Channel, message.Message, ct) == request;
        return stands ? request : null;
    }

    private static MessageRef? MessageOf(SlackGesture gesture) =>
        gesture.Channel is { } channel && gesture.Message is { } ts ? new MessageRef(SlackChat.PlatformName, channel, ts) : null;

    private static SlackPost Offer(string kind, SlackGesture gesture)
    {
        var decision = new SlackDecision(gesture.Handle, gesture.Channel, gesture.Message, gesture.Home);
        return kind switch
        {
            SlackGesture.OfferDenial => SlackForm.Offer(decision),
            SlackGesture.OfferApproval => SlackForm.OfferYes(decision),
            SlackGesture.OfferEmergency => SlackEmergency.Offer(SlackVerbs.Escalate),
            SlackGesture.OfferReview => SlackEmergency.Offer(SlackVerbs.Review),
            _ => SlackForm.Offer(gesture.Text ?? SlackForm.DraftText(AskDraft.Empty)),
        };
    }

    private Task TellAsync(SlackGesture gesture, SlackPost post, CancellationToken ct) =>
        whispers.TellAsync(gesture.User, gesture.Channel, gesture.Thread, post, ct);
}
