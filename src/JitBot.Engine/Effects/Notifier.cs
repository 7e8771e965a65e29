using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Engine.Clock;
using JitBot.Engine.Requests;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Effects;

/// <summary>Sends a requester's notices. Access never depends on whether one arrives.</summary>
internal sealed partial class Notifier(IAccessStore store, StoryReader reader, ChatShelf chats, EndedTogether together, UntoldTeller untold, TrustedClock clock, ILogger<Notifier> log)
{
    /// <summary>Sends one notice. <paramref name="mayBeThere"/>: an earlier try may have sent it.</summary>
    public async Task<EffectResult> RunAsync(RequestId id, NoticeKind kind, bool mayBeThere, CancellationToken ct)
    {
        var story = await reader.LoadAsync(id, ct);
        if (story.State is not AccessState.Known known || await ToAsync(known.Facts, kind, ct) is not { } to || chats.Find(to.Platform) is not { } chat)
            return EffectResult.Finished;
        var group = kind == NoticeKind.Ended ? await together.FindAsync(story, known.Facts, ct) : null;
        if (group is EndedTogether.Group.Wait wait)
            return wait.Result;
        if (AccessNotices.Write(id, kind, story.State, [.. story.Events], await reader.TextsAsync(story, ct), reader.TermsNow(story)) is not { } notice)
            return EffectResult.Finished;
        if (group is EndedTogether.Group.Tell all)
            notice = notice with { Words = FoldedEnds.ForRequester(all.Ends) };
        switch (await chat.NotifyAsync(to, notice, mayBeThere, ct))
        {
            case ChatAnswer.NotNow later:
                return EffectResult.Of(later, clock.Now);
            case ChatAnswer.Posted when group is EndedTogether.Group.Tell told:
                await together.MarkAsync(told.Ends, ct);
                return EffectResult.Finished;
            case ChatAnswer.PlaceGone gone:
                Log.Unreachable(log, to.ToString(), kind, gone.What);
                if (gone.Todo is { } todo && kind != NoticeKind.AskedForOther)
                    await untold.TellAsync(id, todo, ct);
                return EffectResult.Finished;
            default:
                return EffectResult.Finished;
        }
    }

    /// <summary>The account it goes to: the one it is asked for with, or, to whoever asked for somebody else, one of theirs, best in the same chat.</summary>
    private async Task<AccountId?> ToAsync(AccessFacts facts, NoticeKind kind, CancellationToken ct)
    {
        if (kind != NoticeKind.AskedForOther)
            return facts.Account;
        var accounts = (await store.ListAccountsAsync(facts.AskedBy!.Id, ct)).Where(account => chats.Find(account.Platform) is not null);
        return accounts.OrderByDescending(account => account.Platform == facts.Account.Platform).FirstOrDefault();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Account} cannot be sent the notice {Kind}: {What}")]
        public static partial void Unreachable(ILogger log, string account, NoticeKind kind, string what);
    }
}
