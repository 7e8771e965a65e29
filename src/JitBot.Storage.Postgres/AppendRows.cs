using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>
/// What batches store beside their lines: a statement a table, whose rows come in an order in which everybody writes them, so that two processes wait for each other at most one way.
/// </summary>
internal static class AppendRows
{
    /// <summary>Adds the statements.</summary>
    public static void Write(PostgresPipeline pipeline, IReadOnlyList<Batch> batches)
    {
        WriteTexts(pipeline, [.. batches.SelectMany(batch => batch.Texts).OrderBy(text => text.Hash, StringComparer.Ordinal)]);
        WriteRequests(pipeline, [.. batches.Select(batch => batch.Index).OfType<RequestIndex>().OrderBy(index => index.Id.Value, StringComparer.Ordinal)]);
        WriteAnswers(pipeline, [.. batches.Select(batch => batch.Answered).OfType<Answered>().OrderBy(answered => answered.Key, StringComparer.Ordinal)]);
    }

    private static void WriteTexts(PostgresPipeline pipeline, List<PersonalText> texts)
    {
        if (texts.Count == 0)
            return;
        pipeline.Run(
            "INSERT INTO texts (hash, owner, salt, text) SELECT * FROM unnest($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            texts.ConvertAll(text => text.Hash).ToArray(), texts.ConvertAll(text => text.Owner.Value).ToArray(),
            texts.ConvertAll(text => text.Salt).ToArray(), texts.ConvertAll(text => text.Text).ToArray());
    }

    private static void WriteRequests(PostgresPipeline pipeline, List<RequestIndex> rows)
    {
        if (rows.Count == 0)
            return;
        pipeline.Run(
            """
            INSERT INTO requests (id, handle, requester, entitlement, phase, is_open, asked_at, holding, asked_by)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (id) DO UPDATE SET phase = excluded.phase, is_open = excluded.is_open, holding = excluded.holding
            """,
            rows.ConvertAll(row => row.Id.Value).ToArray(), rows.ConvertAll(row => row.Handle).ToArray(), rows.ConvertAll(row => row.Requester.Value).ToArray(),
            rows.ConvertAll(row => row.EntitlementId).ToArray(), rows.ConvertAll(row => row.Phase.ToString()).ToArray(),
            rows.ConvertAll(row => row.Phase <= Phase.Ending).ToArray(), rows.ConvertAll(row => Millis.Of(row.AskedAt)).ToArray(),
            rows.ConvertAll(row => row.Holding?.Value).ToArray(), rows.ConvertAll(row => row.AskedBy?.Value).ToArray());
    }

    /// <summary>No answer counts as older than one given before it, in the table or in this group.</summary>
    private static void WriteAnswers(PostgresPipeline pipeline, List<Answered> answers)
    {
        if (answers.Count == 0)
            return;
        var latest = long.MinValue;
        pipeline.Run(
            """
            INSERT INTO answers (key, answer, at)
            SELECT key, answer, greatest(at, (SELECT at FROM answers ORDER BY id DESC LIMIT 1)) FROM unnest($1, $2, $3) AS given (key, answer, at)
            """,
            answers.ConvertAll(answer => answer.Key).ToArray(), answers.ConvertAll(answer => answer.Answer).ToArray(),
            answers.ConvertAll(answer => latest = Math.Max(latest, Millis.Of(answer.At))).ToArray());
    }
}
