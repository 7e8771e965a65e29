using JitBot.Core;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Effects;

namespace JitBot.Engine.People;

/// <summary>The stream of which accounts are one person's.</summary>
public sealed class LinkingLog(IAccessStore store, WakeClock wakes)
{
    private readonly FoldedStream<LinkingState, LinkingEvent> _stream = new(
        store, wakes, StreamId.Links, LinkingState.Start, (state, happened) => state.Evolve(happened), EventJson.ReadLinking, EventJson.Line);

    /// <summary>Which rows are one human being, now.</summary>
    public async Task<Ties> TiesAsync(CancellationToken ct) => (await _stream.ReadOnAsync(ct)).State.Ties;

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
    internal Task<LinkingEvent?> AppendIfAnyAsync(Func<LinkingState, LinkingEvent?> decide, CancellationToken ct) => _stream.AppendAsync(
        before =>
        {
            var happened = decide(before.State);
            return (happened is null || !LinkingRules.IsKept(happened) ? null : Added(before, happened), happened);
        },
        ct);

    /// <summary>What happened in a line of the stream, and who was one person with whom before it; null if there is no such line.</summary>
    internal async Task<(LinkingEvent Happened, LinkingState Before)?> FindAsync(long version, CancellationToken ct)
    {
        var lines = await _stream.ReadAllAsync(ct);
        if (lines.FirstOrDefault(line => line.Version == version).Happened is not { } wanted)
            return null;
        return (wanted, lines.TakeWhile(line => line.Version < version).Aggregate(LinkingState.Start, (state, line) => state.Evolve(line.Happened)));
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

    private static Addition<LinkingEvent> Added(Folded<LinkingState> before, LinkingEvent happened) => new(happened)
    {
        Effects = [.. LinkingReactor.React(before.State, happened, before.Version + 1).Select(effect => new DueEffect(effect, DueEffect.AtOnce))],
    };
}
