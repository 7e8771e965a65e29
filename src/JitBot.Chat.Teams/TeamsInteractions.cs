using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Engine.Emergencies;

namespace JitBot.Chat.Teams;

/// <summary>
/// Acts on a gesture from the inbox: finds the request, looks at the person, asks the desk, and tells a refusal privately.
/// </summary>
internal sealed class TeamsInteractions(
    AccessDesk desk, RequestViewer requests, IAccessStore store, TeamsCommands commands, TeamsPeople people, TeamsWhispers whispers,
    EmergencyDesk emergencies)
{
    /// <summary>Does what the gesture asks for. Called at least once for each: the desk knows a repeated one by its key.</summary>
    public async Task HandleAsync(Delivery delivery, CancellationToken ct)
    {
        var gesture = TeamsGesture.Read(delivery);
        if (gesture.EarlierKey is { } earlier && await store.FindAnswerAsync(KeyOf(delivery, earlier), ct) is not null)
            return; // The same press again, with another id.
        if (delivery.Kind == TeamsGesture.Greet)
            await whispers.TellAsync(gesture, TeamsLists.Help(), ct);
        else if (delivery.Kind == TeamsGesture.OpenEmergency)
            await whispers.TellAsync(gesture, await commands.OfferGlassAsync(await people.FindAsync(gesture, ct), line: null, ct), ct);
        else if (delivery.Kind == TeamsGesture.Say)
            await whispers.TellAsync(gesture, await commands.AnswerAsync(gesture, KeyOf(delivery, delivery.Key), ct), ct);
        else
            await ActAsync(delivery, gesture, ct);
    }

    private async Task ActAsync(Delivery delivery, TeamsGesture gesture, CancellationToken ct)
    {
        var isReaction = delivery.Kind is TeamsGesture.ApproveByReaction or TeamsGesture.TakeBackByReaction;
        var (request, refusal) = delivery.Kind is TeamsGesture.Ask or TeamsGesture.BreakGlass ? default
            : isReaction ? await FindByMessageAsync(gesture, ct) : await FindByHandleAsync(delivery.Kind, gesture, ct);
        if (isReaction && refusal is not null)
            return; // A thread line or a notice: people like those as well.
        var outcome = refusal is { } why
            ? new Outcome.Refused(why)
            : await CallDeskAsync(delivery, gesture, request, await people.FindAsync(gesture, ct), ct);
        if (outcome is Outcome.Refused refused && RefusalWords.IsWorthTelling(refused.Why, isReaction))
            await whispers.TellAsync(gesture, TeamsCards.Ours(await desk.WhyAsync(refused, request, gesture.Entitlement, ct)), ct);
    }

    private Task<Outcome> CallDeskAsync(Delivery delivery, TeamsGesture gesture, RequestId request, AccountFacts who, CancellationToken ct)
    {
        var key = KeyOf(delivery, delivery.Key);
        var madeAt = gesture.At ?? delivery.ReceivedAt;
        return delivery.Kind switch
        {
            TeamsGesture.Ask => AskAsync(who, gesture, key, ct),
            TeamsGesture.Approve or TeamsGesture.ApproveByReaction => desk.ApproveAsync(who, request, new Approval(madeAt, gesture.Length, gesture.Text), key, ct),
            TeamsGesture.Deny => desk.DenyAsync(who, request, madeAt, gesture.Text, key, ct),
            TeamsGesture.TakeBackByReaction => desk.TakeBackAsync(who, request, madeAt, key, ct),
            TeamsGesture.BreakGlass => emergencies.BreakGlassAsync(who, gesture.Entitlement ?? "", gesture.Text ?? "", key, ct),
            TeamsGesture.Escalate => emergencies.EscalateAsync(who, request, gesture.Text ?? "", key, ct),
            TeamsGesture.Review => emergencies.ReviewAsync(who, request, gesture.Text ?? "", key, ct),
            TeamsGesture.Withdraw => desk.WithdrawAsync(who, request, key, ct),
            TeamsGesture.Return => desk.ReturnAsync(who, request, key, ct),
            TeamsGesture.Extend => desk.ExtendAsync(who, request, gesture.Length, gesture.Text, key, ct),
            TeamsGesture.Revoke => desk.RevokeAsync(who, request, gesture.Text, key, ct),
            _ => throw new InvalidOperationException($"A gesture nobody knows: {delivery.Kind}."),
        };
    }

    private async Task<Outcome> AskAsync(AccountFacts who, TeamsGesture gesture, string key, CancellationToken ct)
    {
        var form = new AskForm(gesture.Entitlement ?? "", gesture.Length ?? TimeSpan.Zero, gesture.Text ?? "");
        return await desk.AskAsync(who, gesture.Whom is { } whom ? form with { For = await people.FindMeantAsync(gesture, whom, ct) } : form, key, ct);
    }

    private async Task<(RequestId Request, Refusal? Refusal)> FindByMessageAsync(TeamsGesture gesture, CancellationToken ct) =>
        gesture.Touched is { } message && await desk.FindCardAsync(message, ct) is { } card ? (card.Request, null) : (default, Refusal.UnknownRequest);

    /// <summary>A vote's button must stand on the request's own card; what only takes access or a request away can stand in any message.</summary>
    private async Task<(RequestId Request, Refusal? Refusal)> FindByHandleAsync(string kind, TeamsGesture gesture, CancellationToken ct)
    {
        if (gesture.Handle is not { } handle || await desk.FindByHandleAsync(handle, ct) is not { } request)
            return (default, Refusal.UnknownRequest);
        if (kind is TeamsGesture.Return or TeamsGesture.Withdraw or TeamsGesture.Revoke or TeamsGesture.Extend or TeamsGesture.Escalate or TeamsGesture.Review)
            return (request, null);
        var standing = gesture.Touched is { } message ? await requests.StandingAsync(request, message, gesture.Account, gesture.IsPersonal, ct) : CardStanding.None;
        return standing switch
        {
            CardStanding.Card => (request, null),
            CardStanding.Copy => (default, Refusal.NotTheCard),
            _ => (default, Refusal.UnknownRequest),
        };
    }

    private static string KeyOf(Delivery delivery, string key) => $"{delivery.Platform}:{key}";
}
