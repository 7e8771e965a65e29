using System.Globalization;
using JitBot.Core.Effects;
using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>
/// What processes tell each other, to be faster than the sweep: who stored which effects, as "who id:lane:due id:lane:due …". It is sent
/// with the commit.
/// </summary>
internal sealed partial class PostgresStore
{
    /// <summary>A message takes 8,000 bytes at most; a row is at most 44.</summary>
    private const int MostTold = 150;

    private void Tell(PostgresPipeline pipeline, IReadOnlyList<EffectRow> rows)
    {
        if (rows.Count == 0)
            return;
        var messages = rows.Chunk(MostTold).Select(some => $"{_self} {string.Join(' ', some.Select(Word))}").ToArray();
        pipeline.Ask($"SELECT pg_notify('{PostgresSeat.Channel}', message) FROM unnest($1) AS message", [messages]);
    }

    private static string Word(EffectRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Id}:{(int)row.Lane}:{Millis.Of(row.DueAt)}");

    private void Hear(string told)
    {
        try
        {
            var words = told.Split(' ');
            if (words[0] != _self)
                StoredElsewhere?.Invoke([.. words.Skip(1).Select(Row)]);
        }
        catch (Exception e) // whatever was told, the ear stays open
        {
            Log.NotPassedOn(_logger, e);
        }
    }

    private static EffectRow Row(string word)
    {
        var parts = word.Split(':');
        return new EffectRow(Number(0), (Lane)Number(1), Millis.ToTime(Number(2)));

        long Number(int part) => long.Parse(parts[part], CultureInfo.InvariantCulture);
    }
}
