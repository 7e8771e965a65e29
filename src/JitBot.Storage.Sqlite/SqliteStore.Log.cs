using System.Text.Json;
using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Core.Store;
using Microsoft.Data.Sqlite;

namespace JitBot.Storage.Sqlite;

/// <summary>The log and what is found by it.</summary>
internal sealed partial class SqliteStore
{
    /// <summary>Old answers are forgotten in slices, so that nobody waits long behind them.</summary>
    private const int PruneSlice = 1_000;

    private const string RequestColumns = "id, handle, requester, entitlement, phase, asked_at, holding, asked_by";

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredLine>> LoadAsync(StreamId stream, long after, CancellationToken ct)
    {
        if (!options.ForReading && _newest.IsNewest(stream, after))
            return [];
        var written = _newest.Written;
        var lines = await Reader.ReadAsync(db => Load(db, stream, after), ct);
        _newest.NoteRead(stream, lines is [.., var last] ? last.Version : after, written);
        return lines;
    }

    /// <inheritdoc />
    public Task<AppendAnswer> AppendAsync(Batch batch, CancellationToken ct) => Writer.WriteAsync(db => Append(db, batch), ct, committed: answer =>
    {
        if (answer is AppendAnswer.Appended)
            _newest.NoteWritten(batch.Stream, batch.ExpectedVersion + batch.Lines.Count);
        else if (answer is AppendAnswer.Conflict)
            _newest.Forget(batch.Stream);
    });

