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
    /// <summary>
    /// By then whoever entered it has told its request, or has died: it is looked whether anything came of it. Until then it counts as one of the day's, which harms
    /// less than one that is forgotten while its request is still being written.
    /// </summary>
    private static readonly TimeSpan LooksAgainAfter = TimeSpan.FromMinutes(15);

    private readonly FoldedStream<EmergencyState, EmergencyEvent> _stream = new(
        store, wakes, StreamId.Emergencies, EmergencyState.Start, (state, happened) => state.Evolve(happened), EventJson.ReadEmergency, EventJson.Line);

    /// <summary>The emergencies that count now.</summary>
    public async Task<EmergencyState> LoadAsync(CancellationToken ct) => (await _stream.ReadOnAsync(ct)).State;

    /// <summary>Enters an emergency; or why this person may not break glass once more.</summary>
    internal Task<Refusal?> TakeAsync(RequestId request, Person person, Ties ties, BreakGlass glass, CancellationToken ct) => _stream.AppendAsync(
        before =>
        {
            var (state, now) = (before.State, clock.Now);
            var why = LedgerRules.WhyNot(state, request, person.Id, ties, glass, now);
            var taken = why is null && !state.Entries.ContainsKey(request) ? Taken(request, person.Ref, glass.Team, now + glass.ReviewWithin) : null;
            return (taken is null ? null : taken with { Effects = [new DueEffect(new Effect.SettleEmergency(request), now + LooksAgainAfter)] }, why);
        },
        ct);

    /// <summary>
    /// Enters an emergency for which glass was broken after it had been taken out, because whoever broke it stood still for so long in between. It is asked for by
    /// nobody and refused to nobody: the access was given, and its review is owed. What is entered stays as it is, and so does what is reviewed and forgotten.
    /// </summary>
    internal Task EnterAgainAsync(RequestId request, PersonRef by, string team, DateTimeOffset reviewBy, CancellationToken ct) =>
        _stream.AppendAsync(before => before.State.Entries.ContainsKey(request) ? null : Taken(request, by, team, reviewBy), ct);

    /// <summary>Notes what became of one; nothing if that is known.</summary>
    internal Task SettleAsync(RequestId request, bool isReviewed, CancellationToken ct) => _stream.AppendAsync(
        before => (before.State.Entries.GetValueOrDefault(request), isReviewed) switch
        {
            ({ IsReviewed: false }, true) => new Addition<EmergencyEvent>(new EmergencyEvent.Reviewed(request) { At = clock.Now }),
            ({ IsReviewed: false }, false) => new Addition<EmergencyEvent>(new EmergencyEvent.Voided(request) { At = clock.Now }),
            _ => null,
        },
        ct);

    private Addition<EmergencyEvent> Taken(RequestId request, PersonRef by, string team, DateTimeOffset reviewBy) =>
        new(new EmergencyEvent.Taken(request, by, team, reviewBy) { At = clock.Now });
}
