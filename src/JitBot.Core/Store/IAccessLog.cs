using JitBot.Core.Access;
using JitBot.Core.People;

namespace JitBot.Core.Store;

/// <summary>The append-only log: its lines are the state.</summary>
public interface IAccessLog
{
    /// <summary>The lines of a stream behind version <paramref name="after"/> (0 for all of them), oldest first; empty if there are none.</summary>
    Task<IReadOnlyList<StoredLine>> LoadAsync(StreamId stream, long after, CancellationToken ct);

    /// <summary>Seals the lines into the chain and stores the batch. Throws <see cref="StoreUnavailableException"/> if it cannot be made durable.</summary>
    Task<AppendAnswer> AppendAsync(Batch batch, CancellationToken ct);

    /// <summary>The answer a gesture got, or null if it was never answered.</summary>
    Task<string?> FindAnswerAsync(string key, CancellationToken ct);

    /// <summary>The texts with these hashes that have not been erased.</summary>
    Task<IReadOnlyDictionary<string, string>> LoadTextsAsync(IReadOnlyCollection<string> hashes, CancellationToken ct);

    /// <summary>The request a button's handle belongs to.</summary>
    Task<RequestId?> FindByHandleAsync(string handle, CancellationToken ct);

    /// <summary>A person's requests, newest first.</summary>
    Task<IReadOnlyList<RequestIndex>> ListByRequesterAsync(PersonId requester, int most, CancellationToken ct);

    /// <summary>
    /// What one human being has asked for with all of these rows: in all for themselves or others, or had asked for them; within a day by their own hand alone, for whomever;
    /// listed is their own alone, at most <see cref="AskedSoFar.MostListed"/> of what is open (<see cref="RequestIndex.IsOpen"/>).
    /// It counts before it lists, so that what comes in between is found out by <see cref="Batch.AskedBefore"/>.
    /// </summary>
    Task<AskedSoFar> CountAskedAsync(IReadOnlyList<PersonId> rows, DateTimeOffset now, CancellationToken ct);

    /// <summary>An entitlement's requests that are not over, newest first.</summary>
    Task<IReadOnlyList<RequestIndex>> ListOpenByEntitlementAsync(string entitlementId, int most, CancellationToken ct);

    /// <summary>An entitlement's requests of any phase that were asked for at <paramref name="since"/> or later, newest first.</summary>
    Task<IReadOnlyList<RequestIndex>> ListByEntitlementAsync(string entitlementId, DateTimeOffset since, int most, CancellationToken ct);

    /// <summary>Requests that wait for a decision, the oldest first.</summary>
    Task<IReadOnlyList<RequestIndex>> ListUndecidedAsync(int most, CancellationToken ct);

    /// <summary>Erases a person's texts, name, e-mail and home pages; the lines stay and the chain still verifies.</summary>
    Task ForgetAsync(PersonId person, CancellationToken ct);

    /// <summary>
    /// Forgets answers older than this; no platform repeats a gesture after so long. No answer counts as older than one given before it, so that
    /// a clock that was behind for a while does not make a new one old.
    /// </summary>
    Task PruneAnswersAsync(DateTimeOffset before, CancellationToken ct);
}
