using System.Text.Json.Nodes;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using static JitBot.Chat.Slack.SlackBlockKit;

namespace JitBot.Chat.Slack;

/// <summary>Draws the card of a request in each of its phases, the lines of its thread, and private notices. Pure.</summary>
internal static class SlackCards
{
    /// <summary>The card: what is asked, by whom, why, where it stands, and the buttons while it waits.</summary>
    public static SlackPost Card(RequestView view)
    {
        var title = $"{CardWords.Title(view)}: {view.Entitlement}";
        var blocks = new JsonArray(Header(title), RichText(Section(Facts(view)), Reason(view)), RichText(Section(Sentence(view.Status))));
        if (view.AwaitsDecision)
        {
            blocks.Add(Deciding(view));
        }

        if (view.AwaitsReview)
            blocks.Add(Actions(Button(SlackVerbs.Review, "Review…", view.Handle)));
        if (view.CanEnd)
            blocks.Add(Actions([.. Having(view), Button(SlackVerbs.Revoke, "Revoke", view.Handle, "danger")]));
        blocks.Add(Context(Footer(view)));
        return new SlackPost(
            SlackText.Escaped($"{title}, asked for by {Asker(view)}", SlackLimits.Fallback),
            blocks,
            new SlackMark(view.Id.Value, SlackMark.CardKind, view.Version))
        {
            IsBacklog = view is { Phase: >= Phase.Ending, AwaitsReview: false }, // nobody decides or uses anything there any more
        };
    }

    /// <summary>What can be decided: where the policy wants to know why, a yes is said in its form alone.</summary>
    public static JsonObject Deciding(RequestView view)
    {
        var no = Button(SlackVerbs.Deny, "Deny", view.Handle, "danger");
        return view.AsksWhy
            ? Actions(Button(SlackVerbs.ApproveWith, "Approve…", view.Handle, "primary"), no)
            : Actions(Button(SlackVerbs.Approve, "Approve", view.Handle, "primary"), Button(SlackVerbs.ApproveWith, "Approve with…", view.Handle), no);
    }

    /// <summary>What whoever has said yes is told, with the way back.</summary>
    public static SlackPost Approved(string handle) =>
        Ours("You have approved it. If that was a mistake, take it back within a minute, and what it gave goes again.", Actions(Button(SlackVerbs.TakeBack, "Take it back", handle)));

    /// <summary>The button by which whoever asked takes it at once, where the policy may let them.</summary>
    public static JsonObject[] Escalating(RequestView view) => view.CanEscalate ? [Button(SlackVerbs.Escalate, "It is an emergency…", view.Handle, "danger")] : [];

    /// <summary>What a form or a row is about, in a line. What was taken in an emergency nobody was asked for.</summary>
    public static string About(RequestView view) => view.Emergency is not null ? $"{Name(view.Requester)} took {Name(view.Entitlement)} for {Spans.InWords(view.Length)}."
        : view.AskedBy is { } by
        ? $"{Name(by)} asks for {Name(view.Entitlement)} for {Spans.InWords(view.Length)}, for {Name(view.Requester)}."
        : $"{Name(view.Requester)} asks for {Name(view.Entitlement)} for {Spans.InWords(view.Length)}.";

    /// <summary>A line of the thread.
    public static SlackPost Line(ThreadLine line) => Plain(line.Words) with
    {
        Mark = new SlackMark(line.Request.Value, SlackMark.LineKind, line.Version),
    };

    /// <summary>A private message about a request, with what the person can do about it.</summary>
    public static SlackPost Notice(Notice notice)
    {
        var isBacklog = notice.Kind == nameof(NoticeKind.Ended);
        var post = Plain(notice.Words) with { Mark = new SlackMark(notice.Request.Value, $"notice-{notice.Kind}", 0), IsBacklog = isBacklog };
        if (notice.ReturnHandle is { } handle)
            post.Blocks.Add(Actions([Button(SlackVerbs.Return, "Give it back", handle), .. More(notice.ExtendHandle), .. HowMuchMore(handle, notice.MoreTimes)]));
        if (notice.WithdrawHandle is { } pending)
            post.Blocks.Add(Actions(Button(SlackVerbs.Withdraw, "Withdraw", pending)));
        if (notice.EscalateHandle is { } waiting)
            post.Blocks.Add(Actions(Button(SlackVerbs.Escalate, "It is an emergency…", waiting, "danger")));
        if (notice.AskAgain is { } again)
            post.Blocks.Add(Actions(SlackForm.Again(again)));
        return post;
    }

