using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine;
using JitBot.Simulation.Faults;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Chat;

/// <summary>A process's way to the chat: posts that may be lost on either side, and the gestures people made.</summary>
internal sealed class SimChat(SimWorld world, SimNode node) : IChatPlatform
{
    public const string PlatformName = "Chat";

    /// <summary>The one channel there is.</summary>
    public const string Channel = "C";

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);

    public string Name => PlatformName;

    public Task<ChatAnswer> PostCardAsync(Place place, RequestView view, bool mayBeThere, CancellationToken ct) =>
        PostAsync($"post card of {view.Id}", Drawing.Of(place, view), mayBeThere);

    public Task<ChatAnswer> UpdateCardAsync(MessageRef card, RequestView view, CancellationToken ct) => CallAsync($"update card of {view.Id}", () =>
        world.Messages.Find(card.Message) is { } message ? Show(message, Drawing.Of(null, view)) : new ChatAnswer.MessageGone("It was deleted."));

    public Task<ChatAnswer> DeleteCardAsync(MessageRef card, CancellationToken ct) => CallAsync($"delete {card.Message}", () =>
    {
        world.Messages.Delete(card.Message);
        return (ChatAnswer)new ChatAnswer.MessageGone("It was taken away.");
    });

    public Task<ChatAnswer> ReplyAsync(MessageRef card, ThreadLine line, bool mayBeThere, CancellationToken ct) =>
        PostAsync($"reply {line.Version} to {line.Request}", Drawing.Of(card, line), mayBeThere, thread: card.Message);

    public Task<ChatAnswer> NotifyAsync(AccountId account, Notice notice, bool mayBeThere, CancellationToken ct) =>
        PostAsync($"notify {notice.Kind} of {notice.Request}", Drawing.Of(account, notice), mayBeThere);

    public Task<ChatAnswer> SummariseAsync(Place place, Summary summary, bool mayBeThere, CancellationToken ct) =>
        PostAsync($"summarise {summary.Key}", Drawing.Of(place, summary), mayBeThere);

    public Task<ChatAnswer> AnnounceAsync(Place place, Announcement announcement, bool mayBeThere, CancellationToken ct) =>
        PostAsync($"announce {announcement.Key} {announcement.Version}", Drawing.Of(place, announcement), mayBeThere);

    public Task<ChatAnswer> ShowHomeAsync(AccountId account, HomeView home, bool isAwaited, CancellationToken ct)
    {
        var drawing = new HomeDrawing(account, home, world.Now);
        return CallAsync($"show {account.Id} their home", () =>
        {
            if (world.People.Behind(account.Id).Barred is { } why)
                return new ChatAnswer.ShutOut(why);
            world.Show(node, drawing);
            return (ChatAnswer)new ChatAnswer.Posted(new MessageRef(PlatformName, account.Id, "home"));
        });
    }

    public async Task HandleAsync(Delivery delivery, CancellationToken ct)
    {
        var gesture = world.People.Gesture(delivery.Payload);
        if (gesture.Verb == GestureVerb.Leave)
        {
            await node.Departures.HearAsync(gesture.By.Facts().Account, ct);
            gesture.IsAnswered = true;
            return;
        }

        var who = await CallAsync($"look at {gesture.By.Name}", () => gesture.By.Facts()) ?? throw new NotNowException("The chat cannot be asked who this is.");
        if (gesture.Verb == GestureVerb.OpenHome)
        {
            await node.Homes.OpenAsync(who, ct);
            return;
        }

        if (gesture.Verb == GestureVerb.Link)
        {
            await LinkAsync(gesture, who, ct);
            return;
        }

        if (gesture.Verb is GestureVerb.Freeze or GestureVerb.Unfreeze)
        {
            var said = await (gesture.Verb == GestureVerb.Freeze ? node.Freezes.StopAsync(who, gesture.Reason ?? "", ct) : node.Freezes.GoOnAsync(who, ct));
            world.Trace.Add(world.Now, node.Name, $"{gesture.Key} is answered: {said.ToPlainText()}");
            gesture.IsAnswered = true;
            return;
        }

        var desk = node.Desk;
        var key = $"{delivery.Platform}:{delivery.Key}";
        var request = gesture.Handle is { } handle ? await desk.FindByHandleAsync(handle, ct)
            : gesture.Message is { } message ? (await desk.FindCardAsync(new MessageRef(PlatformName, Channel, message), ct))?.Request
            : null;
        if (request is null && gesture.Verb is not (GestureVerb.Ask or GestureVerb.BreakGlass))
            return;
        var outcome = await DecideAsync(gesture, who, request, key, ct);
        world.Trace.Add(world.Now, node.Name, $"{gesture.Key} is answered: {outcome}");
        if (gesture.Outcome is { } before && before != outcome)
            world.Violation("no gesture twice", $"{gesture.Key} was answered {before}, then {outcome}");
        (gesture.Outcome, gesture.IsAnswered) = (outcome, true);
    }

    private Task<Outcome> DecideAsync(Gesture gesture, AccountFacts who, RequestId? request, string key, CancellationToken ct)
    {
        var desk = node.Desk;
        return gesture.Verb switch
        {
            GestureVerb.Ask => desk.AskAsync(who, gesture.Form! with { For = gesture.Whom?.Facts() }, key, ct),
            GestureVerb.BreakGlass => node.Emergencies.BreakGlassAsync(who, gesture.Form!.EntitlementId, gesture.Form.Justification, key, ct),
            GestureVerb.Escalate => node.Emergencies.EscalateAsync(who, request!.Value, gesture.Reason!, key, ct),
            GestureVerb.Review => node.Emergencies.ReviewAsync(who, request!.Value, gesture.Reason!, key, ct),
            GestureVerb.Approve => desk.ApproveAsync(who, request!.Value, new Approval(gesture.MadeAt, gesture.AtMost, gesture.Reason), key, ct),
            GestureVerb.Deny => desk.DenyAsync(who, request!.Value, gesture.MadeAt, gesture.Reason, key, ct),
            GestureVerb.TakeBack => desk.TakeBackAsync(who, request!.Value, gesture.MadeAt, key, ct),
            GestureVerb.Withdraw => desk.WithdrawAsync(who, request!.Value, key, ct),
            GestureVerb.Extend => desk.ExtendAsync(who, request!.Value, gesture.More, gesture.Reason, key, ct),
            GestureVerb.Revoke => desk.RevokeAsync(who, request!.Value, gesture.Reason, key, ct),
            GestureVerb.Return => desk.ReturnAsync(who, request!.Value, key, ct),
            _ => throw new InvalidOperationException($"A gesture nobody makes: {gesture.Verb}."),
        };
    }

    /// <summary>A code stands out from the words around it; whoever was shown one goes on from there.</summary>
    private async Task LinkAsync(Gesture gesture, AccountFacts who, CancellationToken ct)
    {
        var said = await node.Links.AnswerAsync(who, gesture.Typed, ct);
        world.Trace.Add(world.Now, node.Name, $"{gesture.Key} is answered: {said.ToPlainText()}");
        if (gesture.Typed.Length == 0 && said.Parts.OfType<Word.Strong>().FirstOrDefault() is { } code)
            world.People.Read(gesture.By, code.Text);
    }

    private Task<ChatAnswer> PostAsync(string what, Drawing drawing, bool mayBeThere, string? thread = null) => CallAsync(what, () =>
    {
        if (thread is not null && world.Messages.Find(thread) is null)
            return new ChatAnswer.MessageGone("It was deleted.");
        return Show((mayBeThere ? world.Messages.FindLike(drawing) : null) ?? world.Messages.Add(drawing), drawing);
    });

    private Task<ChatAnswer> CallAsync(string what, Func<ChatAnswer> act) => CallAsync(what, act, new ChatAnswer.NotNow("No answer."))!;

    private ChatAnswer.Posted Show(SimMessage message, Drawing drawing)
    {
        world.Show(node, message, drawing);
        return new ChatAnswer.Posted(new MessageRef(PlatformName, Channel, message.Id));
    }

    /// <summary>Null if the chat does not answer.</summary>
    private Task<T?> CallAsync<T>(string what, Func<T> act, T? failed = null)
        where T : class => node.Pass(what, () => MakeAsync(what, act, failed));

    private Task<T?> MakeAsync<T>(string what, Func<T> act, T? failed)
        where T : class
    {
        if (node.Crosses($"before {what}"))
            return SimNode.Never<T?>();
        var answer = new TaskCompletionSource<T?>();
        var back = node.AnswerHere();
        var fails = world.Strikes(Fault.ChatFailsBefore, what);
        var loses = world.Strikes(Fault.ChatFailsAfter, what);
        world.At(world.Now + world.Dice.Span(Quick, TimeSpan.FromSeconds(1)), what, () =>
        {
            var given = fails ? failed : act();
            back(world.Now + Quick, () =>
            {
                if (!node.Crosses($"after {what}"))
                    world.Complete(answer, loses ? failed : given);
            });
        });
        return answer.Task;
    }
}
