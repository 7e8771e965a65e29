using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Chat.Teams;

/// <summary>
/// Teams as a chat platform: draws with <see cref="TeamsCards"/>, speaks with <see cref="TeamsApi"/>. Earlier messages cannot be looked for:
/// the Connector lists none, and Graph only by a right that each team's owner would have to give
/// (https://learn.microsoft.com/microsoftteams/platform/graph-api/rsc/resource-specific-consent). What may be there is posted again; the
/// one whose post was answered is the card, and a press on another says so.
/// </summary>
internal sealed class TeamsChat(
    TeamsApi api, TeamsIdentity identity, TeamsDirect direct, TeamsPeople people, TeamsViews views, TeamsInteractions interactions) : IChatPlatform
{
    public const string PlatformName = "Teams";

    public string Name => PlatformName;

    public async Task<ChatAnswer> PostCardAsync(Place place, RequestView view, bool mayBeThere, CancellationToken ct) =>
        await PostAsync(place, place is Place.Channel channel ? await DrawAsync(channel.Id, view, ct) : TeamsCards.Card(view), ct);

    public async Task<ChatAnswer> UpdateCardAsync(MessageRef card, RequestView view, CancellationToken ct)
    {
        var post = IsPersonal(card) ? TeamsCards.Card(view) : await DrawAsync(card.Channel, view, ct);
        return TeamsFaults.For(await api.UpdateAsync(identity.In(card.Channel), card.Message, post.ToActivity(), ct), card);
    }

    public async Task<ChatAnswer> DeleteCardAsync(MessageRef card, CancellationToken ct)
    {
        var result = await api.DeleteAsync(identity.In(card.Channel), card.Message, ct);
        return result.IsOk ? new ChatAnswer.MessageGone("It was taken away.") : TeamsFaults.For(result, null);
    }

    /// <summary>In a channel into the card's thread; chats have none, and there the card is replied to.</summary>
    public async Task<ChatAnswer> ReplyAsync(MessageRef card, ThreadLine line, bool mayBeThere, CancellationToken ct)
    {
        var activity = TeamsCards.Line(line).ToActivity();
        var result = IsInChannel(card)
            ? await api.PostAsync(identity.In(TeamsConversationRef.Thread(card.Channel, card.Message)), activity, ct)
            : await api.ReplyAsync(identity.In(card.Channel), card.Message, activity, ct);
        return Answer(result, card.Channel);
    }

    public Task<ChatAnswer> SummariseAsync(Place place, Summary summary, bool mayBeThere, CancellationToken ct) =>
        PostAsync(place, TeamsCards.Summary(summary), ct);

    public Task<ChatAnswer> NotifyAsync(AccountId account, Notice notice, bool mayBeThere, CancellationToken ct) =>
        PostDirectAsync(account, TeamsCards.Notice(notice), ct);

    public Task<ChatAnswer> AnnounceAsync(Place place, Announcement announcement, bool mayBeThere, CancellationToken ct) =>
        PostAsync(place, TeamsCards.Announcement(announcement), ct);

    /// <summary>A bot has no home page in Teams: what would stand there is answered to <c>status</c> and <c>mine</c>.</summary>
    public Task<ChatAnswer> ShowHomeAsync(AccountId account, HomeView home, bool isAwaited, CancellationToken ct) =>
        Task.FromResult<ChatAnswer>(new ChatAnswer.PlaceGone("There is no home page in Teams."));

    public Task HandleAsync(Delivery delivery, CancellationToken ct) => interactions.HandleAsync(delivery, ct);

    private async Task<TeamsPost> DrawAsync(string conversation, RequestView view, CancellationToken ct) =>
        TeamsCards.Card(view, await views.RefreshAsync(view.Id, conversation, ct));

    private async Task<ChatAnswer> PostAsync(Place place, TeamsPost post, CancellationToken ct) => place switch
    {
        Place.Channel channel => Answer(await api.PostAsync(identity.In(channel.Id), post.ToActivity(), ct), channel.Id),
        Place.Direct one => await PostDirectAsync(await people.FindAccountAsync(one.Person, ct), post, ct),
        _ => throw new InvalidOperationException($"A place nobody knows: {place}."),
    };

    private Task<ChatAnswer> PostDirectAsync(AccountId? account, TeamsPost post, CancellationToken ct) => account is null
        ? Task.FromResult<ChatAnswer>(new ChatAnswer.PlaceGone("The person has not written to JitBot in Teams yet, so it knows no account to tell."))
        : direct.PostAsync(account, post, ct);

    private static ChatAnswer Answer(TeamsResult result, string conversation) =>
        TeamsFaults.For(result, result is { IsOk: true, Id: { } id } ? new MessageRef(PlatformName, conversation, id) : null);

    /// <summary>Conversations are told apart by their ids alone (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-basics).</summary>
    private static bool IsPersonal(MessageRef card) => card.Channel.StartsWith("a:", StringComparison.Ordinal);

    private static bool IsInChannel(MessageRef card) =>
        card.Channel.EndsWith("@thread.tacv2", StringComparison.Ordinal) || card.Channel.EndsWith("@thread.skype", StringComparison.Ordinal);
}
