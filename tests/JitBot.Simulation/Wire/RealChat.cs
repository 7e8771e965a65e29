using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>The real Slack client over the simulated network; people's gestures come as they do elsewhere in the world.</summary>
internal sealed class RealChat(SimWorld world, IChatPlatform slack, SimChat people) : IChatPlatform
{
    public string Name => SimChat.PlatformName;

    public Task<ChatAnswer> PostCardAsync(Place place, RequestView view, bool mayBeThere, CancellationToken ct) =>
        DrawAsync(Drawing.Of(place, view), () => slack.PostCardAsync(place, view, mayBeThere, ct));

    public Task<ChatAnswer> UpdateCardAsync(MessageRef card, RequestView view, CancellationToken ct) =>
        DrawAsync(Drawing.Of(null, view), () => slack.UpdateCardAsync(Theirs(card), view, ct));

    public Task<ChatAnswer> DeleteCardAsync(MessageRef card, CancellationToken ct) => Outside.Run(() => slack.DeleteCardAsync(Theirs(card), ct));

    public Task<ChatAnswer> ReplyAsync(MessageRef card, ThreadLine line, bool mayBeThere, CancellationToken ct) =>
        DrawAsync(Drawing.Of(card, line), () => slack.ReplyAsync(Theirs(card), line, mayBeThere, ct));

    public Task<ChatAnswer> NotifyAsync(AccountId account, Notice notice, bool mayBeThere, CancellationToken ct) =>
        DrawAsync(Drawing.Of(account, notice), () => slack.NotifyAsync(account, notice, mayBeThere, ct));

    public Task<ChatAnswer> SummariseAsync(Place place, Summary summary, bool mayBeThere, CancellationToken ct) =>
        DrawAsync(Drawing.Of(place, summary), () => slack.SummariseAsync(place, summary, mayBeThere, ct));

    public Task<ChatAnswer> AnnounceAsync(Place place, Announcement announcement, bool mayBeThere, CancellationToken ct) =>
        DrawAsync(Drawing.Of(place, announcement), () => slack.AnnounceAsync(place, announcement, mayBeThere, ct));

    public Task<ChatAnswer> ShowHomeAsync(AccountId account, HomeView home, bool isAwaited, CancellationToken ct)
    {
        Outward.Home = new HomeDrawing(account, home, world.Now);
        return Outside.Run(() => slack.ShowHomeAsync(account, home, isAwaited, ct));
    }

    public Task HandleAsync(Delivery delivery, CancellationToken ct) => people.HandleAsync(delivery, ct);

    private static async Task<ChatAnswer> DrawAsync(Drawing drawing, Func<Task<ChatAnswer>> call)
    {
        Outward.Drawing = drawing;
        return await Outside.Run(call) is var answer && answer is ChatAnswer.Posted posted
            ? new ChatAnswer.Posted(new MessageRef(SimChat.PlatformName, SimChat.Channel, posted.Message.Message))
            : answer;
    }

    private MessageRef Theirs(MessageRef card) => new(slack.Name, SlackDoor.CardChannel, card.Message);
}
