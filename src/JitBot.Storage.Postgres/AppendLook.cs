using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>
/// What batches meet: whether it is their turn, whether they were answered before, which version their streams have, what was asked for meanwhile. Each is read behind the lock
/// that keeps it so until the batch is durable.
/// </summary>
internal sealed class AppendLook
{
    private readonly IReadOnlyList<AppendWork> _works;
    private readonly bool _isAlone;
    private readonly List<long> _turns;
    private readonly List<string> _people;
    private readonly List<(long Version, string? Answer)> _streams;
    private readonly List<(long Asked, long Count)> _counts;

    /// <summary>Adds the looks at these batches, if any. A batch that is alone waits for the people it counts; those of a group take only what is free.</summary>
    public AppendLook(PostgresPipeline pipeline, IReadOnlyList<AppendWork> works, bool isAlone)
    {
        (_works, _isAlone, _turns, _people, _streams, _counts) = (works, isAlone, [], [], [], []);
        if (works.Count == 0)
            return;
        var streams = works.Select(work => work.Batch.Stream.Value).ToArray();
        _turns = pipeline.List(
            """
            SELECT wanted.number FROM unnest($1) WITH ORDINALITY AS wanted (stream, number)
            WHERE pg_try_advisory_xact_lock(hashtextextended(wanted.stream, 0))
            """,
            row => row.GetInt64(0), [streams]);
        var before = works.SelectMany(work => work.Batch.AskedBefore).ToList();
        if (before.Count > 0)
            (_people, _counts) = (Lock(pipeline), Count(pipeline, before));
        _streams = pipeline.List(
            """
            SELECT coalesce((SELECT max(version) FROM lines WHERE stream = wanted.stream), 0), (SELECT answer FROM answers WHERE key = wanted.key)
            FROM unnest($1, $2) WITH ORDINALITY AS wanted (stream, key, number) ORDER BY wanted.number
            """,
            row => (row.GetInt64(0), row.TextOrNull(1)), streams, works.Select(work => work.Batch.Answered?.Key).ToArray());
    }

    /// <summary>Answers those that store nothing, and returns those that may be stored. What is neither must be run alone.</summary>
    public List<AppendWork> Decide()
    {
        var (turns, people, counts) = (_turns.ToHashSet(), _people.ToHashSet(StringComparer.Ordinal), _counts.ToDictionary(each => each.Asked, each => each.Count));
        var (accepted, looked) = (new List<AppendWork>(), 0);
        foreach (var (work, i) in _works.Select((work, i) => (work, i)))
        {
            var (before, from) = (work.Batch.AskedBefore, looked);
            var isSame = before.Select((each, nth) => counts.GetValueOrDefault(from + nth) == each.InAll).All(same => same);
            looked += before.Count;
            if (!_isAlone && !(turns.Contains(i + 1) && work.People.All(person => people.Contains(PostgresText.Store(person)))))
                continue;
            if (_streams[i].Answer is { } first)
                work.Settle(new AppendAnswer.Repeated(first));
            else if (_streams[i].Version != work.Batch.ExpectedVersion || !isSame)
                work.Settle(new AppendAnswer.Conflict());
            else
                accepted.Add(work);
        }

        return accepted;
    }

    /// <summary>
    /// Whoever asks holds the rows of that person, and of whom they ask for, until the request is durable, so that the next one who asks for them counts it: without that
    /// each of two transactions would not see what the other has not committed yet. The rows are locked at once and in one order by everybody.
    /// </summary>
    private List<string> Lock(PostgresPipeline pipeline) => pipeline.List(
        $"SELECT id FROM people WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE {(_isAlone ? "" : "SKIP LOCKED")}",
        row => row.GetString(0), [_works.SelectMany(work => work.People).ToArray()]);

    /// <summary>Each request counts once, whether it is theirs or asked for by them for somebody else.</summary>
    private static List<(long Asked, long Count)> Count(PostgresPipeline pipeline, List<AskedSoFar> before)
    {
        var pairs = before.SelectMany((each, i) => each.Rows.Select(row => (Asked: (long)i, Person: row.Value))).ToList();
        return pipeline.List(
            """
            SELECT wanted.asked, count(DISTINCT found.row)
            FROM unnest($1, $2) AS wanted (asked, person)
            CROSS JOIN LATERAL (
                SELECT row FROM requests WHERE requester = wanted.person UNION ALL SELECT row FROM requests WHERE asked_by = wanted.person OFFSET 0) AS found
            GROUP BY wanted.asked
            """,
            row => (row.GetInt64(0), row.GetInt64(1)), pairs.ConvertAll(pair => pair.Asked).ToArray(), pairs.ConvertAll(pair => pair.Person).ToArray());
    }
}
