using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Engine.Emergencies;

namespace JitBot.Chat.Teams;

/// <summary>Answers what was typed to the bot. It has come by way of the inbox: a message has no answer of its own in Teams.</summary>
internal sealed class TeamsCommands(
    AccessDesk desk, TypedDesk typed, RevokeDesk revocations, EmergencyDesk emergencies, GlassLook glass, TeamsPeople people, TimeProvider time)
{
    /// <summary>The verb by which access is asked for.</summary>
    public const string Request = "request";

    private static readonly AccessCatalogue Nothing = new([]);

    /// <summary>The answer, for the person alone; <paramref name="key"/> is the gesture's.</summary>
    public async Task<TeamsPost> AnswerAsync(TeamsGesture gesture, string key, CancellationToken ct)
    {
        var (verb, rest) = TeamsVerbs.Read(gesture.Text ?? "");
        if (typed.Find(verb, rest, TeamsLimits.Rows, ct) is { } answer)
            return await AsMemberAsync(gesture, async who => TeamsLists.Of(await answer(who)), ct);
        return verb switch
        {
            Request => await AsMemberAsync(gesture, who => RequestAsync(gesture, who, rest, key, ct), ct),
            "return" => await AsMemberAsync(gesture, who => ReturnAsync(who, TypedPage.Read(rest, TeamsLimits.Rows), key, ct), ct),
            "revoke" => await AsMemberAsync(gesture, who => RevokeAsync(who, rest, key, ct), ct),
            "undo" => await AsMemberAsync(gesture, who => UndoAsync(who, rest, gesture.At ?? time.GetUtcNow(), key, ct), ct),
            "extend" => await AsMemberAsync(gesture, who => ExtendAsync(who, rest, key, ct), ct),
            "escalate" => await AsMemberAsync(gesture, who => EscalateAsync(who, rest, key, ct), ct),
            "review" => await AsMemberAsync(gesture, who => ReviewAsync(who, rest, key, ct), ct),
            _ => TeamsLists.Help(),
        };
    }

    /// <summary>
    /// Whether this may ask for something with nothing left to say. The text alone decides: while a new catalogue is brought to one process after
    /// the other they must not tell what was said once by different keys.
    /// </summary>
    public static bool MayBeWhole(string typed) => TeamsVerbs.Read(typed) is (Request, var line) && AskDraft.Parse(line, Nothing).Length is not null;

    /// <summary>A whole request is asked at once; anything less brings a button that opens the form with what was understood.</summary>
    private async Task<TeamsPost> RequestAsync(TeamsGesture gesture, AccountFacts who, string line, string key, CancellationToken ct)
    {
        var draft = AskDraft.Parse(line, desk.Catalogue);
        if (Whole(draft) is not var (entitlement, length))
            return Offer(line, draft);
        var other = draft.Whom is { } whom ? await people.FindMeantAsync(gesture, whom, ct) : null;
        var outcome = await desk.AskAsync(who, new AskForm(entitlement.Id, length, draft.Justification) { For = other }, key, ct);
        var what = new Word.Strong(entitlement.Name);
        return outcome is Outcome.Refused refused
            ? await SayAsync(refused, null, entitlement.Id, ct)
            : other is null
            ? TeamsCards.Plain(Words.Of($"Asking for {what} for {length}. You will be told here what becomes of it."))
            : TeamsCards.Plain(Words.Of($"Asking for {what} for {length}, for {new Word.Strong(other.Name)}. They are told what becomes of it."));
    }

    private static (Entitlement Entitlement, TimeSpan Length)? Whole(AskDraft draft) =>
        draft is { Entitlement: { } entitlement, Length: { } length } && !draft.Faults().Any() ? (entitlement, length) : null;

    private static TeamsPost Offer(string line, AskDraft draft)
    {
        var open = TeamsElements.Actions(TeamsForm.Opener("Open the form", line));
        return line.Length == 0
            ? TeamsCards.Ours("What do you need?", open)
            : TeamsCards.Plain(Words.Of($"{string.Join(' ', draft.Faults().Select(fault => fault.Wrong))}"), open);
    }

    private async Task<TeamsPost> ReturnAsync(AccountFacts who, TypedPage page, string key, CancellationToken ct)
    {
        var active = await desk.ListMineAsync(who.Account, RequestView.IsInForce, page.Wanted, ct);
        if (active is not { Rows: [var only], Count: 1 })
            return TeamsLists.Mine(active, "Which one do you give back?", RefusalWords.For(Refusal.NothingToReturn), "return");
        return await desk.ReturnAsync(who, only.Id, key, ct) is Outcome.Refused refused
            ? await SayAsync(refused, only.Id, null, ct)
            : TeamsCards.Plain(Words.Of($"Giving back {new Word.Strong(only.Entitlement)}. You will be told when it is gone."));
    }

    private async Task<TeamsPost> ExtendAsync(AccountFacts who, string rest, string key, CancellationToken ct)
    {
        var active = await desk.ListMineAsync(who.Account, phase => phase == Phase.Active, new PageRequest(1, TeamsLimits.Rows), ct);
        var line = ExtendLine.Read(rest, active.Rows, desk.Catalogue);
        if (line.Only is not { } only)
            return TeamsLists.Mine(active, "Which one do you need for longer?", RefusalWords.For(Refusal.NothingToExtend), "status");
        return await desk.ExtendAsync(who, only.Id, line.More, line.Why, key, ct) is Outcome.Refused refused
            ? await SayAsync(refused, only.Id, null, ct)
            : TeamsCards.Plain(Words.Of($"Asking for more time for {new Word.Strong(only.Entitlement)}. Until that is decided it ends as it would."));
    }

    private async Task<TeamsPost> RevokeAsync(AccountFacts who, string rest, string key, CancellationToken ct)
    {
        if (RevokeLine.Read(rest) is not { } line)
            return TeamsCards.Ours(RevokeDesk.Usage);
        var found = await revocations.FindAsync(line, TeamsLimits.Rows, ct);
        if (found.Only is not { } only)
            return TeamsLists.ToRevoke(found, line.What);
        var outcome = await desk.RevokeAsync(who, only.Id, line.Reason, key, ct);
        if (outcome is Outcome.Done done && done.Request != only.Id)
            only = (await revocations.FindAsync(line with { What = done.Request.Value }, TeamsLimits.Rows, ct)).Only!; // it was done before, and another was found now
        return outcome is Outcome.Refused refused
            ? await SayAsync(refused, only.Id, null, ct)
            : TeamsCards.Plain(Words.Of($"Taking {new Word.Strong(only.Entitlement)} away from {new Word.Strong(only.Requester)}. The card says when it is gone."));
    }

    /// <summary>All in one line is taken at once; anything less brings the form with what was understood.</summary>
    private async Task<TeamsPost> EscalateAsync(AccountFacts who, string rest, string key, CancellationToken ct)
    {
        var line = EmergencyLine.Read(rest, desk.Catalogue);
        var outcome = line switch
        {
            { Request: { } request, Words.Length: > 0 } => await emergencies.EscalateAsync(who, request, line.Words, key, ct),
            { Entitlement: { } entitlement, Words.Length: > 0 } => await emergencies.BreakGlassAsync(who, entitlement.Id, line.Words, key, ct),
            _ => null,
        };
        return outcome switch
        {
            null => await OfferGlassAsync(who, line, ct),
            Outcome.Refused refused => await SayAsync(refused, line.Request, line.Entitlement?.Id, ct),
            _ => TeamsCards.Plain(GlassWords.Taking(new Word.Plain("it"), "here", await emergencies.IsFrozenAsync(ct))),
        };
    }

    /// <summary>The form of an emergency, with what of it is theirs to take.</summary>
    public async Task<TeamsPost> OfferGlassAsync(AccountFacts who, EmergencyLine? line, CancellationToken ct) =>
        TeamsEmergency.Form(
            await glass.SeeAsync(who, ct), line?.Entitlement, await desk.HabitsAsync(who.Account, ct), line?.Words ?? "", await emergencies.IsFrozenAsync(ct));

    private async Task<TeamsPost> ReviewAsync(AccountFacts who, string rest, string key, CancellationToken ct)
    {
        if (rest.Trim().Length == 0)
            return TeamsEmergency.Owed(await emergencies.DrawOwedAsync(TeamsLimits.Rows, ct));
        if (EmergencyLine.Read(rest, desk.Catalogue) is not { Request: { } request, Words: { Length: > 0 } finding })
            return TeamsCards.Ours(EmergencyDesk.ReviewUsage);
        return await emergencies.ReviewAsync(who, request, finding, key, ct) is Outcome.Refused refused
            ? await SayAsync(refused, request, null, ct)
            : TeamsCards.Ours("Your review is filed. Thank you.");
    }

    private async Task<TeamsPost> UndoAsync(AccountFacts who, string rest, DateTimeOffset madeAt, string key, CancellationToken ct)
    {
        if (await desk.DrawAsync(new RequestId(rest.Trim()), ct) is not { } view)
            return TeamsCards.Ours(AccessDesk.UndoUsage);
        return await desk.TakeBackAsync(who, view.Id, madeAt, key, ct) switch
        {
            Outcome.Refused refused => await SayAsync(refused, view.Id, null, ct),
            Outcome.Done { Changed: true } => TeamsCards.Plain(Words.Of($"Your approval of {new Word.Strong(view.Entitlement)} for {new Word.Strong(view.Requester)} is taken back.")),
            _ => Say(Refusal.NoVote),
        };
    }

    /// <summary>Who has access to what is for members of the tenant: guests, bots and strangers are told so instead.</summary>
    private async Task<TeamsPost> AsMemberAsync(TeamsGesture gesture, Func<AccountFacts, Task<TeamsPost>> answer, CancellationToken ct)
    {
        var who = await people.FindAsync(gesture, ct);
        return who.Barred is { } why ? Say(why) : await answer(who);
    }

    /// <summary>Why not, with what is known of the rule.</summary>
    private async Task<TeamsPost> SayAsync(Outcome.Refused refused, RequestId? request, string? entitlementId, CancellationToken ct) =>
        TeamsCards.Ours(await desk.WhyAsync(refused, request, entitlementId, ct));

    private static TeamsPost Say(Refusal why) => TeamsCards.Ours(RefusalWords.For(why));
}
