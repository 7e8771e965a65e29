using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Engine.Clock;
using JitBot.Engine.Requests;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Effects;

/// <summary>Sends a requester's notices. Access never depends on whether one arrives.</summary>
internal sealed partial class Notifier(StoryReader reader, ChatShelf chats, EndedTogether together, UntoldTeller untold, TrustedClock clock, ILogger<Notifier> log)
{
    public async Task<EffectResult> RunAsync(RequestId id, NoticeKind kind, bool mayBeThere, CancellationToken ct)
    {
        var story = await reader.LoadAsync(id, ct);
        if (story.State is not AccessState.Known known || chats.Find(known.Facts.Account.Platform) is not { } chat)
            return EffectResult.Finished;
        var group = kind == NoticeKind.Ended ? await together.FindAsync(story, known.Facts, ct) : null;
        if (group is EndedTogether.Group.Wait wait)
            return wait.Result;
        if (AccessNotices.Write(id, kind, story.State, [.. story.Events], await reader.TextsAsync(story, ct)) is not { } notice)
            return EffectResult.Finished;
        if (group is EndedTogether.Group.Tell all)
            notice = notice with { Words = FoldedEnds.ForRequester(all.Ends) };
        switch (await chat.NotifyAsync(known.Facts.Account, notice, mayBeThere, ct))
        {
            case ChatAnswer.NotNow later:
                return EffectResult.Of(later, clock.Now);
            case ChatAnswer.Posted when group is EndedTogether.Group.Tell told:
                await together.MarkAsync(told.Ends, ct);
                return EffectResult.Finished;
            case ChatAnswer.PlaceGone gone:
                Log.Unreachable(log, known.Facts.Account.ToString(), kind, gone.What);
                if (gone.Todo is { } todo)
                    await untold.TellAsync(id, todo, ct);
                return EffectResult.Finished;
            default:
                return EffectResult.Finished;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Account} cannot be sent the notice {Kind}: {What}")]
        public static partial void Unreachable(ILogger log, string account, NoticeKind kind, string what);
    }
}
