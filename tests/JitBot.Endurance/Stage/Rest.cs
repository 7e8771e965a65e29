namespace JitBot.Endurance.Stage;

/// <summary>Lets a story run out: all grants end, all requests lapse, every card says so.</summary>
internal static class Rest
{
    /// <summary>By how much the clock is wound at each turn: what was kept when a host died is asked only then, and lapses an hour later.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(20);

    /// <summary>What is left after the first turns are late looks at adds that were never answered, days later.</summary>
    private static readonly TimeSpan LongTurn = TimeSpan.FromDays(1);

    /// <summary>An hour and more, in which the chat gives up what it sends again.</summary>
    private const int LeastTurns = 4;

    /// <summary>Long enough for everything but those looks.</summary>
    private const int ShortTurns = 30;

    /// <summary>Weeks; whatever is not over then never will be, and the checker says what it is.</summary>
    private const int MostTurns = 60;

    /// <summary>If nothing is seen of the hosts for so long, they have probably nothing to do: the wheel turns at least ten times a second.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(200);

    /// <summary>A host that has something to do and gives no sign for so long is stuck; on a busy machine it is silent for a while and is not.</summary>
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(15);

    /// <summary>Winds the clock until the hosts, asked for how much they have <paramref name="pending"/> by a moment or for ever, have nothing to do any more.</summary>
    public static async Task ComeAsync(StoryStage stage, Func<DateTimeOffset?, Task<int>> pending)
    {
        for (var turn = 0; turn < MostTurns; turn++)
        {
            await stage.World.Slack.Events.AdvanceRetriesAsync();
            stage.Wind(turn < ShortTurns ? Turn : LongTurn);
            await FallSilentAsync(stage, pending);
            if (turn >= LeastTurns && await pending(null) == 0)
                return;
        }
    }

    /// <summary>Time goes on only when nothing is due: what hosts had no chance to do in time would be late by our winding.</summary>
    private static async Task FallSilentAsync(StoryStage stage, Func<DateTimeOffset?, Task<int>> pending)
    {
        var (signs, since) = (stage.Signs.Count, TimeProvider.System.GetTimestamp());
        do
        {
            while (await stage.Signs.SeeAsync(() => stage.Signs.Count > signs, Silence))
                (signs, since) = (stage.Signs.Count, TimeProvider.System.GetTimestamp());
        }
        while (TimeProvider.System.GetElapsedTime(since) < Stuck && await pending(stage.Clock.GetUtcNow()) > 0);
    }
}
