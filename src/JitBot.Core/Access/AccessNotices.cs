using System.Globalization;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;

namespace JitBot.Core.Access;

/// <summary>What a requester is told privately.</summary>
public static class AccessNotices
{
    /// <summary>
    /// The notice, or null if what it would say is no longer true: a late notice must not announce what has passed.
    /// <paramref name="events"/> is the whole story so far; <paramref name="now"/> are the terms in force now, without which no more time is offered.
    /// </summary>
    public static Notice? Write(RequestId id, NoticeKind kind, AccessState state, IReadOnlyList<AccessEvent> events, StoryTexts texts, Terms? now = null)
    {
        if (state is not AccessState.Known known)
            return null;
        var facts = known.Facts;
        var what = new Word.Strong(facts.Terms.EntitlementName);
        var words = kind switch
        {
            NoticeKind.Asked when state is AccessState.Pending pending => Asked(pending, texts, what),
            NoticeKind.AskedForOther when state is AccessState.Pending => Words.Of(
                $"You asked for {what} for {new Word.Strong(texts.Name(facts.Requester.Id))}, for {facts.Length}. "
                + $"They are told what becomes of it. You do not decide on it; while it waits you can take it back here."),
            NoticeKind.WithdrawnByAsker when facts.AskedBy is { } by => Words.Of(
                $"{new Word.Strong(texts.Name(by.Id))} took back the request for {what} that they had made for you. If you need it, you can ask for it yourself."),
            NoticeKind.NobodyReachable when state is AccessState.Pending =>
                Words.Of($"Nobody who could decide on your request for {what} can be reached at the moment. It stays open until {facts.LapsesAt}."),
            NoticeKind.NobodyReachable when state is AccessState.Active { Asking: not null } s =>
                Words.Of($"Nobody who could decide on more time for {what} can be reached at the moment. Until somebody has decided it ends {s.EndsAt}."),
            NoticeKind.Granted when state is AccessState.Active s => Words.Of($"You have {what} until {s.EndsAt}. If you are done earlier, give it back here."),
            NoticeKind.EndsSoon when state is AccessState.Active { IsWarned: true, Asking: { } asking } s => Words.Of(
                $"Your access to {what} ends {s.EndsAt}. Nobody has decided yet on the more time you asked for: {StageWords.SoFar(asking)}. If you are done, give it back here."),
            NoticeKind.EndsSoon when state is AccessState.Active { IsWarned: true } s && ExtendRules.IsUsedUp(s, now) => Words.Of(
                $"Your access to {what} ends {s.EndsAt}. If you are done, give it back here. The policy gives no more time; when it has ended you can ask again."),
            NoticeKind.EndsSoon when state is AccessState.Active { IsWarned: true } s && ExtendRules.Offers(s, now).Count == 0 => Words.Of(
                $"Your access to {what} ends {s.EndsAt}. If you are done, give it back here. More time cannot be asked for any more: the policy has changed."),
            NoticeKind.EndsSoon when state is AccessState.Active { IsWarned: true } s => Words.Of(
                $"Your access to {what} ends {s.EndsAt}. If you are done, give it back here; if you need more time, ask for it here."),
            NoticeKind.Extended when state is AccessState.Active s => Words.Of($"There is more time: you have {what} until {s.EndsAt}."),
            NoticeKind.ExtensionDenied when state is AccessState.Active s => MoreDenied(events, texts, what, s.EndsAt),
            NoticeKind.ExtensionTakenBack when state is AccessState.Active s && events.OfType<AccessEvent.ExtensionTakenBack>().LastOrDefault() is { } back =>
                Words.Of($"{new Word.Strong(texts.Name(back.Approver.Id))} took the approval of more time for {what} back. It ends {s.EndsAt}."),
            NoticeKind.Standing => Words.Of($"You have {what} already. That membership was there before your request and will not be removed."),
            NoticeKind.Denied => Denied(events, texts, what),
            NoticeKind.Lapsed => Words.Of($"Nobody answered your request for {what} in time; it has lapsed. You can ask again."),
            NoticeKind.Void => Words.Of($"Your request for {what} is void: an account of yours that it needs is out of use. You can ask again once it is in use."),
            NoticeKind.Failed => Words.Of($"Your request for {what} could not be granted: {WhyFailed(events)}"),
            NoticeKind.Ended when state is AccessState.Ended s => new Words([what, new Word.Plain(": "), .. TakenAway(events, texts), .. AccessStory.Over(s.How, facts).Parts]),
            _ => null,
        };
        if (words is not null && facts.Terms.SignsOut && kind is NoticeKind.Asked or NoticeKind.Granted or NoticeKind.EndsSoon)
            words = new Words([.. words!.Parts, new Word.Plain($" {SignOutWords.Warning}")]);
        var more = kind == NoticeKind.EndsSoon ? ExtendRules.Offers(known, now) : [];
        return words is null ? null : new Notice(id, Name(kind, events), words, For(NoticeKind.Granted, NoticeKind.EndsSoon, NoticeKind.Extended), For(NoticeKind.Asked, NoticeKind.AskedForOther))
        {
            ExtendHandle = more.Count > 0 ? facts.Handle : null,
            MoreTimes = more,
            AskAgain = kind is NoticeKind.Denied or NoticeKind.Lapsed or NoticeKind.Failed or NoticeKind.Ended or NoticeKind.WithdrawnByAsker ? AskAgain.Line(known, texts) : null,
            EscalateHandle = facts.Terms.BreakGlass is null || state is AccessState.Active ? null : For(NoticeKind.Asked, NoticeKind.NobodyReachable),
        };

        string? For(params NoticeKind[] which) => which.Contains(kind) ? facts.Handle : null;
    }

