using JitBot.Core;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Effects;

namespace JitBot.Engine.People;

/// <summary>
/// The stream of which accounts are one person's. It is read on at every look, so that what one process was told counts at once in all of them;
/// that costs one question which is nearly always answered with nothing.
/// </summary>
public sealed class LinkingLog(IAccessStore store, WakeClock wakes)
{
    /// <summary>Each lost race means that somebody else was given a code, linked, parted or refused, so so many in a row are a fault of ours.</summary>
    private const int MostRaces = 50;

    private volatile Read _read = new(LinkingState.Start, 0);

    /// <summary>Which rows are one human being, now.</summary>
    public async Task<Ties> TiesAsync(CancellationToken ct) => (await RefreshAsync(ct)).State.Ties;

    /// <summary>What a person asked for with any of their linked accounts, newest first.</summary>
    public async Task<IReadOnlyList<RequestIndex>> AskedByAsync(PersonId person, int most, CancellationToken ct)
    {
        var asked = new List<RequestIndex>();
        foreach (var row in (await TiesAsync(ct)).LinkedWith(person))
            asked.AddRange(await store.ListByRequesterAsync(row, most, ct));
        return [.. asked.OrderByDescending(index => index.AskedAt).Take(most)];
    }

    /// <summary>
    /// Decides from the newest state and appends what happened, with who is to be told of it and whose home pages it changes. Whoever loses a race
    /// decides again, so that a code is used once.
    /// </summary>
    internal async Task<LinkingEvent> AppendAsync(Func<LinkingState, LinkingEvent> decide, CancellationToken ct) =>
        await AppendIfAnyAsync(decide, ct) ?? throw new InvalidOperationException("An attempt came to nothing, not even to a refusal.");

    /// <summary>The same where nothing may have happened: then it is null.</summary>
    internal async Task<LinkingEvent?> AppendIfAnyAsync(Func<LinkingState, LinkingEvent?> decide, CancellationToken ct)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var (state, version) = await RefreshAsync(ct);
            var happened = decide(state);
            if (happened is null || !LinkingRules.IsKept(happened))
                return happened;
            var effects = LinkingReactor.React(state, happened, version + 1).Select(effect => new DueEffect(effect, DueEffect.AtOnce));
            var batch = new Batch(StreamId.Links, version, [EventJson.Line(happened)], [], [.. effects], Index: null, Answered: null);
            if (await store.AppendAsync(batch, ct) is not AppendAnswer.Appended appended)
                continue;
            wakes.Watch(appended.Effects);
            return happened;
        }

        throw new InvalidOperationException($"Accounts were linked {MostRaces} times while one attempt was being decided.");
    }

    /// <summary>What happened in a line of the stream, and who was one person with whom before it; null if there is no such line.</summary>
    internal async Task<(LinkingEvent Happened, LinkingState Before)?> FindAsync(long version, CancellationToken ct)
    {
        var lines = await store.LoadAsync(StreamId.Links, 0, ct);
        if (lines.FirstOrDefault(line => line.Version == version) is not { } wanted)
            return null;
        var before = lines.TakeWhile(line => line.Version < version).Select(EventJson.ReadLinking).Aggregate(LinkingState.Start, (state, happened) => state.Evolve(happened));
        return (EventJson.ReadLinking(wanted), before);
    }

    /// <summary>Whose accounts these are, by name and address.</summary>
    internal async Task<IReadOnlyList<NamedAccount>> NameAsync(IEnumerable<LinkParty> parties, CancellationToken ct)
    {
        var named = new List<NamedAccount>();
        foreach (var party in parties)
        {
            var person = await store.FindAsync(party.Person.Id, ct);
            named.Add(new NamedAccount(LinkingWords.Name(person), person?.Email ?? "", party.Account));
        }

        return named;
    }

    private async Task<Read> RefreshAsync(CancellationToken ct)
    {
        var (state, version) = _read;
        var lines = await store.LoadAsync(StreamId.Links, version, ct);
        if (lines.Count == 0)
            return new Read(state, version);
        var read = new Read(lines.Select(EventJson.ReadLinking).Aggregate(state, (before, happened) => before.Evolve(happened)), lines[^1].Version);
        _read = read; // an older one kept over a newer one only costs reading some lines again
        return read;
    }

    private sealed record Read(LinkingState State, long Version);
}
