using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Requests;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Effects;

/// <summary>
/// Brings a request's card and thread in one place in line with the log: posts what is missing, updates what is old, tells what is untold.
/// What it has done is kept after each step, so that a repeated run goes on where the last one stopped. Where many grants end at once their
/// ends are left to the message that tells of them all (<see cref="PlaceFolder"/>).
/// </summary>
internal sealed partial class CardShower(
    IAccessStore store, StoryReader reader, CommandHandler requests, ChatShelf chats, EndsHeldBack held, CardKeeper keeper, TrustedClock clock, ILogger<CardShower> log)
{
    public async Task<EffectResult> RunAsync(RequestId id, Place place, bool mayBeThere, CancellationToken ct)
    {
        var story = await reader.LoadAsync(id, ct);
        if (story.State is not AccessState.Known known || !known.Facts.Places.Contains(place) || chats.Find(place.Platform) is not { } chat)
            return EffectResult.Finished;
        var texts = await reader.TextsAsync(story, ct);
        var view = StoryReader.Draw(story, texts)!;
        var card = await store.FindCardAsync(id, place, ct) ?? new Card(id, place, Message: null, ShownVersion: 0, ToldVersion: 0, PlaceLost: false);
        if (card.Message is null)
            return await SettleAsync(card, await PostAsync(chat, card, view, mayBeThere, ct), ct);
        var isHeld = held.Holds(story, card);
        var untold = Untold(story, card, isHeld, known.Facts, texts);
        if (isHeld)
            await held.AskAsync(story, place, ct);
        var result = await SettleAsync(card, await UpdateAsync(chat, card, card.Message, view, untold, mayBeThere, ct), ct);
        return isHeld && result is EffectResult.Done ? held.Later() : result;
    }

    private async Task<ChatAnswer?> PostAsync(IChatPlatform chat, Card card, RequestView view, bool mayBeThere, CancellationToken ct)
    {
        var answer = await chat.PostCardAsync(card.Place, view, mayBeThere, ct);
        if (answer is not ChatAnswer.Posted posted)
            return answer;
        await store.SaveCardAsync(card with { Message = posted.Message, ShownVersion = view.Version, ToldVersion = view.Version }, ct);
        return null;
    }

    private async Task<ChatAnswer?> UpdateAsync(
        IChatPlatform chat, Card card, MessageRef message, RequestView view, IEnumerable<ThreadLine> untold, bool mayBeThere, CancellationToken ct)
    {
        if (card.ShownVersion < view.Version)
        {
            if (await chat.UpdateCardAsync(message, view, ct) is not ChatAnswer.Posted and var refused)
                return refused;
            await keeper.ChangeAsync(card, there => there with { ShownVersion = view.Version }, ct);
        }

        foreach (var line in untold)
        {
            if (await chat.ReplyAsync(message, line, mayBeThere, ct) is not ChatAnswer.Posted and var refused)
                return refused;
            await keeper.ChangeAsync(card, there => there with { ToldVersion = Math.Max(there.ToldVersion, line.Version) }, ct);
        }

        return null;
    }

    private static IEnumerable<ThreadLine> Untold(RequestStory story, Card card, bool isHeld, AccessFacts facts, StoryTexts texts) =>
        from line in story.Lines.TakeWhile(line => !isHeld || line.Version <= card.ToldVersion || !EndsHeldBack.IsEnd(line.Event))
        where line.Version > card.ToldVersion
        let words = AccessStory.Line(line.Event, facts, texts)
        where words is not null
        select new ThreadLine(story.Id, line.Version, words);

    private async Task<EffectResult> SettleAsync(Card card, ChatAnswer? answer, CancellationToken ct)
    {
        switch (answer)
        {
            case null:
                return EffectResult.Finished;
            case ChatAnswer.NotNow later:
                return EffectResult.Of(later, clock.Now);
            case ChatAnswer.MessageGone gone:
                Log.MessageGone(log, card.Request.Value, card.Place.Key, gone.What);
                await store.SaveCardAsync(card with { Message = null }, ct);
                return new EffectResult.Later(clock.Now, gone.What);
            case ChatAnswer.PlaceGone gone:
                Log.PlaceGone(log, card.Request.Value, card.Place.Key, gone.What);
                await store.SaveCardAsync(card with { PlaceLost = true }, ct);
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

        [LoggerMessage(Level = LogLevel.Error, Message = "Cards cannot be shown in {Place} any more ({What}); {Request} is told in the next best place")]
        public static partial void PlaceGone(ILogger log, string request, string place, string what);
    }
}
