using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Engine.Emergencies;

namespace JitBot.Chat.Teams;

/// <summary>
/// Answers invokes within the five seconds that people wait: from what is known, or with a word that it was taken. Whatever changes something
/// is durable by then and done later; a card that was merely seen changes nothing.
/// </summary>
internal sealed class TeamsInvokes(Inbox inbox, TeamsForms forms, TeamsViews views, AccessDesk desk, EmergencyDesk emergencies, TimeProvider time)
{
    private const string NotOurs = "This button is not known to JitBot any more.";

    /// <summary>The answer; 501 to what we know nothing of.</summary>
    public async Task<TeamsReply> AnswerAsync(TeamsActivity activity, TeamsGesture gesture, CancellationToken ct) => activity.Name switch
    {
        "adaptiveCard/action" => await ActedAsync(TeamsInvoke.ReadAction(activity), gesture, ct),
        "task/fetch" => await OpenFormAsync(TeamsInvoke.ReadTask(activity), gesture, ct),
        "composeExtension/fetchTask" => await DialogAsync(gesture, AskDraft.Empty, null, null, ct),
        "task/submit" or "composeExtension/submitAction" => await SubmittedAsync(TeamsInvoke.ReadTask(activity), gesture, ct),
        "application/search" => await SearchedAsync(activity, gesture, ct),
        _ => TeamsReply.Unknown,
    };

    /// <summary>Keeps what was pressed; what to say to it, or null if it is nothing of ours.</summary>
    public async Task<string?> PressedAsync(TeamsInvoke pressed, TeamsGesture gesture, CancellationToken ct)
    {
        if (pressed.Handle is not { Length: > 0 } handle || await WordsForAsync(pressed.Verb, ct) is not { } words)
            return null;
        var press = gesture with
        {
            Handle = handle,
            Text = InputOf(pressed.Verb) is { } input ? ReasonIn(pressed.Data, input) : null,
            Length = pressed.Verb is TeamsVerbs.ApproveWith or TeamsVerbs.ExtendBy ? TeamsForm.ReadLength(pressed.Data) : null,
            Entitlement = pressed.Verb == TeamsVerbs.BreakGlass ? TeamsPayloads.Text(pressed.Data[AskDraft.EntitlementPart]) : null,
        };
        // However a yes is said, or more time asked for, it is one gesture.
        var kind = pressed.Verb switch { TeamsVerbs.ApproveWith => TeamsGesture.Approve, TeamsVerbs.ExtendBy => TeamsGesture.Extend, var verb => verb! };
        await inbox.ReceiveAsync(press.ToPress(kind, pressed.Version, time.GetUtcNow()), ct);
        return words;
    }

    private async Task<TeamsReply> ActedAsync(TeamsInvoke pressed, TeamsGesture gesture, CancellationToken ct)
    {
        if (pressed.IsAutomatic || pressed.Verb == TeamsVerbs.Refresh)
            return pressed.Handle is { } handle && await views.DrawAsync(gesture, handle, ct) is { } card ? TeamsAnswers.Card(card) : TeamsAnswers.Error(NotOurs);
        return await PressedAsync(pressed, gesture, ct) is { } words ? TeamsAnswers.Toast(words) : TeamsAnswers.Error(NotOurs);
    }

    private Task<TeamsReply> OpenFormAsync(TeamsInvoke pressed, TeamsGesture gesture, CancellationToken ct) => pressed.Verb == TeamsVerbs.OpenForm
        ? DialogAsync(gesture, TeamsForm.ReadDraft(pressed.Data, desk.Catalogue), null, null, ct)
        : Task.FromResult(TeamsAnswers.DialogSays(NotOurs));