    /// <summary>A message about JitBot itself.</summary>
    public static SlackPost Announcement(Announcement announcement) => Plain(announcement.Words) with
    {
        Mark = new SlackMark(announcement.Key, SlackMark.AnnouncementKind, announcement.Version),
    };

    /// <summary>A message about many requests.</summary>
    public static SlackPost Summary(Summary summary) => Plain(summary.Words) with
    {
        Mark = new SlackMark(summary.Key, SlackMark.SummaryKind, summary.Version),
    };

    /// <summary>A message of one sentence.</summary>
    public static SlackPost Plain(Words words) => new(
        SlackText.Escaped(words.ToPlainText(), SlackLimits.Fallback),
        [RichText(Section(Sentence(words)))]);

    /// <summary>A message of one sentence of our own, in which `backticks` mark what can be typed.</summary>
    public static SlackPost Ours(string sentence, params JsonObject[] more) => new(
        SlackText.Escaped(sentence, SlackLimits.Fallback),
        [RichText(Section(OurSentence(sentence))), .. more]);

    /// <summary>What whoever has the access can do about its end.</summary>
    private static JsonObject[] Having(RequestView view) =>
        [Button(SlackVerbs.Return, "Give it back", view.Handle), .. More(view), .. HowMuchMore(view.Handle, view.MoreTimes)];

    /// <summary>The button that asks for as much more time as is usual.</summary>
    public static JsonObject[] More(RequestView view) => More(view.CanExtend ? view.Handle : null);

    private static JsonObject[] More(string? handle) => handle is null ? [] : [Button(SlackVerbs.Extend, "Ask for more time", handle)];

    /// <summary>The menu beside it, where there is something to choose.</summary>
    private static JsonObject[] HowMuchMore(string handle, IReadOnlyList<TimeSpan> lengths) => lengths.Count < 2 ? [] : [SlackForm.ChooseMore(handle, lengths)];

    private static IEnumerable<JsonObject> Facts(RequestView view)
    {
        var facts = new List<(string Label, Words Value)>
        {
            ("Requester", Words.Of($"{Name(view.Requester)}")),
            ("Entitlement", Words.Of($"{Name(view.Entitlement)}")),
            ("Length", Words.Of($"{view.Length}")),
        };
        if (view.AskedBy is { } by)
            facts.Insert(1, ("Asked by", Words.Of($"{Name(by)} for {Name(view.Requester)}")));
        if (view.AwaitsDecision)
            facts.Add(("Who may decide", Words.Of($"{Names(view.Approvers)}")));
        if (view.AwaitsDecision || view.Votes.Count > 0)
            facts.Add(("Votes", CardWords.Votes(view, SlackLimits.Names, Name)));
        if (view.Emergency is { } emergency)
            facts.Add(("Reviews", CardWords.Reviews(emergency)));
        facts.Add(("Justification", Words.Of($"")));
        return facts.SelectMany((fact, i) => Sentence(fact.Value).Prepend(Run($"{(i == 0 ? "" : "\n")}{fact.Label}: ", "bold")));
    }

    private static JsonObject Reason(RequestView view) => Quote(Run(SlackText.Lines(view.Justification, SlackLimits.Justification)));

    private static string Footer(RequestView view) => $"Request {view.Id}{(view.AwaitsDecision
        ? view.AsksWhy ? ". The policy wants a reason for a yes. A cross or thumbs down on this message denies."
            : ". A check mark or thumbs up on this message approves, a cross or thumbs down denies."
        : view.CanEnd ? ". The requester can give it back; approvers and operators can revoke it." : "")}";

    /// <summary>A list of names that stays short.</summary>
    public static string Names(IReadOnlyList<string> names) => CardWords.Names(names, SlackLimits.Names, Name);

    /// <summary>Who can approve, with what stands beside each.</summary>
    public static string Deciders(IReadOnlyList<string> names) => CardWords.Names(names, SlackLimits.Names, name => SlackText.Line(name, SlackLimits.Decider));

    private static string Asker(RequestView view) => view.AskedBy is { } by ? $"{Name(by)} for {Name(view.Requester)}" : Name(view.Requester);

    private static string Name(string name) => SlackText.Line(name, SlackLimits.Name);
}
