using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Engine.Emergencies;
using JitBot.Engine.People;

namespace JitBot.Chat.Slack;

/// <summary>Answers <c>/jit …</c>: what only reads at once, what changes something by way of the inbox.</summary>
internal sealed class SlackCommands(
    AccessDesk desk, TypedDesk typed, RevokeDesk revocations, LinkDesk links, EmergencyDesk emergencies, SlackForms forms, Inbox inbox, SlackCommandsHeard heard,
    TimeProvider time)
{
    public async Task<SlackReply> AnswerAsync(SlackCommand command, CancellationToken ct)
    {
        await heard.NoteAsync(ct);
        var words = command.Text.Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        var (verb, rest) = (words.Length > 0 ? words[0].ToLowerInvariant() : "", words.Length > 1 ? words[1] : "");
        if (typed.Find(verb, rest, SlackLimits.Rows, ct) is { } answer)
            return await AsMemberAsync(command, async who => SlackReply.Only(SlackLists.Of(await answer(who))), ct);
        return verb switch
        {
            "request" => await RequestAsync(command, rest, ct),
            "link" => await AsMemberAsync(command, async who => Say(await links.AnswerAsync(who, rest, ct)), ct),
            "return" => await ReturnAsync(command, rest, ct),
            "revoke" => await RevokeAsync(command, rest, ct),
            "undo" => await UndoAsync(command, rest, ct),
            "extend" => await ExtendAsync(command, rest, ct),
            "escalate" => await EscalateAsync(command, rest, ct),
            "review" => await ReviewAsync(command, rest, ct),
            _ => SlackReply.Help,
        };
    }

    /// <summary>A whole request is taken at once; anything less opens the form with what was understood.</summary>
    private async Task<SlackReply> RequestAsync(SlackCommand command, string line, CancellationToken ct)
    {
        var draft = AskDraft.Parse(line, desk.Catalogue);
        if (draft.Entitlement is { } entitlement && draft.Length is { } length && !draft.Faults().Any())
        {
            await ReceiveAsync(command, SlackGesture.Ask, new SlackGesture
            {
                User = command.User,
                Channel = command.Channel,
                Entitlement = entitlement.Id,
                Length = length,
                Whom = draft.Whom,
                Text = draft.Justification,
            }, ct);
            var what = new Word.Strong(entitlement.Name);
            return Say(draft.Whom is null
                ? Words.Of($"Asking for {what} for {length}. You will be told here or in a direct message what becomes of it.")
                : Words.Of($"Asking for {what} for {length}, for somebody else. They are told what becomes of it, and you are told here if it may not be."));
        }

        var note = line.Trim().Length == 0 ? null : string.Join(' ', draft.Faults().Select(fault => fault.Wrong));
        return await forms.OpenRequestAsync(command.Trigger, draft, note, command.Channel, ct)
            ? SlackReply.Nothing
            : SlackReply.Only(SlackForm.Offer(SlackForm.DraftText(draft)));
    }

    private Task<SlackReply> ReturnAsync(SlackCommand command, string rest, CancellationToken ct) => AsMemberAsync(command, async who =>
    {
        var active = await desk.ListMineAsync(who.Account, RequestView.IsInForce, TypedPage.Read(rest, SlackLimits.Rows).Wanted, ct);
        if (active is not { Rows: [var only], Count: 1 })
            return SlackReply.Only(SlackLists.Mine(active, "Which one do you give back?", RefusalWords.For(Refusal.NothingToReturn), "return"));
        var gesture = new SlackGesture { User = command.User, Channel = command.Channel, Handle = only.Handle };
        await ReceiveAsync(command, SlackGesture.Return, gesture, ct);
        return Say(Words.Of($"Giving back {new Word.Strong(only.Entitlement)}. You will be told when it is gone."));
    }, ct);

    private Task<SlackReply> ExtendAsync(SlackCommand command, string rest, CancellationToken ct) => AsMemberAsync(command, async who =>
    {
        var active = await desk.ListMineAsync(who.Account, phase => phase == Phase.Active, new PageRequest(1, SlackLimits.Rows), ct);
        var line = ExtendLine.Read(rest, active.Rows, desk.Catalogue);
        if (line.Only is not { } only)
            return SlackReply.Only(SlackLists.Mine(active, "Which one do you need for longer?", RefusalWords.For(Refusal.NothingToExtend), "status"));
        var gesture = new SlackGesture { User = command.User, Channel = command.Channel, Handle = only.Handle, Length = line.More, Text = line.Why };
        await ReceiveAsync(command, SlackGesture.Extend, gesture, ct);
        return Say(Words.Of($"Asking for more time for {new Word.Strong(only.Entitlement)}. Until that is decided it ends as it would."));
    }, ct);

    /// <summary>What is meant is found here; whether they may is judged when the gesture is acted on.</summary>
    private Task<SlackReply> RevokeAsync(SlackCommand command, string rest, CancellationToken ct) => AsMemberAsync(command, async _ =>
    {
        if (RevokeLine.Read(rest) is not { } line)
            return SlackReply.Only(SlackCards.Ours(RevokeDesk.Usage));
        var found = await revocations.FindAsync(line, SlackLimits.Rows, ct);
        if (found.Only is not { } only)
            return SlackReply.Only(SlackLists.ToRevoke(found, line.What));
        var gesture = new SlackGesture { User = command.User, Channel = command.Channel, Handle = only.Handle, Text = line.Reason };
        await ReceiveAsync(command, SlackGesture.Revoke, gesture, ct);
        return Say(Words.Of($"Received: {new Word.Strong(only.Entitlement)} is to be taken away from {new Word.Strong(only.Requester)}. You will be told here if you may not."));
    }, ct);

    /// <summary>All in one line is taken at once; anything less opens the form with what was understood.</summary>
    private Task<SlackReply> EscalateAsync(SlackCommand command, string rest, CancellationToken ct) => AsMemberAsync(command, async _ =>
    {
        var line = EmergencyLine.Read(rest, desk.Catalogue);
        var gesture = new SlackGesture { User = command.User, Channel = command.Channel, Text = line.Words };
        if (line is { Request: { } request, Words.Length: > 0 } && await desk.DrawAsync(request, ct) is { } view)
        {
            await ReceiveAsync(command, SlackGesture.Escalate, gesture with { Handle = view.Handle }, ct);
            return await SayTakingAsync(view.Entitlement, ct);
        }

        if (line is { Entitlement: { } entitlement, Words.Length: > 0 })
        {
            await ReceiveAsync(command, SlackGesture.BreakGlass, gesture with { Entitlement = entitlement.Id }, ct);
            return await SayTakingAsync(entitlement.Name, ct);
        }

        return await forms.OpenEmergencyAsync(command.Trigger, command.User, line, command.Channel, ct)
            ? SlackReply.Nothing
            : SlackReply.Only(SlackEmergency.Offer(SlackVerbs.Escalate));
    }, ct);

    private async Task<SlackReply> SayTakingAsync(string what, CancellationToken ct) =>
        Say(GlassWords.Taking(new Word.Strong(what), "here or in a direct message", await emergencies.IsFrozenAsync(ct)));

    private Task<SlackReply> ReviewAsync(SlackCommand command, string rest, CancellationToken ct) => AsMemberAsync(command, async _ =>
    {
        var line = EmergencyLine.Read(rest, desk.Catalogue);
        if (rest.Trim().Length == 0)
            return SlackReply.Only(SlackEmergency.Owed(await emergencies.DrawOwedAsync(SlackLimits.Rows, ct)));
        if (line is not { Request: { } request, Words.Length: > 0 } || await desk.DrawAsync(request, ct) is not { } view)
            return SlackReply.Only(SlackCards.Ours(EmergencyDesk.ReviewUsage));
        await ReceiveAsync(command, SlackGesture.Review, new SlackGesture { User = command.User, Channel = command.Channel, Handle = view.Handle, Text = line.Words }, ct);
        return Say(Words.Of($"Your review of {new Word.Strong(view.Entitlement)} was received. You will be told here if it does not count."));
    }, ct);

    private Task<SlackReply> UndoAsync(SlackCommand command, string rest, CancellationToken ct) => AsMemberAsync(command, async _ =>
    {
        if (await desk.DrawAsync(new RequestId(rest.Trim()), ct) is not { } view)
            return SlackReply.Only(SlackCards.Ours(AccessDesk.UndoUsage));
        await ReceiveAsync(command, SlackGesture.TakeBack, new SlackGesture { User = command.User, Channel = command.Channel, Handle = view.Handle }, ct);
        return Say(Words.Of($"Received: your approval of {new Word.Strong(view.Entitlement)} for {new Word.Strong(view.Requester)} is to be taken back. You will be told here if it is too late."));
    }, ct);

    /// <summary>Who has access to what is for members of the workspace: guests, bots and strangers are told so instead.</summary>
    private async Task<SlackReply> AsMemberAsync(SlackCommand command, Func<AccountFacts, Task<SlackReply>> answer, CancellationToken ct) =>
        await forms.LookAtAsync(command.User, ct) switch
        {
            null => SlackReply.Only(SlackCards.Ours("Slack does not say who you are just now. Try again in a moment.")),
            { Barred: { } why } => Say(why),
            var who => await answer(who),
        };

    private Task ReceiveAsync(SlackCommand command, string kind, SlackGesture gesture, CancellationToken ct) =>
        inbox.ReceiveAsync(gesture.ToDelivery(SlackGesture.KeyOfTrigger(command.Trigger), kind, time.GetUtcNow()), ct);

    private static SlackReply Say(Refusal why) => SlackReply.Only(SlackCards.Ours(RefusalWords.For(why)));

    private static SlackReply Say(Words words) => SlackReply.Only(SlackCards.Plain(words));
}
