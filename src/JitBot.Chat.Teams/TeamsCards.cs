using System.Text.Json.Nodes;
using JitBot.Core.Chat;
using static JitBot.Chat.Teams.TeamsElements;

namespace JitBot.Chat.Teams;

/// <summary>Draws the card of a request in each of its phases and for each viewer, the lines of its thread, and private notices. Pure.</summary>
internal static class TeamsCards
{
    /// <summary>The input in which a denial's reason can be given.</summary>
    public const string Reason = "reason";

    /// <summary>The input in which a yes's reason can be given. An id of its own: Teams sends all inputs of a card along.</summary>
    public const string WhyYes = "why_yes";

    /// <summary>
    /// The card: what is asked, by whom, why, where it stands, and what the viewer can do about it. Whoever has a view of their own is named by
    /// <paramref name="refresh"/>; null if nobody has.
    /// </summary>
    public static TeamsPost Card(RequestView view, TeamsRefresh? refresh = null, TeamsViewer viewer = TeamsViewer.Anybody)
    {
        var title = $"{CardWords.Title(view)}: {Name(view.Entitlement)}";
        var card = TeamsElements.Card([
            view.Emergency is null ? Heading(title) : Alarm(title),
            .. Facts(view),
            Quote(TeamsText.Lines(view.Justification, TeamsLimits.ShownJustification)),
            RichText(Sentence(view.Status, TeamsLimits.Status)),
            .. Choices(view, viewer),
            .. view.AwaitsReview && viewer == TeamsViewer.Anybody ? [Actions(TeamsEmergency.Review(view))] : Array.Empty<JsonObject>(),
            Subtle(Footer(view)),
        ]);
        if (refresh is not null && (view.Phase < Phase.Ending || view.AwaitsReview))
            card["refresh"] = refresh.ToJson(view.Handle);
        return new TeamsPost(TeamsText.Line($"{title}, asked for by {Asker(view)}", TeamsLimits.Summary), card);
    }

    /// <summary>A line of the thread.</summary>
    public static TeamsPost Line(ThreadLine line) => Plain(line.Words);

    /// <summary>A private message about a request, with what the person can do about it.</summary>
    public static TeamsPost Notice(Notice notice)
    {
        var buttons = new List<JsonObject>();
        if (notice.ReturnHandle is { } handle)
            buttons.Add(Execute(TeamsVerbs.Return, "Give it back", Data(handle)));
        if (notice.ExtendHandle is { } more)
            buttons.AddRange([Execute(TeamsVerbs.Extend, "Ask for more time", Data(more)), .. HowMuchMore(more, 0, notice.MoreTimes)]);
        if (notice.WithdrawHandle is { } pending)
            buttons.Add(Execute(TeamsVerbs.Withdraw, "Withdraw", Data(pending)));
        if (notice.EscalateHandle is { } waiting)
            buttons.Add(TeamsEmergency.Escalate(waiting));
        if (notice.AskAgain is { } again)
            buttons.Add(TeamsForm.Opener("Ask again", again));
        return buttons.Count == 0 ? Plain(notice.Words) : Plain(notice.Words, Actions(buttons));
    }

    /// <summary>A message about JitBot itself.</summary>
    public static TeamsPost Announcement(Announcement announcement) => Plain(announcement.Words);

    /// <summary>A message about many requests.</summary>
    public static TeamsPost Summary(Summary summary) => Plain(summary.Words);

    /// <summary>A message of one sentence, and what follows it.</summary>
    public static TeamsPost Plain(Words words, params IEnumerable<JsonObject> more) => new(
        TeamsText.Line(words.ToPlainText(), TeamsLimits.Summary),
        TeamsElements.Card([RichText(Sentence(words, TeamsLimits.Sentence)), .. more]));

    /// <summary>A message of sentences of our own, a line each, in which `backticks` mark what can be typed.</summary>
    public static TeamsPost Ours(string sentences, params IEnumerable<JsonObject> more) => new(
        TeamsText.Line(sentences.Replace("`", "", StringComparison.Ordinal), TeamsLimits.Summary),
        TeamsElements.Card([.. sentences.Split('\n').Select(sentence => RichText(OurSentence(sentence))), .. more]));

    /// <summary>A list of names that stays short.</summary>
    public static string Names(IReadOnlyList<string> names) => CardWords.Names(names, TeamsLimits.Names, Name);

    /// <summary>Who can approve, with what stands beside each.</summary>
    public static string Deciders(IReadOnlyList<string> names) => CardWords.Names(names, TeamsLimits.Names, name => TeamsText.Line(name, TeamsLimits.Decider));

    /// <summary>What a button carries. It comes back unproven: the handle is looked up, the version only tells gestures apart.</summary>
    public static JsonObject Data(string handle, long version = 0) => new() { ["handle"] = handle, ["version"] = version };

    private static string Asker(RequestView view) => view.AskedBy is { } by ? $"{Name(by)} for {Name(view.Requester)}" : Name(view.Requester);

    public static string Name(string name) => TeamsText.Line(name, TeamsLimits.Name);

