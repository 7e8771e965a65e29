using System.Globalization;
using JitBot.Core;
using JitBot.Core.Store;
using JitBot.Engine;

namespace JitBot.Chat.Slack;

/// <summary>
/// Remembers in the store on which days a slash command arrived. Names of commands are not reserved: the app that was installed last takes
/// one over, and Slack has no method that tells whose it is (https://docs.slack.dev/interactivity/implementing-slash-commands). That commands
/// have stopped coming is all that can be noticed from here.
/// </summary>
internal sealed class SlackCommandsHeard(IAccessStore store, TimeProvider time)
{
    /// <summary>So many days back the store still knows; the first of them may be gone in part.</summary>
    public static int DaysKept => AnswerLimits.KeptFor.Days;

    private static readonly StreamId Stream = new("commands/slack");

    private DateOnly _noted;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>One came. Once a day that is written down; if it cannot be now, the next one will be.</summary>
    public async Task NoteAsync(CancellationToken ct)
    {
        var (today, now) = (Today, time.GetUtcNow());
        if (_noted == today)
            return;
        try
        {
            await store.AppendAsync(new Batch(Stream, 0, [], [], [], Index: null, new Answered(Key(today), "heard", now)), ct);
            _noted = today;
        }
        catch (StoreUnavailableException)
        {
            // Whoever typed the command is told of it where it matters.
        }
    }

    /// <summary>The last day on which one came, or null if none did as far as the store remembers.</summary>
    public async Task<DateOnly?> LastDayAsync(CancellationToken ct)
    {
        for (var back = 0; back <= DaysKept; back++)
        {
            var day = Today.AddDays(-back);
            if (await store.FindAnswerAsync(Key(day), ct) is not null)
                return day;
        }

        return null;
    }

    private static string Key(DateOnly day) => $"slack-command-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}
