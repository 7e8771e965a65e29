using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Simulation.Store;

/// <summary>The log and what is found by it.</summary>
internal sealed partial class SimStore
{
    public Task<IReadOnlyList<StoredLine>> LoadAsync(StreamId stream, long after, CancellationToken ct) => CallAsync<IReadOnlyList<StoredLine>>(
        "load", () => database.Streams.TryGetValue(stream.Value, out var lines) ? lines.GetRange((int)Math.Min(after, lines.Count), (int)Math.Max(0, lines.Count - after)) : []);

    public Task<AppendAnswer> AppendAsync(Batch batch, CancellationToken ct) => CallAsync("append", () => Append(batch));

    public Task<string?> FindAnswerAsync(string key, CancellationToken ct) =>
        CallAsync("find answer", () => database.Answers.GetValueOrDefault(key)?.Answer);

    public Task<IReadOnlyDictionary<string, string>> LoadTextsAsync(IReadOnlyCollection<string> hashes, CancellationToken ct) =>
        CallAsync<IReadOnlyDictionary<string, string>>("load texts", () => hashes
            .Where(database.Texts.ContainsKey).Distinct().ToDictionary(hash => hash, hash => database.Texts[hash].Text, StringComparer.Ordinal));

    public Task<RequestId?> FindByHandleAsync(string handle, CancellationToken ct) =>
        CallAsync<RequestId?>("find handle", () => database.Handles.TryGetValue(handle, out var request) ? request : null);

    public Task<IReadOnlyList<RequestIndex>> ListByRequesterAsync(PersonId requester, int most, CancellationToken ct) =>
        CallAsync<IReadOnlyList<RequestIndex>>("list by requester", () => Newest(most, index => index.Requester == requester));

    public Task<AskedSoFar> CountAskedAsync(IReadOnlyList<PersonId> rows, DateTimeOffset now, CancellationToken ct) => CallAsync("count asked", () =>
    {
        var lately = Newest(int.MaxValue, index => rows.Contains(index.AskedBy ?? index.Requester) && (index.AskedAt - Cut(now)).Duration() < AskedSoFar.Day).Count;
        return new AskedSoFar(rows, CountAsked(rows), lately, Newest(AskedSoFar.MostListed, index => rows.Contains(index.Requester) && index.IsOpen));
    });

    public Task<IReadOnlyList<RequestIndex>> ListOpenByEntitlementAsync(string entitlementId, int most, CancellationToken ct) =>
        CallAsync<IReadOnlyList<RequestIndex>>("list open", () => Newest(most, index => index.EntitlementId == entitlementId && index.Phase <= Phase.Ending));

    public Task<IReadOnlyList<RequestIndex>> ListByEntitlementAsync(string entitlementId, DateTimeOffset since, int most, CancellationToken ct) =>
        CallAsync<IReadOnlyList<RequestIndex>>("list lately", () => Newest(most, index => index.EntitlementId == entitlementId && index.AskedAt >= Cut(since)));

    public Task<IReadOnlyList<RequestIndex>> ListUndecidedAsync(int most, CancellationToken ct) => CallAsync<IReadOnlyList<RequestIndex>>(
        "list undecided", () => [.. database.Requests.Values.Where(index => index.Phase == Phase.Pending).OrderBy(index => index.AskedAt).Take(most)]);

    public Task ForgetAsync(PersonId person, CancellationToken ct) => CallAsync("forget", () =>
    {
        foreach (var hash in database.Texts.Where(pair => pair.Value.Owner == person).Select(pair => pair.Key).ToList())
            database.Texts.Remove(hash);
        foreach (var home in database.Homes.Values.Where(home => home.Person == person).ToList())
            database.Homes.Remove(home.Account);
        if (database.People.TryGetValue(person, out var row))
            database.People[person] = row with { Name = "", Email = "" };
        return true;
    });

    public Task PruneAnswersAsync(DateTimeOffset before, CancellationToken ct) => CallAsync("prune", () =>
    {
        foreach (var key in database.Answers.Where(pair => pair.Value.At < before).Select(pair => pair.Key).ToList())
            database.Answers.Remove(key);
        foreach (var key in database.Deliveries.Where(pair => pair.Value < before).Select(pair => pair.Key).ToList())
            database.Deliveries.Remove(key);
        return true;
    });

    private AppendAnswer Append(Batch batch)
    {
        if (batch.Answered is { } answered && database.Answers.TryGetValue(answered.Key, out var first))
            return new AppendAnswer.Repeated(first.Answer);
        var known = database.Streams.GetValueOrDefault(batch.Stream.Value);
        if ((known?.Count ?? 0) != batch.ExpectedVersion)
            return new AppendAnswer.Conflict();
        if (batch.AskedBefore.Any(before => CountAsked(before.Rows) != before.InAll))
            return new AppendAnswer.Conflict();
        var sealed_ = Seal(batch);
        if (batch.Lines.Count > 0)
            (known ?? (database.Streams[batch.Stream.Value] = [])).AddRange(sealed_);
        database.Lines.AddRange(sealed_);
        foreach (var text in batch.Texts)
            database.Texts.TryAdd(text.Hash, text);
        var rows = batch.Effects.Select(Put).ToList();
        if (batch.Index is { } index)
            Put(index);
        if (batch.Answered is { } answer)
            database.Answers[answer.Key] = answer with { At = database.LastAnswer = Later(Cut(answer.At), database.LastAnswer) };
        var renewed = batch.Completes is { } completed ? Complete(completed) : null;
        var claimed = batch.Claims is { } claims ? claims.Places.Select(place => Claim(rows[place].Id, claims.Now, claims.Lease)).OfType<ClaimedEffect>().ToList() : [];
        database.Committed?.Invoke(sealed_);
        return new AppendAnswer.Appended(rows) { Renewed = renewed, Claimed = claimed };
    }

    /// <summary>Throws for a line that cannot be sealed, before anything is stored, as a real store's transaction would.</summary>
    private List<StoredLine> Seal(Batch batch)
    {
        var lines = batch.Lines.Select((line, i) => new StoredLine(
            Core.Audit.AuditChain.Only, database.Lines.Count + i + 1, Cut(line.At), batch.Stream.Value, batch.ExpectedVersion + i + 1, line.Type, line.Body)).ToList();
        if (SealsEveryLine)
            lines.ForEach(line => Core.Audit.AuditChain.BytesOf(line));
        return lines;
    }

    /// <summary>Whether each line's bytes are made at once, as real stores do; the simulator makes them when the chain is read.</summary>
    internal bool SealsEveryLine { get; init; }

    private void Put(RequestIndex index)
    {
        database.Requests[index.Id] = index with { AskedAt = Cut(index.AskedAt) };
        database.Handles[index.Handle] = index.Id;
    }

    private long CountAsked(IReadOnlyList<PersonId> rows) => database.Requests.Values.LongCount(index => HasAsked(rows, index));

    private static bool HasAsked(IReadOnlyList<PersonId> rows, RequestIndex index) => rows.Contains(index.Requester) || (index.AskedBy is { } by && rows.Contains(by));

    private List<RequestIndex> Newest(int most, Func<RequestIndex, bool> which) =>
        [.. database.Requests.Values.Where(which).Reverse().OrderByDescending(index => index.AskedAt).Take(most)];
}
