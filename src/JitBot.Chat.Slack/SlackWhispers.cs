using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Slack;

/// <summary>Tells one person something that only they see: where they are if we can, else in their direct messages.</summary>
internal sealed partial class SlackWhispers(SlackApi api, ILogger<SlackWhispers> log)
{
    /// <summary>
    /// Tells it, or throws if it can be told later. <paramref name="thread"/> is a thread the person is reading: in one without replies an
    /// ephemeral message would not be seen (https://docs.slack.dev/reference/methods/chat.postEphemeral).
    /// </summary>
    public async Task TellAsync(string user, string? channel, string? thread, SlackPost post, CancellationToken ct)
    {
        if (IsChannel(channel) && IsTold(await api.WhisperAsync(channel!, user, thread, post, ct)))
            return;
        var opened = await api.OpenDirectAsync(user, isBacklog: false, ct);
        if (IsTold(opened) && opened.Text("channel", "id") is { } direct && IsTold(await api.PostAsync(direct, null, post, ct)))
            return;
        Log.NotTold(log, user);
    }

    /// <summary>Other people's direct messages are channels too, and closed to us; ours with the person are found by the person.</summary>
    private static bool IsChannel(string? channel) => channel is ['C' or 'G', ..];

    private static bool IsTold(SlackAnswer answer) =>
        answer.IsOk || (SlackFaults.For(answer, null) is Core.Chat.ChatAnswer.NotNow ? throw new SlackNotNowException(answer) : false);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "{User} could not be told what became of their gesture: neither their channel nor their direct "
                + "messages are open to us")]
        public static partial void NotTold(ILogger log, string user);
    }
}