    /// <inheritdoc />
    public Task<string?> FindAnswerAsync(string key, CancellationToken ct) => Reader.ReadAsync(db => AnswerTo(db, key), ct);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, string>> LoadTextsAsync(IReadOnlyCollection<string> hashes, CancellationToken ct) =>
        Reader.ReadAsync<IReadOnlyDictionary<string, string>>(db =>
        {
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var hash in hashes)
            {
                if (db.Scalar("SELECT text FROM texts WHERE hash = $hash", ("$hash", hash)) is string text)
                    texts[hash] = text;
            }
            return texts;
        }, ct);

    /// <inheritdoc />
    public Task<RequestId?> FindByHandleAsync(string handle, CancellationToken ct) => Reader.ReadAsync<RequestId?>(
        db => db.Scalar("SELECT id FROM requests WHERE handle = $handle", ("$handle", handle)) is string id ? new RequestId(id) : null, ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<RequestIndex>> ListByRequesterAsync(PersonId requester, int most, CancellationToken ct) =>
        Reader.ReadAsync<IReadOnlyList<RequestIndex>>(db => db.List(
            $"""
            SELECT {RequestColumns} FROM requests
            WHERE requester = $requester ORDER BY asked_at DESC, rowid DESC LIMIT $most
            """,
            ReadRequest, ("$requester", requester.Value), ("$most", most)), ct);

    /// <inheritdoc />
    public Task<AskedSoFar> CountAskedAsync(IReadOnlyList<PersonId> rows, DateTimeOffset now, CancellationToken ct) => Reader.ReadAsync(
        db => new AskedSoFar(
            rows,
            CountAsked(db, rows),
            (int)CountByHand(db, rows, Millis.Of(now - AskedSoFar.Day) + 1, Millis.Of(now + AskedSoFar.Day) - 1),
            rows.SelectMany(row => ListOpen(db, row)).OrderByDescending(index => index.AskedAt).Take(AskedSoFar.MostListed).ToList()),
        ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<RequestIndex>> ListOpenByEntitlementAsync(string entitlementId, int most, CancellationToken ct) =>
        Reader.ReadAsync<IReadOnlyList<RequestIndex>>(db => db.List(
            $"""
            SELECT {RequestColumns} FROM requests
            WHERE entitlement = $entitlement AND is_open = 1 ORDER BY asked_at DESC, rowid DESC LIMIT $most
            """,
            ReadRequest, ("$entitlement", entitlementId), ("$most", most)), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<RequestIndex>> ListByEntitlementAsync(string entitlementId, DateTimeOffset since, int most, CancellationToken ct) =>
        Reader.ReadAsync<IReadOnlyList<RequestIndex>>(db => db.List(
            $"""
            SELECT {RequestColumns} FROM requests
            WHERE entitlement = $entitlement AND asked_at >= $since ORDER BY asked_at DESC, rowid DESC LIMIT $most
            """,
            ReadRequest, ("$entitlement", entitlementId), ("$since", Millis.Of(since)), ("$most", most)), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<RequestIndex>> ListUndecidedAsync(int most, CancellationToken ct) =>
        Reader.ReadAsync<IReadOnlyList<RequestIndex>>(db => db.List(
            $"SELECT {RequestColumns} FROM requests WHERE phase = 'Pending' ORDER BY asked_at, rowid LIMIT $most", ReadRequest, ("$most", most)), ct);

    /// <inheritdoc />
    public Task ForgetAsync(PersonId person, CancellationToken ct) => Writer.WriteAsync(db =>
    {
        db.Run("DELETE FROM texts WHERE owner = $person", ("$person", person.Value));
        db.Run("DELETE FROM homes WHERE person = $person", ("$person", person.Value));
        return db.Run("UPDATE people SET name = '', email = '' WHERE id = $person", ("$person", person.Value));
    }, ct, erases: true);

    /// <inheritdoc />
    public async Task PruneAnswersAsync(DateTimeOffset before, CancellationToken ct)
    {
        while (await Writer.WriteAsync(db => Prune(db, before), ct))
        {
        }
    }

    /// <summary>What a line says is in its sealed bytes alone; here they are only compared with where the line was found.</summary>
    private List<StoredLine> Load(SqliteSession db, StreamId stream, long after)
    {
        var found = db.List(
            "SELECT seq, version, bytes FROM lines WHERE stream = $stream AND version > $after ORDER BY version",
            row => (Sequence: row.GetInt64(0), Version: row.GetInt64(1), Line: AuditJson.Read(row.GetBytes(2))),
            ("$stream", stream.Value), ("$after", after));
        for (var i = 0; i < found.Count; i++)
        {
            var (sequence, version, line) = found[i];
            if (version != after + i + 1 || line.Version != version || line.Sequence != sequence || line.Stream != stream.Value)
                throw new StoreUnavailableException($"{_path}: line {sequence} of the log is not what was sealed. Run \"audit verify\".");
        }
        return found.ConvertAll(row => row.Line);
    }

    private static AppendAnswer Append(SqliteSession db, Batch batch)
    {
        if (batch.Answered is { } answered && AnswerTo(db, answered.Key) is { } first)
            return new AppendAnswer.Repeated(first);
        var version = db.Scalar("SELECT max(version) FROM lines WHERE stream = $stream", ("$stream", batch.Stream.Value)) as long? ?? 0;
        if (version != batch.ExpectedVersion)
            return new AppendAnswer.Conflict();
        if (batch.AskedBefore.Any(before => CountAsked(db, before.Rows) != before.InAll))
            return new AppendAnswer.Conflict();
        Seal(db, batch);
        foreach (var text in batch.Texts)
            Put(db, text);
        var rows = batch.Effects.Select(effect => Put(db, effect)).ToList();
        if (batch.Index is { } index)
            Put(db, index);
        if (batch.Answered is { } answer)
            db.Run("""
                INSERT INTO answers (key, answer, at)
                VALUES ($key, $answer, max($at, coalesce((SELECT at FROM answers ORDER BY id DESC LIMIT 1), $at)))
                """,
                ("$key", answer.Key), ("$answer", answer.Answer), ("$at", Millis.Of(answer.At)));
        return new AppendAnswer.Appended(rows)
        {
            Renewed = batch.Completes is { } completed ? Complete(db, completed) : null,
            Claimed = batch.Claims is { } claims ? Claim(db, rows, claims) : [],
        };
    }

    private static void Seal(SqliteSession db, Batch batch)
    {
        var head = Head(db);
        var version = batch.ExpectedVersion;
        foreach (var line in batch.Lines)
        {
            version++;
            var bytes = AuditChain.BytesOf(new StoredLine(head.Chain, head.Size + 1, line.At, batch.Stream.Value, version, line.Type, line.Body));
            head = AuditChain.Follow(head, bytes);
            db.Run("INSERT INTO lines (seq, stream, version, bytes, hash) VALUES ($seq, $stream, $version, $bytes, $hash)",
                ("$seq", head.Size), ("$stream", batch.Stream.Value), ("$version", version), ("$bytes", bytes), ("$hash", head.Hash));
        }
    }

    private static void Put(SqliteSession db, PersonalText text) => db.Run(
        "INSERT OR IGNORE INTO texts (hash, owner, salt, text) VALUES ($hash, $owner, $salt, $text)",
        ("$hash", text.Hash), ("$owner", text.Owner.Value), ("$salt", text.Salt), ("$text", text.Text));

    private static void Put(SqliteSession db, RequestIndex index) => db.Run("""
        INSERT INTO requests (id, handle, requester, entitlement, phase, is_open, asked_at, holding, asked_by)
        VALUES ($id, $handle, $requester, $entitlement, $phase, $open, $asked, $holding, $by)
        ON CONFLICT (id) DO UPDATE SET phase = excluded.phase, is_open = excluded.is_open, holding = excluded.holding
        """,
        ("$id", index.Id.Value), ("$handle", index.Handle), ("$requester", index.Requester.Value), ("$entitlement", index.EntitlementId),
        ("$phase", index.Phase.ToString()), ("$open", index.Phase <= Phase.Ending), ("$asked", Millis.Of(index.AskedAt)),
        ("$holding", index.Holding?.Value), ("$by", index.AskedBy?.Value));

    private static RequestIndex ReadRequest(SqliteRow row) => new(
        new RequestId(row.GetString(0)),
        row.GetString(1),
        new PersonId(row.GetString(2)),
        row.GetString(3),
        Enum.Parse<Phase>(row.GetString(4)),
        Millis.ToTime(row.GetInt64(5)),
        row.IsNull(6) ? null : new HoldingId(row.GetString(6)))
    {
        AskedBy = row.IsNull(7) ? null : new PersonId(row.GetString(7)),
    };

    /// <summary>Whether it is theirs, or asked for by them for somebody else: each request once, however many of the rows it names.</summary>
    private static long CountAsked(SqliteSession db, IReadOnlyList<PersonId> rows) => (long)db.Scalar(
        """
        SELECT count(*) FROM (
            SELECT rowid FROM requests WHERE requester IN (SELECT value FROM json_each($rows))
            UNION SELECT rowid FROM requests WHERE asked_by IN (SELECT value FROM json_each($rows)))
        """,
        ("$rows", Values(rows)))!;

    /// <summary>Whether they asked for it themselves, for themselves or others.</summary>
    private static long CountByHand(SqliteSession db, IReadOnlyList<PersonId> rows, long from, long until) => (long)db.Scalar(
        """
        SELECT (SELECT count(*) FROM requests WHERE requester IN (SELECT value FROM json_each($rows)) AND asked_by IS NULL AND asked_at BETWEEN $from AND $until)
            + (SELECT count(*) FROM requests WHERE asked_by IN (SELECT value FROM json_each($rows)) AND asked_at BETWEEN $from AND $until)
        """,
        ("$rows", Values(rows)), ("$from", from), ("$until", until))!;

    private static string Values(IReadOnlyList<PersonId> rows) => JsonSerializer.Serialize(rows.Select(row => row.Value));

    private static List<RequestIndex> ListOpen(SqliteSession db, PersonId row) => db.List(
        $"""
        SELECT {RequestColumns} FROM requests
        WHERE requester = $requester AND is_open = 1 AND phase <> 'Ending' ORDER BY asked_at DESC, rowid DESC LIMIT $most
        """,
        ReadRequest, ("$requester", row.Value), ("$most", AskedSoFar.MostListed));

    private static string? AnswerTo(SqliteSession db, string key) =>
        db.Scalar("SELECT answer FROM answers WHERE key = $key", ("$key", key)) as string;

    /// <summary>One slice from the oldest end of both tables; true while there may be more.</summary>
    private static bool Prune(SqliteSession db, DateTimeOffset before)
    {
        var pruned = db.Run("DELETE FROM answers WHERE id IN (SELECT id FROM answers ORDER BY id LIMIT $most) AND at < $before",
            ("$most", PruneSlice), ("$before", Millis.Of(before)));
        var seen = db.Run("DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries ORDER BY id LIMIT $most) AND at < $before",
            ("$most", PruneSlice), ("$before", Millis.Of(before)));
        return Math.Max(pruned, seen) == PruneSlice;
    }
}