    private static Words Asked(AccessState.Pending state, StoryTexts texts, Word.Strong what)
    {
        var facts = state.Facts;
        var approvers = string.Join(", ", AccessPicture.Approvers(WaitRules.Asked(state), texts));
        var asked = facts.AskedBy is { } by
            ? Words.Of($"{new Word.Strong(texts.Name(by.Id))} asked for {what} for you, for {facts.Length}. It can be approved by: {approvers}. It lapses {facts.LapsesAt}.")
            : Words.Of($"You asked for {what} for {facts.Length}. It can be approved by: {approvers}. It lapses {facts.LapsesAt}.");
        return facts.Terms.Evidence
            ? new Words([.. asked.Parts, new Word.Plain($" After the end its thread tells what the log of {facts.Terms.Provider} shows of you for that time.")])
            : asked;
    }

    private static Words Denied(IReadOnlyList<AccessEvent> events, StoryTexts texts, Word.Strong what)
    {
        var no = events.OfType<AccessEvent.Denied>().Last();
        var who = new Word.Strong(texts.Name(no.Approver.Id));
        return no.Reason is null
            ? Words.Of($"{who} denied your request for {what}.")
            : Words.Of($"{who} denied your request for {what}: {texts.Text(no.Reason)}");
    }

    /// <summary>Who took it away, and why, if the requester did not.</summary>
    private static IReadOnlyList<Word> TakenAway(IReadOnlyList<AccessEvent> events, StoryTexts texts)
    {
        var end = events.OfType<AccessEvent.RevocationBegun>().LastOrDefault();
        if (end is { Cause: EndCause.Deactivated })
            return Words.Of($"An account of yours that it needs is out of use, so it was taken away. ").Parts;
        if (end is { MoreWasUndecided: true })
            return Words.Of($"Nobody has decided in time on the more time you asked for. ").Parts;
        if (end is { Cause: EndCause.Unreviewed })
            return Words.Of($"Nobody reviewed this emergency in time, so it was taken away. ").Parts;
        if (end is { Cause: EndCause.Undone, By: { } approver })
            return Words.Of($"{new Word.Strong(texts.Name(approver.Id))} took the approval back. ").Parts;
        if (end is not { Cause: EndCause.Revoked, By: { } by })
            return [];
        var who = new Word.Strong(texts.Name(by.Id));
        return (end.Reason is null ? Words.Of($"{who} took it away. ") : Words.Of($"{who} took it away: {texts.Text(end.Reason)} ")).Parts;
    }

    /// <summary>Whatever can be told more than once has a name for each time.</summary>
    private static string Name(NoticeKind kind, IReadOnlyList<AccessEvent> events)
    {
        var times = events.Count(happened => (kind, happened) is (NoticeKind.EndsSoon, AccessEvent.Warned)
            or (NoticeKind.Extended, AccessEvent.Extended) or (NoticeKind.ExtensionDenied, AccessEvent.ExtensionDenied)
            or (NoticeKind.ExtensionTakenBack, AccessEvent.ExtensionTakenBack));
        // That nobody can be reached may be told of the request and of each time that more was asked for.
        if (kind == NoticeKind.NobodyReachable)
            times = 1 + events.Count(happened => happened is AccessEvent.ExtensionAsked);
        return times > 1 ? string.Create(CultureInfo.InvariantCulture, $"{kind}-{times}") : kind.ToString();
    }

    private static Words MoreDenied(IReadOnlyList<AccessEvent> events, StoryTexts texts, Word.Strong what, DateTimeOffset endsAt)
    {
        var no = events.OfType<AccessEvent.ExtensionDenied>().Last();
        var who = new Word.Strong(texts.Name(no.Approver.Id));
        return no.Reason is null
            ? Words.Of($"{who} said no to more time for {what}. It ends {endsAt}.")
            : Words.Of($"{who} said no to more time for {what}: {texts.Text(no.Reason)} It ends {endsAt}.");
    }

    private static string WhyFailed(IReadOnlyList<AccessEvent> events) => events
        .Select(e => e switch { AccessEvent.CouldNotBeGranted c => c.Why, AccessEvent.GrantFailed g => g.Why, _ => null })
        .LastOrDefault(why => why is not null) ?? "the provider would not say why.";
}
