using JitBot.Core;
using JitBot.Storage.Postgres;
using JitBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

public class PostgresStoreTests : StoreContract
{
    private string _database = null!;

    // Not in a set-up of its own: the contract's, which runs first, makes the store.
    protected override IAccessStore MakeStore()
    {
        var test = TestContext.CurrentContext.Test.ID;
        if (_test != test)
            (_test, _database) = (test, PostgresRun.Cluster.CreateDatabaseAsync().GetAwaiter().GetResult());
        return new PostgresStore(
            new PostgresOptions(new NpgsqlConnectionStringBuilder(_database)), new PostgresClock(TimeProvider.System), NullLogger<PostgresStore>.Instance);
    }

    protected override Task LeasesRunOutAsync() =>
        PostgresCluster.RunAsync(_database, "UPDATE jitbot.effects SET lease_until = clock_timestamp() WHERE lease_until IS NOT NULL");

    private string? _test;
}
