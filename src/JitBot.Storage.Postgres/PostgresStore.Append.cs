using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>Appending, through the writer.</summary>
internal sealed partial class PostgresStore
{
    /// <summary>With the pause between them a second and a half in all: a transaction takes milliseconds, and a webhook waits for three seconds.</summary>
    private const int MostTurnsAwaited = 75;

    private const string TurnPause = "SELECT pg_sleep(0.02)";

    /// <inheritdoc />
    public Task<AppendAnswer> AppendAsync(Batch batch, CancellationToken ct) => _writer.WriteAsync(new AppendWork(batch, ct), ct);

    /// <summary>
    /// Whoever appends alone waits for its turn, so that a race ends in a conflict instead of an error. Any role may hold an advisory lock and never give it back, so nobody waits
    /// for one without end: it only saves the loser of a race some work, and which of two lines comes first is settled by their versions.
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
}