    private async Task<TeamsReply> SubmittedAsync(TeamsInvoke submitted, TeamsGesture gesture, CancellationToken ct)
    {
        if (submitted.Verb is not (TeamsVerbs.Request or TeamsVerbs.WhoApproves) || TeamsPayloads.Text(submitted.Data[TeamsForm.Mark]) is not { Length: > 0 } mark)
            return TeamsAnswers.DialogSays(NotOurs);
        var draft = TeamsForm.Read(submitted.Data, desk.Catalogue);
        if (submitted.Verb == TeamsVerbs.WhoApproves)
            return await DialogAsync(gesture, draft, draft.Faults().FirstOrDefault(fault => fault.Part == AskDraft.EntitlementPart).Wrong, mark, ct);
        if (string.Join(' ', draft.Faults().Select(fault => fault.Wrong)) is { Length: > 0 } wrong)
            return await DialogAsync(gesture, draft, wrong, mark, ct);
        await inbox.ReceiveAsync(
            (gesture with { Message = null, Entitlement = draft.Entitlement!.Id, Length = draft.Length, Whom = draft.Whom, Text = draft.Justification })
                .ToDelivery($"form-{TeamsGesture.Digest($"{gesture.Tenant}\n{gesture.User}\n{mark}")}", TeamsGesture.Ask, time.GetUtcNow()),
            ct);
        return TeamsAnswers.DialogSays("JitBot is asking for it. You will be told in your chat with it what becomes of that.");
    }

    private async Task<TeamsReply> DialogAsync(TeamsGesture gesture, AskDraft draft, string? note, string? mark, CancellationToken ct)
    {
        var who = await forms.LookAtAsync(gesture, ct);
        return who?.Barred is { } why
            ? TeamsAnswers.DialogSays(RefusalWords.For(why))
            : TeamsAnswers.Dialog(TeamsForm.Title, await forms.DrawAsync(gesture, who, draft, note, mark, ct));
    }

    private async Task<TeamsReply> SearchedAsync(TeamsActivity activity, TeamsGesture gesture, CancellationToken ct)
    {
        var (dataset, typed) = TeamsInvoke.ReadSearch(activity);
        return TeamsAnswers.Found(dataset == TeamsForm.Dataset ? await forms.SuggestAsync(gesture, typed, ct) : []);
    }

    /// <summary>The input whose words go with what was pressed.</summary>
    private static string? InputOf(string? verb) => verb switch
    {
        TeamsVerbs.Deny => TeamsCards.Reason,
        TeamsVerbs.ApproveWith => TeamsCards.WhyYes,
        TeamsVerbs.BreakGlass or TeamsVerbs.Escalate => TeamsEmergency.Why,
        TeamsVerbs.Review => TeamsEmergency.Finding,
        _ => null,
    };

    private async Task<string?> WordsForAsync(string? verb, CancellationToken ct) => verb switch
    {
        TeamsVerbs.BreakGlass or TeamsVerbs.Escalate => GlassWords.Taking(new Word.Plain("it"), "in your chat with JitBot", await emergencies.IsFrozenAsync(ct)).ToPlainText(),
        TeamsVerbs.Approve or TeamsVerbs.ApproveWith => "Your yes was received; the card shows it as soon as it counts. For a minute you can take it back: type undo and the request's id to JitBot.",
        TeamsVerbs.Deny => "Your no was received; the card shows it as soon as it counts.",
        TeamsVerbs.OpenEmergency => "The form comes in your chat with JitBot.",
        TeamsVerbs.Review => "Your review was received; the card shows it as soon as it counts.",
        TeamsVerbs.Withdraw => "Your request is being withdrawn.",
        TeamsVerbs.Extend or TeamsVerbs.ExtendBy => "More time is being asked for. Until that is decided it ends as it would.",
        TeamsVerbs.Revoke => "Your wish to take it away was received; the card shows it as soon as it counts.",
        TeamsVerbs.Return => "It is being given back. You will be told when it is gone.",
        _ => null,
    };

    private static string? ReasonIn(JsonObject data, string input) =>
        TeamsPayloads.Text(data[input]) is { } reason && !string.IsNullOrWhiteSpace(reason)
            ? reason.Length <= TeamsLimits.Justification ? reason : ReadableText.Part(reason, TeamsLimits.Justification, text => text.Length)
            : null;
}
