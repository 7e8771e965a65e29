using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Engine.Requests;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Effects;

/// <summary>Sends a requester's notices. Access never depends on whether one arrives.</summary>
internal sealed partial class Notifier(StoryReader reader, ChatShelf chats, ILogger<Notifier> log)
{
    public async Task<EffectResult> RunAsync(RequestId id, NoticeKind kind, bool mayBeThere, CancellationToken ct)
    {
        var story = await reader.LoadAsync(id, ct);
        if (story.State is not AccessState.Known known || chats.Find(known.Facts.Account.Platform) is not { } chat)
            return EffectResult.Finished;
        if (AccessNotices.Write(id, kind, story.State, [.. story.Events], await reader.TextsAsync(story, ct)) is not { } notice)
            return EffectResult.Finished;
        switch (await chat.NotifyAsync(known.Facts.Account, notice, mayBeThere, ct))
        {
            case ChatAnswer.NotNow later:
                return new EffectResult.Again(later.RetryAfter, later.What);
            case ChatAnswer.PlaceGone gone:
                Log.Unreachable(log, known.Facts.Account.ToString(), kind, gone.What);
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
