using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Engine.Emergencies;

namespace JitBot.Chat.Slack;

/// <summary>
/// Opens forms and keeps them in step with what is chosen in them. This happens inside Slack's request, because a trigger lives for three
/// seconds (https://docs.slack.dev/interactivity/handling-user-interaction); nothing is decided here.
/// </summary>
internal sealed class SlackForms(SlackApi api, SlackPeople people, AccessDesk desk, ProspectDesk prospects, GlassLook glass, FreezeDesk freezes, TimeProvider time)
{
    /// <summary>A second of the trigger's three is left for the way here and back.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    /// <summary>So long an emergency waits for what is only convenient; what is left opens its form.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    /// <summary>Opens the request form with what is known, and fills in what takes longer; false if Slack did not open it in time.</summary>
    public async Task<bool> OpenRequestAsync(string trigger, AskDraft draft, string? note, string channel, CancellationToken ct)
    {
        var isOpen = false;
        await InTimeAsync(
            async inTime => await ShowAsync(
                draft,
                note,
                channel,
                async form =>
                {
                    var opened = await api.OpenViewAsync(trigger, form, inTime);
                    isOpen = opened.IsOk;
                    return opened;
                },
                inTime),
            ct);
        return isOpen;
    }

    /// <summary>Opens the form of an emergency; false if Slack did not open it in time.</summary>
    public Task<bool> OpenEmergencyAsync(string trigger, string user, EmergencyLine? line, string channel, CancellationToken ct) => InTimeAsync(
        async inTime =>
        {
            var (offer, habits) = await OfferAsync(user, inTime);
            var form = SlackEmergency.Form(offer, line?.Entitlement, habits, line?.Words ?? "", channel, await WarningAsync(inTime));
            return (await api.OpenViewAsync(trigger, form, inTime)).IsOk;
        },
        ct);

    /// <summary>What stands above a form that takes something at once.</summary>
    public async Task<string> WarningAsync(CancellationToken ct) => GlassWords.Before(await freezes.SayAsync(ct) is not null);

    /// <summary>Opens a form about a request; false if Slack did not open it in time, or there is no such request.</summary>
    public Task<bool> OpenAboutAsync(string trigger, SlackDecision decision, Func<SlackDecision, RequestView, JsonObject> form, CancellationToken ct) => InTimeAsync(
        async inTime => decision.Handle is { } handle && await desk.FindByHandleAsync(handle, inTime) is { } request && await desk.DrawAsync(request, inTime) is { } view
            && (await api.OpenViewAsync(trigger, form(decision, view), inTime)).IsOk,
        ct);

    /// <summary>Opens the form that asks for a denial's reason; false if Slack did not open it in time.</summary>
    public Task<bool> OpenDenialAsync(string trigger, SlackDecision decision, CancellationToken ct) =>
        InTimeAsync(async inTime => (await api.OpenViewAsync(trigger, SlackForm.Deny(decision), inTime)).IsOk, ct);

    /// <summary>
    /// Shows the durations and approvers of the entitlement just chosen; a form that changed meanwhile is left alone, submitting shows them
    /// too.
    /// </summary>
    public Task ShowChoiceAsync(SlackView view, string user, string? entitlement, CancellationToken ct) => InTimeAsync(
        async inTime =>
        {
            if (view.Id is not { } id || view.Hash is not { } hash || await IsBarredAsync(user, inTime))
                return false;
            var chosen = entitlement is null ? null : desk.Catalogue.Find(entitlement);
            var draft = SlackForm.Read(view.State, user, desk.Catalogue) with { Entitlement = chosen, NotFound = null };
            return await ShowAsync(draft, null, view.PrivateMetadata ?? "", form => api.UpdateViewAsync(id, hash, form, inTime), inTime);
        },
        ct);

    /// <summary>The form as it should stand.</summary>
    public async Task<JsonObject> DrawAsync(AskDraft draft, string? note, string channel, CancellationToken ct)
    {
        (draft, note) = await WithWhomAsync(draft, note, ct);
        return SlackForm.Request(draft, draft.Entitlement is { } chosen ? await prospects.KnownAsync(chosen, ct) : Prospect.None, note, channel);
    }

