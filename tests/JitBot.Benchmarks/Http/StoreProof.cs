using System.Globalization;
using Microsoft.Data.Sqlite;

namespace JitBot.Benchmarks.Http;

/// <summary>Looks into a host's database from outside: what was answered must be in it.</summary>
internal sealed class StoreProof(string database)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Takes what is due as done, so that a host that comes up finds nothing to do.</summary>
    public void Settle() => Run("DELETE FROM effect_bodies WHERE id IN (SELECT id FROM effects WHERE due_at = 0); DELETE FROM effects WHERE due_at = 0");

    /// <summary>Of a host that was killed: each command that was answered is there, as a request or as a delivery that waits.</summary>
    public void HasAsked(int answered)
    {
        Expect(answered, Count("SELECT count(*) FROM deliveries WHERE key LIKE 'Slack/trigger-%'"), "commands in the store");
        var told = Count("SELECT count(*) FROM requests") + Count("SELECT count(*) FROM effect_bodies WHERE key LIKE 'deliver/%'");
        if (told < answered)
            throw new InvalidOperationException($"{answered:N0} commands were answered, but {told:N0} are requests or wait to become some.");
    }

    /// <summary>Waits until the host has decided all that was clicked.</summary>
    public async Task HasDecidedAsync(int clicked)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Decided() < clicked && TimeProvider.System.GetElapsedTime(start) < Patience)
            await Task.Delay(Pause, TimeProvider.System);
        Expect(clicked, Decided(), "decisions in the store");
        Expect(clicked, Count("SELECT count(*) FROM deliveries WHERE key LIKE 'Slack/%-approve'"), "clicks in the store");
    }

    /// <summary>Nothing was written that anybody did.</summary>
    public void HasNothing() => Expect(0, Count("SELECT count(*) FROM deliveries"), "deliveries in the store");

    private int Decided() => Count("SELECT count(*) FROM lines WHERE stream LIKE 'request/%' AND CAST(bytes AS TEXT) LIKE '%\"approved\"%'");

    private static void Expect(int expected, int found, string what)
    {
        if (expected != found)
            throw new InvalidOperationException($"There are {found:N0} {what} and not {expected:N0}.");
    }

    private int Count(string sql)
    {
        using var command = Open(sql);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Run(string sql)
    {
        using var command = Open(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Open(string sql)
    {
        var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Disposed += (_, _) => connection.Dispose();
        return command;
    }
}
