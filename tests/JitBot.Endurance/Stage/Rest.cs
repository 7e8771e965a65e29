namespace JitBot.Endurance.Stage;

/// <summary>When a story has run out.</summary>
internal static class Rest
{
    /// <summary>By how much the clock is wound at each turn of the end: what was kept when a host died is asked only then, and lapses an hour later.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromMinutes(20);

    /// <summary>An hour and more, in which whatever was asked last lapses, the last grant ends, and the chat gives up what it sends again.</summary>
    public const int LeastTurns = 4;

    /// <summary>A day and more; whatever is not over then never will be.</summary>
    public const int MostTurns = 80;

    /// <summary>If nothing is seen of the hosts for so long, they have nothing to do: the wheel turns ten times a second.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(200);

    private static readonly string[] Unfinished = ["Waiting", "Approved;", "Granted until", "being removed", "Removal overdue", "Being checked"];

    /// <summary>Comes back when nothing was seen of the hosts for a while.</summary>
    public static async Task ComeAsync(StoryStage stage)
    {
        var signs = stage.Signs.Count;
        while (await stage.Signs.SeeAsync(() => stage.Signs.Count > signs, Silence))
            signs = stage.Signs.Count;
    }

    /// <summary>Whether nobody holds anything of ours and no card waits for anything.</summary>
    public static bool HasCome(StoryStage stage) =>
        !stage.Recorder.Changes.GroupBy(change => change.Holding).Any(history => history.Last() is { Added: true, Ours: true })
        && !stage.World.Slack.Workspace.Messages.In(stage.World.Approvals)
            .Any(message => !message.IsReply && Unfinished.Any(word => message.Words.Contains(word, StringComparison.Ordinal)));
}
