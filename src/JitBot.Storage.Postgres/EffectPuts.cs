using JitBot.Core.Effects;
using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>
/// Effects to store or to ask for again. One that is asked for several times at once becomes one row, as it would one after the other: the last word counts, and each word is a
/// generation.
/// </summary>
internal sealed class EffectPuts
{
    private readonly OrderedDictionary<string, (DueEffect Last, long Times)> _wanted = new(StringComparer.Ordinal);
    private List<(string Key, EffectRow Row)> _found = [];

    /// <summary>The rows, once everything was sent.</summary>
    public IReadOnlyDictionary<string, EffectRow> Rows => _found.ToDictionary(found => found.Key, found => found.Row, StringComparer.Ordinal);

    /// <summary>By what its row is found in <see cref="Rows"/>.</summary>
    public static string KeyOf(DueEffect effect) => PostgresText.Store(effect.Effect.Key);

    /// <summary>Wants one more.</summary>
    public void Add(DueEffect effect)
    {
        var key = KeyOf(effect);
        _wanted[key] = (effect, _wanted.GetValueOrDefault(key).Times + 1);
    }

    /// <summary>
    /// Adds what locks the rows that are there, and <paramref name="others"/> that are to be changed, in the order in which everybody does. Each is found by its key, whatever the
    /// planner believes of a table that was small when it planned.
    /// </summary>
    public void Lock(PostgresPipeline pipeline, IEnumerable<string> others)
    {
        var keys = _wanted.Keys.Concat(others.Select(PostgresText.Store)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(PostgresText.Read).ToArray();
        if (keys.Length > 0)
            pipeline.Ask(
                "SELECT locked.id FROM unnest($1) AS wanted (key) CROSS JOIN LATERAL (SELECT id FROM effects WHERE key = wanted.key FOR NO KEY UPDATE) AS locked",
                [keys]);
    }

    /// <summary>
    /// Adds the statement. Asked again, an effect gets its attempts anew, but an attempt that was made and never succeeded still counts as one: whoever claims the row next must
    /// know that it may have had its effect. New ones are numbered as they come.
    /// </summary>
    public void Write(PostgresPipeline pipeline)
    {
        if (_wanted.Count == 0)
            return;
        var puts = _wanted.Values.ToList();
        var keys = puts.ConvertAll(put => put.Last.Effect.Key).ToArray();
        _found = pipeline.List(
            """
            INSERT INTO effects (key, lane, due_at, body, generation) SELECT * FROM unnest($1, $2, $3, $4, $5)
            ON CONFLICT (key) DO UPDATE
            SET lane = excluded.lane, due_at = excluded.due_at, body = excluded.body, error = NULL, parked_at = NULL,
                generation = effects.generation + excluded.generation, attempts = least(effects.attempts, 1)
            RETURNING id, lane, due_at, key
            """,
            row => (row.GetString(3), PostgresStore.ReadPending(row)),
            keys, puts.ConvertAll(put => (int)put.Last.Effect.Lane).ToArray(), puts.ConvertAll(put => Millis.NotBefore(put.Last.DueAt)).ToArray(),
            puts.ConvertAll(put => EffectJson.Write(put.Last.Effect)).ToArray(), puts.ConvertAll(put => put.Times).ToArray());
    }
}
