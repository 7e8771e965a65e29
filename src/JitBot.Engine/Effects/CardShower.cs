using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Operations;
using JitBot.Engine.Requests;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Effects;

/// <summary>
/// Brings a request's card and thread in one place in line with the log: posts what is missing, updates what is old, tells what is untold.
/// What it has done is kept after each step, so that a repeated run goes on where the last one stopped. Where many grants end at once their
/// ends are left to the message that tells of them all (<see cref="PlaceFolder"/>).
/// </summary>
internal sealed partial class CardShower(
    IAccessStore store, StoryReader reader, CommandHandler requests, ChatShelf chats, EndsHeldBack held, PlaceWatch places, TrustedClock clock, ILogger<CardShower> log)
{
    /// <summary>Each lost race means that another process has shown the card; more in a row than there are processes are a fault of ours.</summary>
    private const int MostRaces = 10;

    /// <summary>Brings the card in one place up to date. <paramref name="mayBeThere"/>: an earlier try may have posted it.</summary>
    public async Task<EffectResult> RunAsync(RequestId id, Place place, bool mayBeThere, CancellationToken ct)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var spot = new CardSpot(store, id, place, await store.FindCardAsync(id, place, ct));
            // Whoever lost a race may have drawn an older picture over a newer one: it draws once more.
            if (await ShowAsync(spot, mayBeThere, redraws: race > 0, ct) is { } result)
                return result;
        }

        throw new InvalidOperationException($"The card of {id} in {place.Key} changed {MostRaces} times while it was being shown.");
    }

    private async Task<EffectResult?> ShowAsync(CardSpot spot, bool mayBeThere, bool redraws, CancellationToken ct)
    {
        var story = await reader.LoadAsync(spot.Request, ct);
        if (story.State is not AccessState.Known known || !known.Facts.Places.Contains(spot.Place) || chats.Find(spot.Place.Platform) is not { } chat)
            return EffectResult.Finished;
        var texts = await reader.TextsAsync(story, ct);
        var view = reader.Draw(story, texts)!;
        if (spot.Card.Message is null)
        {
            var refused = await PostAsync(chat, spot, view, ToldBy(story, view), mayBeThere, ct);
            if (refused is not null || spot.IsLost || spot.Card.ToldVersion == view.Version)
                return Unless(spot, await SettleAsync(spot, refused, ct));
        }

        var isHeld = held.Holds(story, spot.Card);
        var untold = Untold(story, spot.Card, isHeld, known.Facts, texts);
        if (isHeld)
            await held.AskAsync(story, spot.Place, ct);
        var answer = await UpdateAsync(chat, spot, spot.Card.Message!, view, redraws, untold, mayBeThere, ct);
        if (answer is ChatAnswer.MessageGone gone)
            answer = await PostAgainAsync(chat, spot, view, gone, ct);
        var result = await SettleAsync(spot, answer, ct);
        return Unless(spot, isHeld && result is EffectResult.Done ? held.Later() : result);
    }

    /// <summary>The result, or null if the card was another's by then.</summary>
    private static EffectResult? Unless(CardSpot spot, EffectResult result) => spot.IsLost ? null : result;

    /// <summary>
    /// Up to where a new card tells the story by itself: all of it, unless nobody was asked. By which rule, or in which emergency, is told in its thread.
    /// </summary>
    private static long ToldBy(RequestStory story, RequestView view) =>
        story.Lines.FirstOrDefault(line => line.Event is AccessEvent.AutoApproved or AccessEvent.GlassBroken) is { } unasked ? unasked.Version - 1 : view.Version;

    private async Task<ChatAnswer?> PostAsync(IChatPlatform chat, CardSpot spot, RequestView view, long toldBy, bool mayBeThere, CancellationToken ct)
    {
        var answer = await chat.PostCardAsync(spot.Card.Place, view, mayBeThere, ct);
        // One was found, but it is closed to us or was deleted meanwhile.
        if (answer is ChatAnswer.MessageGone)
            answer = await chat.PostCardAsync(spot.Card.Place, view, mayBeThere: false, ct);
        if (answer is not ChatAnswer.Posted posted)
            return answer;
        places.Works(spot.Place);
        await spot.SaveAsync(spot.Card with { Message = posted.Message, ShownVersion = view.Version, ToldVersion = toldBy }, ct);
        if (spot.IsLost)
            await TakeAwayAsync(chat, spot, posted.Message, ct);
        return null;
    }

    /// <summary>
    /// Until the new card is filed the lost one stays filed: this may be somebody whose lease has run out, and nobody would post what only they
    /// know to be missing.
    /// </summary>
    private Task<ChatAnswer?> PostAgainAsync(IChatPlatform chat, CardSpot spot, RequestView view, ChatAnswer.MessageGone gone, CancellationToken ct)
    {
        Log.MessageGone(log, spot.Request.Value, spot.Place.Key, gone.What);
        return PostAsync(chat, spot, view, view.Version, mayBeThere: true, ct);
    }

    /// <summary>
    /// Another process has shown the card meanwhile. If it posted one as well, that one is kept up to date, and ours goes; if that fails ours
    /// stays, but it is never brought up to date.
    /// </summary>
    private async Task TakeAwayAsync(IChatPlatform chat, CardSpot spot, MessageRef ours, CancellationToken ct)
    {
        if (await store.FindCardAsync(spot.Request, spot.Place, ct) is not { Message: { } counts } || counts == ours)
            return;
        var answer = await chat.DeleteCardAsync(ours, ct);
        Log.PostedTwice(log, spot.Request.Value, spot.Place.Key, answer);
    }

    private static async Task<ChatAnswer?> UpdateAsync(
        IChatPlatform chat, CardSpot spot, MessageRef message, RequestView view, bool redraws, IEnumerable<ThreadLine> untold, bool mayBeThere, CancellationToken ct)
    {
        if (redraws || spot.Card.ShownVersion < view.Version)
        {
            if (await chat.UpdateCardAsync(message, view, ct) is not ChatAnswer.Posted and var refused)
                return refused;
            await spot.SaveAsync(spot.Card with { ShownVersion = view.Version }, ct);
        }

        foreach (var line in untold.TakeWhile(_ => !spot.IsLost))
        {
            if (await chat.ReplyAsync(message, line, mayBeThere, ct) is not ChatAnswer.Posted and var refused)
                return refused;
            await spot.SaveAsync(spot.Card with { ToldVersion = line.Version }, ct);
        }

        return null;
    }

    private static IEnumerable<ThreadLine> Untold(RequestStory story, Card card, bool isHeld, AccessFacts facts, StoryTexts texts) =>
        from line in story.Lines.TakeWhile(line => !isHeld || line.Version <= card.ToldVersion || !EndsHeldBack.IsEnd(line.Event))
        where line.Version > card.ToldVersion
        let words = AccessStory.Line(line.Event, facts, texts)
        where words is not null
        select new ThreadLine(story.Id, line.Version, words);

    private async Task<EffectResult> SettleAsync(CardSpot spot, ChatAnswer? answer, CancellationToken ct)
    {
        var card = spot.Card;
        switch (answer)
        {
            case null:
                return EffectResult.Finished;
            case ChatAnswer.NotNow later:
                return EffectResult.Of(later, clock.Now);
            case ChatAnswer.PlaceGone gone:
                Log.PlaceGone(log, card.Request.Value, card.Place.Key, gone.What);
                places.Lost(card.Place, gone.What);
                await spot.SaveAsync(card with { PlaceLost = true }, ct);
                // Nobody shows a card in a place that its request no longer has: first the card itself must say that it is left as it is.
                if (!spot.IsLost)
                    await requests.HandleAsync(card.Request, new AccessCommand.LosePlace(clock.Now, card.Place), gesture: null, ct);
                return EffectResult.Finished;
            default:
                throw new InvalidOperationException($"An answer nobody knows: {answer.GetType().Name}.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The card of {Request} in {Place} is gone ({What}); it is posted again")]
        public static partial void MessageGone(ILogger log, string request, string place, string what);

        [LoggerMessage(Level = LogLevel.Information, Message = "The card of {Request} in {Place} was posted twice at the same time; the second one: {Answer}")]
        public static partial void PostedTwice(ILogger logger, string request, string place, ChatAnswer answer);

        [LoggerMessage(Level = LogLevel.Error, Message = "Cards cannot be shown in {Place} any more ({What}); {Request} is told in the next best place")]
        public static partial void PlaceGone(ILogger log, string request, string place, string what);
    }
}