    /// <summary>
    /// The menu of people shows accounts: who was named otherwise is looked for, and is said to be missing rather than left out. Whoever was named stays named, found or not and let
    /// or not: without them the next press would ask for whoever presses. That granting is frozen is said besides.
    /// </summary>
    private async Task<(AskDraft Draft, string? Note)> WithWhomAsync(AskDraft draft, string? note, CancellationToken ct)
    {
        if (draft.Whom is not { } whom)
            return (draft, await freezes.SayAfterAsync(note, ct));
        var user = whom.Length == 0 ? null : await people.FindMeantAsync(whom, ct);
        var wrong = draft.Entitlement is { Policy.AskForOthers: false } ? AskDraft.NotForOthers : user is null ? AskDraft.WhomNotFound : null;
        return (draft with { Whom = user is null ? "" : SlackForm.Mention(user) }, await freezes.SayAfterAsync(note ?? wrong, ct));
    }

    /// <summary>What the menu offers for what was typed, what they have used before first; nothing to those who cannot ask anyway.</summary>
    public async Task<JsonObject> SuggestAsync(string user, string typed, CancellationToken ct)
    {
        IReadOnlyList<Entitlement> found = [];
        await InTimeAsync(
            async inTime =>
            {
                if (await people.FindAsync(user, inTime) is { Barred: null } who)
                    found = await desk.FindAskableAsync(who, typed, SlackLimits.Options, inTime);
                return true;
            },
            ct);
        return new JsonObject { ["options"] = SlackForm.Options(found) };
    }

    /// <summary>What Slack says of the account, or null if it does not say in time.</summary>
    public async Task<AccountFacts?> LookAtAsync(string user, CancellationToken ct)
    {
        AccountFacts? who = null;
        await InTimeAsync(async inTime => (who = await people.FindAsync(user, inTime)) is not null, ct);
        return who;
    }

    /// <summary>
    /// Shows the form with what is known at once, and again with what must be asked for, unless it was changed meanwhile. The asking begins before the
    /// form is shown, so that both fit into the time there is; what people have typed by then stays, because Slack keeps what is in a block of the same name.
    /// </summary>
    private async Task<bool> ShowAsync(AskDraft draft, string? note, string channel, Func<JsonObject, Task<SlackAnswer>> show, CancellationToken ct)
    {
        (draft, var said) = await WithWhomAsync(draft, note, ct);
        if (draft.Entitlement is not { } chosen)
            return (await show(SlackForm.Request(draft, Prospect.None, said, channel))).IsOk;
        var known = await prospects.KnownAsync(chosen, ct);
        var asking = known.IsWhole ? Task.FromResult(known) : prospects.AskAsync(chosen, ct);
        var shown = await show(SlackForm.Request(draft, known, said, channel));
        if (!shown.IsOk || known.IsWhole || shown.Text("view", "id") is not { } id || shown.Text("view", "hash") is not { } hash)
            return shown.IsOk;
        var whole = await asking;
        return whole.SaysTheSameAs(known) || (await api.UpdateViewAsync(id, hash, SlackForm.Request(draft, whole, said, channel), ct)).IsOk;
    }

    /// <summary>What they may take, and what they have taken before. Nobody waits for that where Slack or a group does not say at once: what is not told is offered.</summary>
    private async Task<(GlassOffer Offer, IReadOnlyDictionary<string, int> Habits)> OfferAsync(string user, CancellationToken ct)
    {
        if (glass.ToAnybody() is { Offered: [] } nothing)
            return (nothing, Habits.None);
        using var patience = new CancellationTokenSource(Patience, time);
        return await KnownAsync(user, patience.Token, ct) is { } who
            ? (await glass.SeeAsync(who, patience.Token, ct), await desk.HabitsAsync(who.Account, ct))
            : (glass.ToAnybody(), Habits.None);
    }

    /// <summary>Who they are, if Slack says so while there is patience.</summary>
    private async Task<AccountFacts?> KnownAsync(string user, CancellationToken patience, CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience, ct);
        try
        {
            return await people.FindAsync(user, both.Token);
        }
        catch (Exception e) when (e is SlackNotNowException || patience.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<bool> IsBarredAsync(string user, CancellationToken ct) => (await people.FindAsync(user, ct)).Barred is not null;

    private async Task<bool> InTimeAsync(Func<CancellationToken, Task<bool>> act, CancellationToken ct)
    {
        using var budget = new CancellationTokenSource(Budget, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ct);
        try
        {
            return await act(both.Token);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            return false;
        }
        catch (SlackNotNowException)
        {
            return false;
        }
    }
}
