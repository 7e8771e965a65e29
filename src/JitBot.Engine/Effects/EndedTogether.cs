using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Effects;

/// <summary>
/// Where many grants end at once, the grants of one requester among them are told in one private message: by the notice of one of them,
/// when the last is over. That a notice was told by another's stands among the answers.
/// </summary>
internal sealed class EndedTogether(IAccessStore store, StoryReader reader, EndCrowd crowd, TrustedClock clock)
{
    /// <summary>How many of a requester's newest requests are looked through.</summary>
    private const int MostLookedAt = 200;

    private const string Told = "told";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>What is to be done with a notice of an end.</summary>
    public abstract record Group
    {
        private Group()
        {
        }

        /// <summary>Not this one, or not now.</summary>
        public sealed record Wait(EffectResult Result) : Group;

        /// <summary>This one tells of all of these.</summary>
        public sealed record Tell(IReadOnlyList<FoldedEnd> Ends) : Group;
    }

    /// <summary>The group of an end; null if it is told by itself.</summary>
    public async Task<Group?> FindAsync(RequestStory story, AccessFacts facts, CancellationToken ct)
    {
        if (await IsToldAsync(story.Id, ct))
            return new Group.Wait(EffectResult.Finished);
        if (story.EndBegun is not { } begun || !facts.Places.Any(place => crowd.IsCrowded(place, begun)))
            return null;
        var mates = await MatesAsync(story.Id, facts, begun, ct);
        var isLate = clock.Now - begun >= PlaceFolder.LongestWait;
        var over = mates.Where(mate => mate.State is AccessState.Ended).OrderBy(mate => mate.Id.Value, StringComparer.Ordinal).ToList();
        if (!isLate && (over.Count < mates.Count || over.FirstOrDefault()?.Id != story.Id))
            return new Group.Wait(new EffectResult.Later(clock.Now + LookEvery, "It is told in one message with others."));
        var names = new StoryTexts(new Dictionary<PersonId, string>(), new Dictionary<string, string>());
        return over.Count > 1 ? new Group.Tell([.. over.Select(mate => PlaceFolder.Describe(mate, names))]) : null;
    }

    /// <summary>These have been told.</summary>
    public async Task MarkAsync(IReadOnlyList<FoldedEnd> ends, CancellationToken ct)
    {
        foreach (var end in ends)
        {
            var version = (await reader.LoadAsync(end.Request, ct)).Version;
            var answered = new Answered(KeyOf(end.Request), Told, clock.Now);
            await store.AppendAsync(new Batch(StreamId.Of(end.Request), version, Lines: [], Texts: [], Effects: [], Index: null, answered), ct);
        }
    }

    /// <summary>The requester's grants, this one among them, that end at about the same time and were not told yet.</summary>
    private async Task<List<RequestStory>> MatesAsync(RequestId self, AccessFacts facts, DateTimeOffset begun, CancellationToken ct)
    {
        var mates = new List<RequestStory>();
        foreach (var index in await store.ListByRequesterAsync(facts.Requester.Id, MostLookedAt, ct))
        {
            var mate = await reader.LoadAsync(index.Id, ct);
            var isMate = mate.EndBegun is { } end && (end - begun).Duration() <= EndCrowd.Around && mate.State is AccessState.Ending or AccessState.Ended;
            if (mate.Id == self || (isMate && !await IsToldAsync(mate.Id, ct)))
                mates.Add(mate);
        }

        return mates;
    }

    private async Task<bool> IsToldAsync(RequestId request, CancellationToken ct) => await store.FindAnswerAsync(KeyOf(request), ct) is not null;

    private static string KeyOf(RequestId request) => $"{Told}/{request}/ended";
}
