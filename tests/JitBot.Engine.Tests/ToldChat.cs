using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Engine.Tests;

/// <summary>A chat platform that remembers what it was given, and does as it is told.</summary>
internal sealed class ToldChat : IChatPlatform
{
    public string Name => "Chat";

    public List<(Place Place, RequestView View)> Cards { get; } = [];

    public List<RequestView> Updates { get; } = [];

    public List<string> Lines { get; } = [];

    public List<Notice> Notices { get; } = [];

    /// <summary>What was said about JitBot itself.</summary>
    public List<(Place Place, string Words)> Announcements { get; } = [];

    /// <summary>Answers in place of doing anything, while it is set; may throw.</summary>
    public Func<string, ChatAnswer?> Instead { get; set; } = _ => null;

    /// <summary>What others do while a card is being posted.</summary>
    public Func<Place, RequestView, Task> WhilePosting { get; set; } = (_, _) => Task.CompletedTask;

    public async Task<ChatAnswer> PostCardAsync(Place place, RequestView view, bool mayBeThere, CancellationToken ct)
    {
        await WhilePosting(place, view);
        return await Answer("post", () => Cards.Add((place, view)));
    }

    public Task<ChatAnswer> UpdateCardAsync(MessageRef card, RequestView view, CancellationToken ct) => Answer("update", () => Updates.Add(view));

    /// <summary>Cards that were taken away again.</summary>
    public List<MessageRef> Deleted { get; } = [];

    public Task<ChatAnswer> DeleteCardAsync(MessageRef card, CancellationToken ct) => Answer("delete", () => Deleted.Add(card));

    public Task<ChatAnswer> ReplyAsync(MessageRef card, ThreadLine line, bool mayBeThere, CancellationToken ct) => Answer("reply", () => Lines.Add(line.Words.ToPlainText()));

    public List<string> Summaries { get; } = [];

    public Task<ChatAnswer> SummariseAsync(Place place, Summary summary, bool mayBeThere, CancellationToken ct) => Answer("summarise", () => Summaries.Add(summary.Words.ToPlainText()));

    public Task<ChatAnswer> NotifyAsync(AccountId account, Notice notice, bool mayBeThere, CancellationToken ct) => Answer("notify", () => Notices.Add(notice));

    public Task<ChatAnswer> AnnounceAsync(Place place, Announcement announcement, bool mayBeThere, CancellationToken ct) =>
        Answer("announce", () => Announcements.Add((place, announcement.Words.ToPlainText())));

    /// <summary>The home pages shown, the newest last.</summary>
    public List<(AccountId Account, HomeView View)> Homes { get; } = [];

    /// <summary>What others do after a home page was drawn and before it is shown.</summary>
    public Func<AccountId, HomeView, Task> WhileShowing { get; set; } = (_, _) => Task.CompletedTask;

    public async Task<ChatAnswer> ShowHomeAsync(AccountId account, HomeView home, bool isAwaited, CancellationToken ct)
    {
        await WhileShowing(account, home);
        return await Answer("home", () => Homes.Add((account, home)));
    }

    public Task HandleAsync(Delivery delivery, CancellationToken ct) => Answer("handle", () => { });

    private Task<ChatAnswer> Answer(string call, Action act)
    {
        if (Instead(call) is { } other)
            return Task.FromResult(other);
        act();
        return Task.FromResult<ChatAnswer>(new ChatAnswer.Posted(new MessageRef(Name, "approvals", $"m{Cards.Count}")));
    }
}
