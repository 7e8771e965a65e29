using System.Collections.Immutable;
using JitBot.Core.Access;
using JitBot.Core.People;

namespace JitBot.Core.Emergencies;

/// <summary>An emergency as the ledger has it.</summary>
public sealed record EmergencyEntry(RequestId Request, PersonId By, string Team, DateTimeOffset TakenAt, DateTimeOffset ReviewBy, bool IsReviewed);

/// <summary>The fold of the ledger: the emergencies that count, and of those that are reviewed the ones of the last days.</summary>
public sealed record EmergencyState
{
    /// <summary>Nothing has happened yet.</summary>
    public static EmergencyState Start { get; } = new();

    /// <summary>The emergencies by request.</summary>
    public ImmutableDictionary<RequestId, EmergencyEntry> Entries { get; init; } = ImmutableDictionary<RequestId, EmergencyEntry>.Empty;

    /// <summary>The state after one more event.</summary>
    public EmergencyState Evolve(EmergencyEvent happened) => happened switch
    {
        EmergencyEvent.Taken e => Without(e.At) with { Entries = Without(e.At).Entries.SetItem(e.Request, new EmergencyEntry(e.Request, e.By.Id, e.Team, e.At, e.ReviewBy, IsReviewed: false)) },
        EmergencyEvent.Reviewed e => Entries.TryGetValue(e.Request, out var entry) ? this with { Entries = Entries.SetItem(e.Request, entry with { IsReviewed = true }) } : this,
        EmergencyEvent.Voided e => this with { Entries = Entries.Remove(e.Request) },
        _ => throw new InvalidOperationException($"An event nobody knows: {happened.GetType().Name}."),
    };

    /// <summary>Those that are still owed a review, whose time is over.</summary>
    public IEnumerable<EmergencyEntry> Overdue(string team, DateTimeOffset at) =>
        Entries.Values.Where(entry => !entry.IsReviewed && entry.Team.Equals(team, StringComparison.OrdinalIgnoreCase) && entry.ReviewBy <= at);

    /// <summary>How many a human being has taken within the last day.</summary>
    public int CountLately(PersonId person, Ties ties, DateTimeOffset at) => Entries.Values.Count(entry => at - entry.TakenAt < LedgerRules.Day && ties.AreOne(entry.By, person));

    /// <summary>What is reviewed and older than a day counts for nothing any more.</summary>
    private EmergencyState Without(DateTimeOffset at) => this with
    {
        Entries = Entries.RemoveRange(Entries.Values.Where(entry => entry.IsReviewed && at - entry.TakenAt >= LedgerRules.Day).Select(entry => entry.Request)),
    };
}
