namespace JitBot.Endurance.Stage;

/// <summary>When a story has run out.</summary>
internal static class Rest
{
    /// <summary>At ten minutes a turn: an hour and a half, in which whatever was asked last lapses and the last grant ends.</summary>
    public const int LeastTurns = 9;

    /// <summary>If nothing is seen of the hosts for so long, they have nothing to do: the wheel turns ten times a second.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);

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
