using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Effects;

/// <summary>Whether the end of a request is told in its thread or in one message with many others, and that this message is asked for.</summary>
internal sealed class EndsHeldBack(IAccessStore store, WakeClock wakes, EndCrowd crowd, TrustedClock clock)
{
    /// <summary>The message waits until the first rush is over.</summary>
    private static readonly TimeSpan AfterRush = TimeSpan.FromSeconds(20);

    /// <summary>Asked again at times, in case it was sent between two ends; each time puts it off, so much less often than that.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(1);

    /// <summary>When a thread whose end was left to the message is looked at again: the message has been sent by then.</summary>
    private static readonly TimeSpan LookAgain = PlaceFolder.LongestWait + TimeSpan.FromMinutes(5);

    /// <summary>Whether an event belongs to the end.</summary>
    public static bool IsEnd(AccessEvent happened) => happened is AccessEvent.RevocationBegun or AccessEvent.RevocationDelayed or AccessEvent.Ended;

    /// <summary>The events of the end that were not told in the card's thread, the first first.</summary>
    public static IEnumerable<AccessEvent> Untold(RequestStory story, Card card) =>
        story.Lines.Where(line => line.Version > card.ToldVersion && IsEnd(line.Event)).Select(line => line.Event);

    /// <summary>Whether the ends of this card's thread that are not told yet are left to the message.</summary>
    public bool Holds(RequestStory story, Card card)
    {
        if (story.EndBegun is not { } begun || !Untold(story, card).Any())
            return false;
        crowd.Note(card.Place, story.Id, begun);
        return crowd.IsCrowded(card.Place, begun);
    }

    /// <summary>Makes sure that the message will come.</summary>
    public async Task AskAsync(RequestStory story, Place place, CancellationToken ct)
    {
        if (!crowd.TryAsk(place, clock.Now, AskEvery))
            return;
        crowd.Prune(clock.Now);
        var fold = new DueEffect(new Effect.Fold(place), clock.Now + AfterRush);
        var batch = new Batch(StreamId.Of(story.Id), story.Version, Lines: [], Texts: [], [fold], Index: null, Answered: null);
        if (await store.AppendAsync(batch, ct) is AppendAnswer.Appended appended)
            wakes.Watch(appended.Effects);
    }

    /// <summary>The thread is looked at again when the message has been sent.</summary>
    public EffectResult Later() => new EffectResult.Later(clock.Now + LookAgain, "Its end is told in one message with others.");
}
