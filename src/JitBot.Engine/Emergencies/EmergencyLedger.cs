using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Effects;
using JitBot.Core.Emergencies;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;

namespace JitBot.Engine.Emergencies;

/// <summary>
/// The ledger of emergencies. An emergency is entered before its request is told, so that none is granted that the ledger does not know; what nothing came of
/// is taken out again.
/// </summary>
public sealed class EmergencyLedger(IAccessStore store, WakeClock wakes, TrustedClock clock)
{
    /// <summary>Each lost race means that somebody else has broken glass or a review was settled, so so many in a row are a fault of ours.</summary>
    private const int MostRaces = 50;

    /// <summary>
    /// By then whoever entered it has told its request, or has died: it is looked whether anything came of it. Until then it counts as one of the day's, which harms
    /// less than one that is forgotten while its request is still being written.
    /// </summary>
    private static readonly TimeSpan LooksAgainAfter = TimeSpan.FromMinutes(15);

    private volatile Read _read = new(EmergencyState.Start, 0);

    /// <summary>The emergencies that count now.</summary>
    public async Task<EmergencyState> LoadAsync(CancellationToken ct) => (await ReadOnAsync(ct)).State;

    /// <summary>Enters an emergency; or why this person may not break glass once more.</summary>
    internal async Task<Refusal?> TakeAsync(RequestId request, Person person, Ties ties, BreakGlass glass, CancellationToken ct)
    {
        Refusal? why = null;
        await AppendAsync(
            state =>
            {
                why = LedgerRules.WhyNot(state, request, person.Id, ties, glass, clock.Now);
                return why is null && !state.Entries.ContainsKey(request)
                    ? new EmergencyEvent.Taken(request, person.Ref, glass.Team, clock.Now + glass.ReviewWithin) { At = clock.Now }
                    : null;
            },
            new DueEffect(new Effect.SettleEmergency(request), clock.Now + LooksAgainAfter),
            ct);
        return why;
    }

    /// <summary>
    /// Enters an emergency for which glass was broken after it had been taken out, because whoever broke it stood still for so long in between. It is asked for by
    /// nobody and refused to nobody: the access was given, and its review is owed. What is entered stays as it is, and so does what is reviewed and forgotten.
    /// </summary>
    internal Task EnterAgainAsync(RequestId request, PersonRef by, string team, DateTimeOffset reviewBy, CancellationToken ct) => AppendAsync(
        state => state.Entries.ContainsKey(request) ? null : new EmergencyEvent.Taken(request, by, team, reviewBy) { At = clock.Now },
        effect: null,
        ct);

    /// <summary>Notes what became of one; nothing if that is known.</summary>
    internal Task SettleAsync(RequestId request, bool isReviewed, CancellationToken ct) => AppendAsync(
        state => (state.Entries.GetValueOrDefault(request), isReviewed) switch
        {
            ({ IsReviewed: false }, true) => new EmergencyEvent.Reviewed(request) { At = clock.Now },
            ({ IsReviewed: false }, false) => new EmergencyEvent.Voided(request) { At = clock.Now },
            _ => null,
        },
        effect: null,
        ct);

    private async Task AppendAsync(Func<EmergencyState, EmergencyEvent?> decide, DueEffect? effect, CancellationToken ct)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var (state, version) = await ReadOnAsync(ct);
            if (decide(state) is not { } happened)
                return;
            var batch = new Batch(StreamId.Emergencies, version, [EventJson.Line(happened)], [], effect is null ? [] : [effect], Index: null, Answered: null);
            if (await store.AppendAsync(batch, ct) is not AppendAnswer.Appended appended)
                continue;
            wakes.Watch(appended.Effects);
            return;
        }

        throw new InvalidOperationException($"The ledger of emergencies changed {MostRaces} times while one entry was being decided.");
    }

    private async Task<Read> ReadOnAsync(CancellationToken ct)
    {
        var (state, version) = _read;
        var lines = await store.LoadAsync(StreamId.Emergencies, version, ct);
        if (lines.Count == 0)
            return new Read(state, version);
        var read = new Read(lines.Select(EventJson.ReadEmergency).Aggregate(state, (before, happened) => before.Evolve(happened)), lines[^1].Version);
        _read = read; // an older one kept over a newer one only costs reading some lines again
        return read;
    }

    private sealed record Read(EmergencyState State, long Version);
}
