using System.Globalization;

namespace JitBot.Core.Chat;

/// <summary>What the cards of every platform say in the same words.</summary>
public static class CardWords
{
    /// <summary>The one emoji of a card, and the words that say the same to those who do not see it.</summary>
    public static string Title(Phase phase) => phase switch
    {
        Phase.Preparing => "⏳ Being looked at",
        Phase.Pending => "⏳ Waiting for approval",
        Phase.Granting => "⏳ Approved, being granted",
        Phase.Active => "✅ Access in force",
        Phase.Ending => "⏳ Being taken away",
        Phase.Ended => "🔒 Access ended",
        Phase.Denied => "⛔ Denied",
        Phase.Withdrawn => "↩️ Withdrawn",
        Phase.Lapsed => "⌛ Nobody answered in time",
        Phase.Void => "🚪 Void: the requester's account is out of use",
        Phase.Failed => "⚠️ Could not be granted",
        _ => throw new InvalidOperationException($"A phase without a title: {phase}."),
    };

    /// <summary>The title of a card: an emergency is told from everything else at a glance.</summary>
    public static string Title(RequestView view) => view.Emergency is null ? Title(view.Phase) : $"🚨 Emergency. {Title(view.Phase)}";

    /// <summary>Who can approve, stage by stage, and how many of them must; <paramref name="list"/> writes names as the platform shows them.</summary>
    public static string WhoApproves(IReadOnlyList<StageDeciders> stages, Func<IReadOnlyList<string>, string> list) => stages is [var only]
        ? $"Who can approve: {list(only.Names)}. {Needed(only.Approvals)}."
        : string.Join(' ', stages.Select((stage, i) =>
            string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? "Stage" : "Then stage")} {i + 1} of {stages.Count}: {list(stage.Names)}. {Needed(stage.Approvals)}.")));

    /// <summary>What is said before a request is sent; <paramref name="list"/> writes names as the platform shows them.</summary>
    public static string Before(Prospect prospect, Func<IReadOnlyList<string>, string> list) =>
        prospect.UsualTime is { } usual ? $"{WhoApproves(prospect.Stages, list)} {usual}" : WhoApproves(prospect.Stages, list);

    private static string Needed(int approvals) => approvals == 1 ? "One approval is needed" : string.Create(CultureInfo.InvariantCulture, $"{approvals} approvals are needed");

    /// <summary>How many have looked at an emergency, and until when enough must have.</summary>
    public static Words Reviews(EmergencyView emergency) => emergency.Reviews >= Access.Emergency.ReviewsNeeded
        ? Words.Of($"{emergency.Reviews} of {Access.Emergency.ReviewsNeeded}: done")
        : Words.Of($"{emergency.Reviews} of {Access.Emergency.ReviewsNeeded}, due {emergency.ReviewBy}");

    /// <summary>A list of names that stays short; <paramref name="draw"/> writes one as the platform shows it.</summary>
    public static string Names(IReadOnlyList<string> names, int most, Func<string, string> draw)
    {
        var shown = string.Join(", ", names.Take(most).Select(draw));
        var rest = names.Count - most;
        return rest > 0 ? string.Create(CultureInfo.InvariantCulture, $"{shown} and {rest} more") : shown;
    }

    /// <summary>How many have said yes, and who said what.</summary>
    public static Words Votes(RequestView view, int most, Func<string, string> draw)
    {
        var yes = view.Votes.Count(vote => vote.Approves);
        var words = new List<Word>
        {
            new Word.Plain(string.Create(CultureInfo.InvariantCulture, $"{yes} of {view.ApprovalsNeeded} approvals")),
        };
        foreach (var vote in view.Votes.Take(most))
        {
            words.Add(new Word.Plain($"; {draw(vote.Name)} said {(vote.Approves ? "yes" : "no")}, "));
            words.Add(new Word.Moment(vote.At));
        }

        return new Words(words);
    }
}
