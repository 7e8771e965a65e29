using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Effects;

/// <summary>
/// Tells a place in one message of all the ends that were not told in their threads. What is untold is what waits: the cards of this place
/// that are still to be brought up to date. It is sent when the last of them is over, or when that takes too long; what is still being
/// removed is named then, and told when it is over.
/// </summary>
internal sealed class PlaceFolder(IAccessStore store, StoryReader reader, ChatShelf chats, CardKeeper keeper, TrustedClock clock)
{
    /// <summary>How long the message waits for the last removal: twice what ten thousand take.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>How often it is looked whether all are over: each look reads all of them.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    /// <summary>Cards marked at once: one commit for many of them.</summary>
    private const int MarkedAtOnce = 500;

    /// <summary>Sends the message, or says when to look again. <paramref name="mayBeThere"/>: an earlier try may have sent it.</summary>
    public async Task<EffectResult> RunAsync(Place place, bool mayBeThere, CancellationToken ct)
    {
        if (chats.Find(place.Platform) is not { } chat)
            return EffectResult.Finished;
        var ends = await FindAsync(place, ct);
        if (ends.Min(one => FirstUntold(one.Story, one.Card)) is not { } first)
            return EffectResult.Finished;
        if (ends.Any(one => one.Story.State is AccessState.Ending) && clock.Now - first < LongestWait)
            return new EffectResult.Later(clock.Now + LookEvery, "Some of them are still being removed.");
        var words = FoldedEnds.ForPlace(await DescribeAsync(ends, ct));
        var summary = new Summary($"ends-{first.ToUnixTimeMilliseconds()}", ends.Sum(one => one.Story.Version), words);
        switch (await chat.SummariseAsync(place, summary, mayBeThere, ct))
        {
            case ChatAnswer.NotNow later:
                return EffectResult.Of(later, clock.Now);
            case ChatAnswer.Posted:
                await MarkAsync(ends, ct);
                return EffectResult.Finished;
            default:
                return EffectResult.Finished; // the place is gone; each card finds that out and says so
        }
    }

    /// <summary>The ends that were not told, and with them those that are still going on.</summary>
    private async Task<List<(RequestStory Story, Card Card)>> FindAsync(Place place, CancellationToken ct)
    {
        var ends = new List<(RequestStory, Card)>();
        foreach (var (effect, _) in await store.ListWaitingAsync(Lane.Notice, ct))
        {
            if (effect is not Effect.Show show || show.Place != place || await store.FindCardAsync(show.Request, place, ct) is not { Message: not null } card)
                continue;
            var story = await reader.LoadAsync(show.Request, ct);
            if (story.EndBegun is not null && (story.State is AccessState.Ending || FirstUntold(story, card) is not null))
                ends.Add((story, card));
        }

        return ends;
    }

    private static DateTimeOffset? FirstUntold(RequestStory story, Card card) => EndsHeldBack.Untold(story, card).FirstOrDefault()?.At;

    private async Task<List<FoldedEnd>> DescribeAsync(List<(RequestStory Story, Card Card)> ends, CancellationToken ct)
    {
        var names = await reader.NamesAsync(ends.Select(one => ((AccessState.Known)one.Story.State).Facts.Requester.Id), ct);
        var texts = new StoryTexts(names, new Dictionary<string, string>());
        return [.. ends.Select(one => Describe(one.Story, texts))];
    }

    /// <summary>One of the ends in words.</summary>
    public static FoldedEnd Describe(RequestStory story, StoryTexts texts)
    {
        var facts = ((AccessState.Known)story.State).Facts;
        var over = story.Events.OfType<AccessEvent.Ended>().LastOrDefault();
        return new FoldedEnd(story.Id, texts.Name(facts.Requester.Id), facts.Terms.EntitlementName, story.EndBegun!.Value, over?.At, over?.How) { SignsOut = facts.Terms.SignsOut };
    }

    /// <summary>What was told is told: the thread goes on behind it.</summary>
    private async Task MarkAsync(List<(RequestStory Story, Card Card)> told, CancellationToken ct)
    {
        foreach (var some in told.Chunk(MarkedAtOnce))
            await Task.WhenAll(some.Select(one => MarkAsync(one.Story, one.Card, ct)));
    }

    private Task MarkAsync(RequestStory story, Card card, CancellationToken ct)
    {
        var last = story.Lines.Last(line => EndsHeldBack.IsEnd(line.Event)).Version;
        return keeper.ChangeAsync(card, there => there with { ToldVersion = Math.Max(there.ToldVersion, last) }, ct);
    }
}
