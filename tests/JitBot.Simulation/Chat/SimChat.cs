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

    private const string CardKind = "card";
    private const string LineKind = "line";
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);

    public string Name => PlatformName;

    public Task<ChatAnswer> PostCardAsync(Place place, RequestView view, bool mayBeThere, CancellationToken ct) => PostAsync($"post card of {view.Id}", () =>
    {
        var message = (mayBeThere ? world.Messages.FindLike(CardKind, view.Id, place.Key, null) : null)
            ?? world.Messages.Add(CardKind, view.Id, place.Key);
        return Draw(message, view);
    });

    public Task<ChatAnswer> UpdateCardAsync(MessageRef card, RequestView view, CancellationToken ct) => PostAsync($"update card of {view.Id}", () =>
        world.Messages.Find(card.Message) is { } message ? Draw(message, view) : new ChatAnswer.MessageGone("It was deleted."));

    public Task<ChatAnswer> ReplyAsync(MessageRef card, ThreadLine line, bool mayBeThere, CancellationToken ct) => PostAsync($"reply {line.Version} to {line.Request}", () =>
    {
        if (world.Messages.Find(card.Message) is null)
            return new ChatAnswer.MessageGone("It was deleted.");
        return (mayBeThere ? world.Messages.FindLike(LineKind, line.Request, card.Message, line.Version) : null) is { } there
            ? Posted(there)
            : Say(world.Messages.Add(LineKind, line.Request, card.Message), line.Words, line.Version);
    });

    public Task<ChatAnswer> NotifyAsync(AccountId account, Notice notice, bool mayBeThere, CancellationToken ct) => PostAsync($"notify {notice.Kind} of {notice.Request}", () =>
    {
        if (mayBeThere && world.Messages.FindLike(notice.Kind, notice.Request, account.Id, null) is { } there)
            return Posted(there);
        var message = world.Messages.Add(notice.Kind, notice.Request, account.Id);
        message.Handle = notice.ReturnHandle ?? notice.WithdrawHandle;
        return Say(message, notice.Words, 0);
    });

    /// <summary>Nobody here acts on what is said about JitBot itself; that it is said can fail like everything else.</summary>
    public Task<ChatAnswer> SummariseAsync(Place place, Summary summary, bool mayBeThere, CancellationToken ct) => PostAsync($"summarise {summary.Key}", () =>
    {
        var request = new RequestId(summary.Key);
        return Say((mayBeThere ? world.Messages.FindLike("summary", request, place.Key, null) : null) ?? world.Messages.Add("summary", request, place.Key), summary.Words, summary.Version);
    });

    public Task<ChatAnswer> AnnounceAsync(Place place, Announcement announcement, bool mayBeThere, CancellationToken ct) =>
        PostAsync($"announce {announcement.Key} {announcement.Version}", () => new ChatAnswer.Posted(new MessageRef(PlatformName, "C", announcement.Key)));

    public async Task HandleAsync(Delivery delivery, CancellationToken ct)
    {
        var gesture = world.People.Gesture(delivery.Payload);
        var who = await CallAsync($"look at {gesture.By.Name}", () => gesture.By.Facts()) ?? throw new NotNowException("The chat cannot be asked who this is.");
        var desk = node.Desk;
        var key = $"{delivery.Platform}:{delivery.Key}";
        var request = gesture.Handle is { } handle ? await desk.FindByHandleAsync(handle, ct)
            : gesture.Message is { } message ? (await desk.FindCardAsync(new MessageRef(PlatformName, "C", message), ct))?.Request
            : null;
        if (request is null && gesture.Verb != GestureVerb.Ask)
            return;
        var outcome = await (gesture.Verb switch
        {
            GestureVerb.Ask => desk.AskAsync(who, gesture.Form!, key, ct),
            GestureVerb.Approve => desk.ApproveAsync(who, request!.Value, gesture.MadeAt, key, ct),
            GestureVerb.Deny => desk.DenyAsync(who, request!.Value, gesture.Reason, key, ct),
            GestureVerb.TakeBack => desk.TakeBackAsync(who, request!.Value, gesture.MadeAt, key, ct),
            GestureVerb.Withdraw => desk.WithdrawAsync(who, request!.Value, key, ct),
            GestureVerb.Return => desk.ReturnAsync(who, request!.Value, key, ct),
            _ => throw new InvalidOperationException($"A gesture nobody makes: {gesture.Verb}."),
        });
        world.Trace.Add(world.Now, node.Name, $"{gesture.Key} is answered: {outcome}");
        if (gesture.Outcome is { } before && before != outcome)
            world.Violation("no gesture twice", $"{gesture.Key} was answered {before}, then {outcome}");
        gesture.Outcome = outcome;
    }

    private Task<ChatAnswer> PostAsync(string what, Func<ChatAnswer> act) => CallAsync(what, act, new ChatAnswer.NotNow("No answer."))!;

    /// <summary>Null if the chat does not answer.</summary>
    private Task<T?> CallAsync<T>(string what, Func<T> act, T? failed = null)
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
                    answer.SetResult(loses ? failed : given);
            });
        });
        return answer.Task;
    }

    private ChatAnswer.Posted Draw(SimMessage message, RequestView view)
    {
        (message.Version, message.Phase, message.Handle) = (view.Version, view.Phase, view.Handle);
        return Say(message, view.Status, view.Version);
    }

    private ChatAnswer.Posted Say(SimMessage message, Words words, long version)
    {
        (message.Text, message.Version) = (words.ToPlainText(), version);
        world.Trace.Add(world.Now, node.Name, $"{message.Id} {message.Kind} of {message.Request}: {message.Text}");
        world.Messages.Changed?.Invoke(message);
        return Posted(message);
    }

    private static ChatAnswer.Posted Posted(SimMessage message) => new(new MessageRef(PlatformName, "C", message.Id));
}
