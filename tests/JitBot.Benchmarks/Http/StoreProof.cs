using System.Globalization;
using Microsoft.Data.Sqlite;

namespace JitBot.Benchmarks.Http;

/// <summary>Looks into a host's database from outside: what was answered must be in it.</summary>
internal sealed class StoreProof(string database)
{
    /// <summary>As many as the provider lets be looked up in the seconds that a round takes.</summary>
    private const int FewestDecided = 100;

    /// <summary>Takes what is due as done, so that a host that comes up finds nothing to do.</summary>
    public void Settle() => Run("DELETE FROM effect_bodies WHERE id IN (SELECT id FROM effects WHERE due_at = 0); DELETE FROM effects WHERE due_at = 0");

    /// <summary>What so many answered requests of a kind must have left.</summary>
    public void Has(string kind, int answered)
    {
        if (kind == SlackRequests.Click)
            HasDecided(answered);
        else if (kind == SlackRequests.Request)
            HasAsked(answered);
        else
            HasNothing();
    }

    /// <summary>Of a host that was killed: each command that was answered is there, as a request or as a delivery that waits.</summary>
    private void HasAsked(int answered)
    {
        Expect(answered, Count("SELECT count(*) FROM deliveries WHERE key LIKE 'Slack/trigger-%'"), "commands in the store");
        var told = Count("SELECT count(*) FROM requests") + Count("SELECT count(*) FROM effect_bodies WHERE key LIKE 'deliver/%'");
        if (told < answered)
            throw new InvalidOperationException($"{answered:N0} commands were answered, but {told:N0} are requests or wait to become some.");
    }

    /// <summary>
    /// Of a host that was killed: each click that was answered is there, as an approval or as a delivery that waits: whoever says yes is looked up at the provider, which
    /// allows so many questions a second. Of the first clicks at least the approvals must be there.
    /// </summary>
    private void HasDecided(int clicked)
    {
        Expect(clicked, Count("SELECT count(*) FROM deliveries WHERE key LIKE 'Slack/%-approve'"), "clicks in the store");
        var decided = Count("SELECT count(*) FROM lines WHERE stream LIKE 'request/%' AND CAST(bytes AS TEXT) LIKE '%\"approved\"%'");
        var waiting = Count("SELECT count(*) FROM effect_bodies WHERE key LIKE 'deliver/%'");
        if (decided < FewestDecided || decided + waiting < clicked)
            throw new InvalidOperationException($"{clicked:N0} clicks were answered, but {decided:N0} have decided and {waiting:N0} wait.");
    }

    /// <summary>Nothing was written that anybody did.</summary>
    private void HasNothing() => Expect(0, Count("SELECT count(*) FROM deliveries"), "deliveries in the store");

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
