using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.People;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Slack;

/// <summary>Slack as a chat platform: draws with <see cref="SlackCards"/>, speaks with <see cref="SlackApi"/>.</summary>
internal sealed partial class SlackChat(
    SlackApi api,
    SlackLookBack lookBack,
    SlackPeople people,
    SlackHomes homes,
    SlackInteractions interactions,
    ILogger<SlackChat> log) : IChatPlatform
{
    public const string PlatformName = "Slack";

    public string Name => PlatformName;

    public Task<ChatAnswer> PostCardAsync(Place place, RequestView view, bool mayBeThere, CancellationToken ct) =>
        PostAsync(place, SlackCards.Card(view), mayBeThere, ct);

    public Task<ChatAnswer> AnnounceAsync(Place place, Announcement announcement, bool mayBeThere, CancellationToken ct) =>
        PostAsync(place, SlackCards.Announcement(announcement), mayBeThere, ct);

    public Task<ChatAnswer> UpdateCardAsync(MessageRef card, RequestView view, CancellationToken ct) =>
        UpdateAsync(card, SlackCards.Card(view), ct);

    public async Task<ChatAnswer> DeleteCardAsync(MessageRef card, CancellationToken ct)
    {
        var answer = await api.DeleteAsync(card.Channel, card.Message, ct);
        return answer.IsOk ? new ChatAnswer.MessageGone("It was taken away.") : Answer(answer, null);
    }

    public Task<ChatAnswer> ReplyAsync(MessageRef card, ThreadLine line, bool mayBeThere, CancellationToken ct) =>
        PostAsync(card.Channel, card.Message, SlackCards.Line(line), mayBeThere, ct);

    public async Task<ChatAnswer> SummariseAsync(Place place, Summary summary, bool mayBeThere, CancellationToken ct) => place switch
    {
        Place.Channel channel => await PostAsync(channel.Id, null, SlackCards.Summary(summary), mayBeThere, ct),
        Place.Direct direct =>
            await PostDirectAsync(await people.FindAccountAsync(direct.Person, ct), SlackCards.Summary(summary), mayBeThere, ct),
        _ => throw new InvalidOperationException($"A place nobody knows: {place}."),
    };

    public Task<ChatAnswer> NotifyAsync(AccountId account, Notice notice, bool mayBeThere, CancellationToken ct) =>
        PostDirectAsync(account.Id, SlackCards.Notice(notice), mayBeThere, ct);

    public async Task<ChatAnswer> ShowHomeAsync(AccountId account, HomeView home, bool isAwaited, CancellationToken ct)
    {
        if (await homes.TurnAwayAsync(account.Id, isBacklog: !isAwaited, ct) is { } turnedAway)
            return turnedAway;
        var answer = await api.PublishHomeAsync(account.Id, SlackHome.Draw(home, account.Id), isBacklog: !isAwaited, ct);
        return Answer(answer, answer.Text("view", "id") is { } view ? new MessageRef(PlatformName, account.Id, view) : null);
    }

    public Task HandleAsync(Delivery delivery, CancellationToken ct) => interactions.HandleAsync(delivery, ct);

    private async Task<ChatAnswer> PostAsync(Place place, SlackPost post, bool mayBeThere, CancellationToken ct) => place switch
    {
        Place.Channel channel => await PostAsync(channel.Id, null, post, mayBeThere, ct),
        Place.Direct direct => await PostDirectAsync(await people.FindAccountAsync(direct.Person, ct), post, mayBeThere, ct),
        _ => throw new InvalidOperationException($"A place nobody knows: {place}."),
    };

    private async Task<ChatAnswer> PostDirectAsync(string? user, SlackPost post, bool mayBeThere, CancellationToken ct)
    {
        if (user is null)
            return new ChatAnswer.PlaceGone("The person has no account in this workspace that could be told.");
        var opened = await api.OpenDirectAsync(user, post.IsBacklog, ct);
        return opened.IsOk && opened.Text("channel", "id") is { } channel
            ? await PostAsync(channel, null, post, mayBeThere, ct)
            : Answer(opened, null);
    }

    private async Task<ChatAnswer> PostAsync(string channel, string? thread, SlackPost post, bool mayBeThere, CancellationToken ct)
    {
        if (mayBeThere && await FindEarlierAsync(channel, thread, post, ct) is { } earlier)
            return earlier;
        var posted = await api.PostAsync(channel, thread, post, ct);
        return Answer(posted, posted.Text("ts") is { } ts ? new MessageRef(PlatformName, posted.Text("channel") ?? channel, ts) : null);
    }

    /// <summary>
    /// What an earlier attempt posted, brought up to date; null if there is nothing, or no right to look (then a second message is the
    /// lesser evil).
    /// </summary>
    private async Task<ChatAnswer?> FindEarlierAsync(string channel, string? thread, SlackPost post, CancellationToken ct)
    {
        var found = await lookBack.FindAsync(channel, thread, post.Mark!, ct);
        if (found.Hindrance is { } hindrance)
            return hindrance.Error == "missing_scope" ? null : Answer(hindrance, null);
        if (found.Ts is null)
            return null;
        var message = new MessageRef(PlatformName, channel, found.Ts);
        return found.Mark.Version == post.Mark!.Version ? new ChatAnswer.Posted(message) : await UpdateAsync(message, post, ct);
    }

    private async Task<ChatAnswer> UpdateAsync(MessageRef message, SlackPost post, CancellationToken ct) =>
        Answer(await api.UpdateAsync(message.Channel, message.Message, post, ct), message);

    private ChatAnswer Answer(SlackAnswer answer, MessageRef? message)
    {
        if (answer.Error is { } error && SlackFaults.IsTokenTrouble(error))
            Log.TokenTrouble(log, answer.Method, error);
        return SlackFaults.For(answer, message);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Slack refuses our token in {Method}: {Error}. Cards and notices wait until Slack:BotToken is "
                + "replaced or its scopes are given")]
        public static partial void TokenTrouble(ILogger log, string method, string error);
    }
}
