using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Operations;
using JitBot.Engine.Effects;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Operations;

/// <summary>Posts what is newest of an alert: what was overtaken while the platform could not be reached is not said any more.</summary>
internal sealed partial class Announcer(OperationsLog operations, ChatShelf chats, PlaceWatch places, ILogger<Announcer> log)
{
    /// <summary>Says what is newest of an alert in one place. <paramref name="mayBeThere"/>: an earlier try may have said it.</summary>
    public async Task<EffectResult> RunAsync(Effect.Announce effect, bool mayBeThere, CancellationToken ct) =>
        await operations.FindNewestAsync(effect.Alert, ct) is { } newest && !(mayBeThere && ClosesItsOwnDoor(newest.Told, effect.Place))
            ? await PostAsync(effect.Place, new Announcement(effect.Alert, newest.Version, AlertWords.Of(newest.Told)), mayBeThere, ct)
            : EffectResult.Finished;

    /// <summary>Posts a checkpoint in one place.</summary>
    public Task<EffectResult> RunAsync(Effect.Publish effect, bool mayBeThere, CancellationToken ct) =>
        PostAsync(effect.Place, CheckpointWords.Of(effect.Checkpoint), mayBeThere, ct);

    /// <summary>That a platform refuses us is no news there once it could not be posted: when it can, it is over, and that is told instead.</summary>
    private static bool ClosesItsOwnDoor(OperationsEvent told, Place place) => told switch
    {
        OperationsEvent.Raised { Condition: Condition.Refused refused } => refused.Door == place.Platform,
        OperationsEvent.Repeated { Condition: Condition.Refused refused } => refused.Door == place.Platform,
        _ => false,
    };

    private async Task<EffectResult> PostAsync(Place place, Announcement announcement, bool mayBeThere, CancellationToken ct)
    {
        if (chats.Find(place.Platform) is not { } chat)
            return EffectResult.Finished;
        switch (await chat.AnnounceAsync(place, announcement, mayBeThere, ct))
        {
            case ChatAnswer.NotNow later:
                return new EffectResult.Again(later.RetryAfter, later.What);
            case ChatAnswer.PlaceGone gone:
                Log.PlaceGone(log, place.Key, gone.What, announcement.Words.ToPlainText());
                places.Lost(place, gone.What);
                return EffectResult.Finished;
            default:
                places.Works(place);
                return EffectResult.Finished;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Place} cannot be told ({What}): {Words}")]
        public static partial void PlaceGone(ILogger log, string place, string what, string words);
    }
}