    private static IEnumerable<JsonObject> Choices(RequestView view, TeamsViewer viewer) => (view.Phase, viewer) switch
    {
        (Phase.Pending, TeamsViewer.Anybody) =>
        [
            Deciding(view),
        ],
        (Phase.Pending or Phase.Preparing, TeamsViewer.Requester) =>
        [
            RichText(Run("This is your own request: others decide.")),
            Actions([Execute(TeamsVerbs.Withdraw, "Withdraw", Data(view.Handle, view.Version)), .. Escalating(view)]),
        ],
        (Phase.Pending or Phase.Preparing, TeamsViewer.Asker) =>
        [
            RichText(Run("You asked for this for somebody else: others decide.")),
            Actions(Execute(TeamsVerbs.Withdraw, "Withdraw", Data(view.Handle, view.Version))),
        ],
        (Phase.Pending or Phase.Preparing, TeamsViewer.Parted) => [RichText(Run("An account that was shown to be yours asked for this: others decide."))],
        (Phase.Active, TeamsViewer.Anybody) when view.IsExtension =>
        [
            Deciding(view),
            Actions(Execute(TeamsVerbs.Revoke, "Revoke", Data(view.Handle, view.Version), "destructive")),
        ],
        (Phase.Granting or Phase.Active, TeamsViewer.Anybody) => [Actions(Execute(TeamsVerbs.Revoke, "Revoke", Data(view.Handle, view.Version), "destructive"))],
        (Phase.Granting or Phase.Active, TeamsViewer.Requester) =>
        [
            Actions([Execute(TeamsVerbs.Return, "Give it back", Data(view.Handle, view.Version)), .. More(view), .. HowMuchMore(view.Handle, view.Version, view.MoreTimes)]),
        ],
        _ => [],
    };

    /// <summary>What whoever asked can press to take it at once, where the policy may let them.</summary>
    public static JsonObject[] Escalating(RequestView view) => view.CanEscalate ? [TeamsEmergency.Escalate(view.Handle, view.Version)] : [];

    /// <summary>What can be decided: where the policy wants to know why, a yes is said with a reason alone.</summary>
    private static JsonObject Deciding(RequestView view) => view.AsksWhy
        ? Actions(ApproveWith(view, "Approve…"), DenyWithReason(view))
        : Actions(Execute(TeamsVerbs.Approve, "Approve", Data(view.Handle, view.Version), "positive"), ApproveWith(view, "Approve with…"), DenyWithReason(view));

    // More time is approved as it was asked for, or not at all.
    private static JsonObject ApproveWith(RequestView view, string title)
    {
        var inputs = new List<JsonObject>();
        if (!view.IsExtension && LessTime.Than(view.Length) is { Count: > 0 } less)
            inputs.Add(TeamsForm.ChooseLess(view.Length, less));
        var hint = view.AsksWhy ? "The policy wants to know. The requester and the channel will see it." : "The requester and the channel will see it. You can leave it empty.";
        inputs.Add(TeamsForm.LongText(WhyYes, "Reason for your yes", hint));
        return Unfold(title, [.. inputs, Actions(Execute(TeamsVerbs.ApproveWith, "Approve like this", Data(view.Handle, view.Version), "positive"))]);
    }

    /// <summary>The button that asks for as much more time as is usual.</summary>
    public static JsonObject[] More(RequestView view) => view.CanExtend ? [Execute(TeamsVerbs.Extend, "Ask for more time", Data(view.Handle, view.Version))] : [];

    /// <summary>The choice beside it, where there is one. Not in lists: the inputs of all rows would have one id.</summary>
    private static JsonObject[] HowMuchMore(string handle, long version, IReadOnlyList<TimeSpan> lengths) => lengths.Count < 2
        ? []
        : [Unfold("Another length…", TeamsForm.ChooseMore(lengths), Actions(Execute(TeamsVerbs.ExtendBy, "Ask for it", Data(handle, version))))];

    private static JsonObject DenyWithReason(RequestView view) => Unfold(
        "Deny",
        TeamsForm.LongText(Reason, "Reason", "The requester and the channel will see it. You can leave it empty."),
        Actions(Execute(TeamsVerbs.Deny, "Deny", Data(view.Handle, view.Version), "destructive")));

    private static IEnumerable<JsonObject> Facts(RequestView view)
    {
        yield return Fact("Requester", Words.Of($"{Name(view.Requester)}"));
        if (view.AskedBy is { } by)
            yield return Fact("Asked by", Words.Of($"{Name(by)} for {Name(view.Requester)}"));
        yield return Fact("Entitlement", Words.Of($"{Name(view.Entitlement)}"));
        yield return Fact("Length", Words.Of($"{view.Length}"));
        if (view.AwaitsDecision)
            yield return Fact("Who may decide", Words.Of($"{Names(view.Approvers)}"));
        if (view.AwaitsDecision || view.Votes.Count > 0)
            yield return Fact("Votes", CardWords.Votes(view, TeamsLimits.Names, Name));
        if (view.Emergency is { } emergency)
            yield return Fact("Reviews", CardWords.Reviews(emergency));
        yield return RichText(Run("Justification:", "bolder"));
    }

    private static JsonObject Fact(string label, Words value) =>
        RichText(Sentence(value, TeamsLimits.Sentence).Prepend(Run($"{label}: ", "bolder")));

    private static string Footer(RequestView view) => $"Request {view.Id}{(view.AwaitsDecision
        ? view.AsksWhy ? ". The policy wants a reason for a yes." : ". A like or a check mark on this message approves, too."
        : view.CanEnd ? ". The requester can give it back; approvers and operators can revoke it." : "")}";
}
