using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Engine;

namespace JitBot.Chat.Slack;

/// <summary>Answers <c>/jit …</c>: what only reads at once, what changes something by way of the inbox.</summary>
internal sealed class SlackCommands(AccessDesk desk, SlackForms forms, Inbox inbox, SlackCommandsHeard heard, TimeProvider time)
{
    /// <summary>More than anybody has in force at once; older requests are in the audit log.</summary>
    private const int MostMine = 50;

    /// <summary>As many as can be shown, and one to know that there are more.</summary>
    private const int MostHolders = SlackLimits.Rows + 1;

    public async Task<SlackReply> AnswerAsync(SlackCommand command, CancellationToken ct)
    {
        await heard.NoteAsync(ct);
        var words = command.Text.Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        var rest = words.Length > 1 ? words[1] : "";
        return (words.Length > 0 ? words[0].ToLowerInvariant() : "") switch
        {
            "request" => await RequestAsync(command, rest, ct),
            "list" => await ReadAsync(command, _ => Task.FromResult(SlackLists.Catalogue(desk.Catalogue.Entitlements)), ct),
            "mine" => await ReadAsync(command, who => MineAsync(who, ct), ct),
            "status" => await ReadAsync(command, who => StatusAsync(who, ct), ct),
            "who" => await ReadAsync(command, _ => WhoAsync(rest, ct), ct),
            "return" => await ReturnAsync(command, ct),
            "extend" or "escalate" or "revoke" => Say(Refusal.NotAllowedByPolicy),
            _ => SlackReply.Only(SlackLists.Help()),
        };
    }

    /// <summary>A whole request is taken at once; anything less opens the form with what was understood.</summary>
    private async Task<SlackReply> RequestAsync(SlackCommand command, string line, CancellationToken ct)
    {
        var draft = SlackDraft.Parse(line, desk.Catalogue);
        if (draft.Entitlement is { } entitlement && draft.Length is { } length && !draft.Faults().Any())
        {
            await ReceiveAsync(command, SlackGesture.Ask, new SlackGesture
            {
                User = command.User,
                Channel = command.Channel,
                Entitlement = entitlement.Id,
                Length = length,
                Text = draft.Justification,
            }, ct);
            var what = new Word.Strong(entitlement.Name);
            return Say(Words.Of($"Asking for {what} for {length}. You will be told here or in a direct message what becomes of it."));
        }

        var note = line.Trim().Length == 0 ? null : string.Join(' ', draft.Faults().Select(fault => fault.Wrong));
        return await forms.OpenRequestAsync(command.Trigger, draft, note, command.Channel, ct)
            ? SlackReply.Nothing
            : SlackReply.Only(SlackForm.Offer(SlackForm.DraftText(draft)));
    }

    private async Task<SlackPost> MineAsync(AccountFacts who, CancellationToken ct) => SlackLists.Mine(
        await desk.ListMineAsync(who.Account, MostMine, ct), "Your requests, newest first:", "You have not asked for anything yet.");

    private async Task<SlackPost> StatusAsync(AccountFacts who, CancellationToken ct)
    {
        var open = (await desk.ListMineAsync(who.Account, MostMine, ct))
            .Where(view => view.Phase is Phase.Preparing or Phase.Pending or Phase.Granting or Phase.Active or Phase.Ending).ToList();
        return SlackLists.Mine(open, "Yours, waiting or in force:", "Nothing of yours is waiting or in force.");
    }

    private async Task<SlackPost> WhoAsync(string typed, CancellationToken ct)
    {
        var name = typed.Trim();
        var entitlement = desk.Catalogue.Find(name) ?? (desk.Catalogue.Search(name, 2) is [var only] ? only : null);
        if (name.Length == 0 || entitlement is null)
            return SlackCards.Ours(RefusalWords.For(Refusal.UnknownEntitlement));
        var holders = await desk.ListHoldersAsync(entitlement.Id, MostHolders, ct);
        return SlackLists.Holders(entitlement, holders, await desk.DescribeApproversAsync(entitlement, ct));
    }

    private Task<SlackReply> ReturnAsync(SlackCommand command, CancellationToken ct) => AsMemberAsync(command, async who =>
    {
        var active = (await desk.ListMineAsync(who.Account, MostMine, ct)).Where(view => view.Phase == Phase.Active).ToList();
        if (active is not [var only])
            return SlackReply.Only(SlackLists.Mine(active, "Which one do you give back?", RefusalWords.For(Refusal.NothingToReturn)));
        var gesture = new SlackGesture { User = command.User, Channel = command.Channel, Handle = only.Handle };
        await ReceiveAsync(command, SlackGesture.Return, gesture, ct);
        return Say(Words.Of($"Giving back {new Word.Strong(only.Entitlement)}. You will be told when it is gone."));
    }, ct);

    private Task<SlackReply> ReadAsync(SlackCommand command, Func<AccountFacts, Task<SlackPost>> read, CancellationToken ct) =>
        AsMemberAsync(command, async who => SlackReply.Only(await read(who)), ct);

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
