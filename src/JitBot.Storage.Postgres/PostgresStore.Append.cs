using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Chat;
using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>
/// Appending: one transaction. Whoever appends to a stream waits for its turn first, so that a race ends in a conflict instead of an error;
/// the chain's row is locked last, because everything this process appends waits behind it.
/// </summary>
internal sealed partial class PostgresStore
{
    /// <summary>With the pause between them a second and a half in all: a transaction takes milliseconds, and a webhook waits for three seconds.</summary>
    private const int MostTurnsAwaited = 75;

    private const string TurnPause = "SELECT pg_sleep(0.02)";

    /// <inheritdoc />
    public Task<AppendAnswer> AppendAsync(Batch batch, CancellationToken ct) => _database.WriteAsync(db => AppendAsync(db, batch), ct);

    private async Task<AppendAnswer> AppendAsync(PostgresSession db, Batch batch)
    {
        await WaitForTurnAsync(db, batch.Stream.Value);
        if (batch.Answered is { } answered && await AnswerToAsync(db, answered.Key) is { } first)
            return new AppendAnswer.Repeated(first);
        var version = await db.ScalarAsync("SELECT max(version) FROM lines WHERE stream = $1", batch.Stream.Value) as long? ?? 0;
        if (version != batch.ExpectedVersion)
            return new AppendAnswer.Conflict();
        if (batch.AskedBefore.Count > 0 && !await HaveNotAskedSinceAsync(db, batch.AskedBefore))
            return new AppendAnswer.Conflict();
        foreach (var text in batch.Texts)
            await PutAsync(db, text);
        var rows = new List<EffectRow>();
        foreach (var effect in batch.Effects)
            rows.Add(await PutAsync(db, effect));
        if (batch.Index is { } index)
            await PutAsync(db, index);
        if (batch.Answered is { } answer)
            await PutAsync(db, answer);
        await TellAsync(db, rows);
        await SealAsync(db, batch);
        return new AppendAnswer.Appended(rows);
    }

    /// <summary>
    /// Any role may hold an advisory lock and never give it back, so nobody waits for one without end: it only saves the loser of a race
    /// some work, and which of two lines comes first is settled by their versions.
    /// </summary>
    private static async Task WaitForTurnAsync(PostgresSession db, string stream)
    {
        for (var look = 0; look < MostTurnsAwaited; look++)
        {
            if (await db.ScalarAsync("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))", stream) is true)
                return;
            await db.RunAsync(TurnPause);
        }
    }

    /// <summary>
    /// Whoever asks holds the rows of that person, and of whom they ask for, until the request is durable, so that the next one who asks for them counts it: without that
    /// each of two transactions would not see what the other has not committed yet. The rows are locked at once and in one order by everybody.
    /// </summary>
    private static async Task<bool> HaveNotAskedSinceAsync(PostgresSession db, IReadOnlyList<AskedSoFar> before)
    {
        await db.RunAsync("SELECT 1 FROM people WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE", [Values([.. before.SelectMany(each => each.Rows)])]);
        foreach (var each in before)
        {
            if (await CountAskedAsync(db, each.Rows) != each.InAll)
                return false;
        }

        return true;
    }

    private async Task SealAsync(PostgresSession db, Batch batch)
    {
        if (batch.Lines.Count == 0)
            return;
        var chain = _seat.Chain;
        await db.RunAsync("SELECT 1 FROM chains WHERE chain = $1 FOR UPDATE", chain);
        var head = await HeadAsync(db, chain);
        var version = batch.ExpectedVersion;
        var sealedLines = batch.Lines.Select(line =>
        {
            version++;
            var bytes = AuditChain.BytesOf(new StoredLine(chain, head.Size + 1, line.At, batch.Stream.Value, version, line.Type, line.Body));
            head = AuditChain.Follow(head, bytes);
            return new SealedLine(chain, head.Size, batch.Stream.Value, version, bytes, head.Hash);
        }).ToList();
        await db.RunAsync("""
            INSERT INTO lines (chain, seq, stream, version, bytes, hash)
            SELECT $1, seq, $2, version, bytes, hash FROM unnest($3, $4, $5, $6) AS line (seq, version, bytes, hash)
            """,
            chain, batch.Stream.Value, sealedLines.ConvertAll(line => line.Sequence).ToArray(), sealedLines.ConvertAll(line => line.Version).ToArray(),
            sealedLines.ConvertAll(line => line.Bytes).ToArray(), sealedLines.ConvertAll(line => line.Hash).ToArray());
    }

    private static Task<int> PutAsync(PostgresSession db, PersonalText text) => db.RunAsync(
        "INSERT INTO texts (hash, owner, salt, text) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        text.Hash, text.Owner.Value, text.Salt, text.Text);

    private static Task<int> PutAsync(PostgresSession db, Answered answer) => db.RunAsync("""
        INSERT INTO answers (key, answer, at) VALUES ($1, $2, greatest($3, (SELECT at FROM answers ORDER BY id DESC LIMIT 1)))
        """,
        answer.Key, answer.Answer, Millis.Of(answer.At));

    private static Task<int> PutAsync(PostgresSession db, RequestIndex index) => db.RunAsync("""
        INSERT INTO requests (id, handle, requester, entitlement, phase, is_open, asked_at, holding, asked_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (id) DO UPDATE SET phase = excluded.phase, is_open = excluded.is_open, holding = excluded.holding
        """,
        index.Id.Value, index.Handle, index.Requester.Value, index.EntitlementId,
        index.Phase.ToString(), index.Phase <= Phase.Ending, Millis.Of(index.AskedAt), index.Holding?.Value, index.AskedBy?.Value);
}
