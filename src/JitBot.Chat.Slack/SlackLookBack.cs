using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Chat.Slack;

/// <summary>
/// Looks for a message that an earlier attempt may have posted, by its mark: Slack has no idempotency key, and a lost answer says nothing
/// (https://docs.slack.dev/reference/methods/conversations.history with <c>include_all_metadata</c>).
/// </summary>
internal sealed class SlackLookBack(SlackApi api, SlackIdentity identity)
{
    /// <summary>
    /// A thousand messages back: an attempt is repeated within minutes, and a second card harms nobody (votes count by person).
    /// </summary>
    private const int MostPages = 5;

    /// <summary>We may not read in this channel: then nothing there is taken for ours that we do not know.</summary>
    private const string MissingScope = "missing_scope";

    /// <summary>Where it stands in the channel, newest first; or in the thread.</summary>
    public async Task<Found> FindAsync(string channel, string? thread, SlackMark mark, CancellationToken ct)
    {
        var self = await identity.GetAsync(ct);
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = thread is null ? await api.HistoryAsync(channel, cursor, ct) : await api.RepliesAsync(channel, thread, cursor, ct);
            if (!answer.IsOk)
                return new Found(null, mark, answer);
            if (Among(answer.Body["messages"] as JsonArray ?? [], mark, self) is { } found)
                return found;
            cursor = answer.Text("response_metadata", "next_cursor") ?? "";
            if (cursor.Length == 0)
                break;
        }

        return new Found(null, mark, null);
    }

    /// <summary>
    /// The request whose card this message is, by the mark it carries; null if it is none of ours. People see a card before its post is
    /// answered, and vote on it before we have filed where it stands.
    /// </summary>
    public async Task<RequestId?> RequestOnAsync(string channel, string ts, CancellationToken ct)
    {
        var self = await identity.GetAsync(ct);
        var answer = await api.RepliesAsync(channel, ts, "", ct);
        if (!answer.IsOk)
            return answer.Error != MissingScope && SlackFaults.For(answer, null) is ChatAnswer.NotNow ? throw new SlackNotNowException(answer) : null;
        var message = (answer.Body["messages"] as JsonArray ?? []).FirstOrDefault(each => SlackJson.Text(SlackJson.At(each, "ts")) == ts);
        return SlackMark.Read(SlackJson.At(message, "metadata")) is { Kind: SlackMark.CardKind } mark && IsOurs(message, self)
            ? new RequestId(mark.Request)
            : null;
    }

    private static Found? Among(JsonArray messages, SlackMark mark, SlackIdentity.Self self)
    {
        foreach (var message in messages)
        {
            if (SlackMark.Read(SlackJson.At(message, "metadata")) is { } there && there.IsSameMessage(mark) && IsOurs(message, self))
                return new Found(SlackJson.Text(SlackJson.At(message, "ts")), there, null);
        }

        return null;
    }

    /// <summary>Any app may write a mark like ours: only what we posted ourselves is adopted.</summary>
    private static bool IsOurs(JsonNode? message, SlackIdentity.Self self) =>
        self.Bot is { } bot
            ? SlackJson.Text(SlackJson.At(message, "bot_id")) == bot
            : SlackJson.Text(SlackJson.At(message, "user")) == self.User;

    /// <summary>The message, if it is there, and the mark it carries; or the answer that kept us from looking.</summary>
    public sealed record Found(string? Ts, SlackMark Mark, SlackAnswer? Hindrance);
}
