using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Storage.Postgres;
using JitBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>A database of the test's own, any number of stores on it, and hands to reach into it past them.</summary>
public abstract class PostgresFixture
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    protected static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Whatever takes longer, on a machine however busy, has failed.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<PostgresStore> _stores = [];

    /// <summary>The superuser's connection string.</summary>
    protected string Database { get; private set; } = "";

    [SetUp]
    public async Task MakeDatabase() => Database = await PostgresRun.Cluster.CreateDatabaseAsync();

    [TearDown]
    public async Task CloseAll()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        _stores.Clear();
    }

    /// <summary>A store that is closed after the test; not yet opened.</summary>
    internal PostgresStore Make(
        string? database = null, bool forReading = false, IReadOnlyList<SchemaScript>? scripts = null, PostgresClock? clock = null)
    {
        var options = new PostgresOptions(new NpgsqlConnectionStringBuilder(database ?? Database), forReading);
        var store = new PostgresStore(options, clock ?? new PostgresClock(TimeProvider.System), NullLogger<PostgresStore>.Instance)
        {
            Scripts = scripts ?? PostgresSchema.Scripts,
        };
        _stores.Add(store);
        return store;
    }

    internal async Task<PostgresStore> OpenAsync(string? database = null, bool forReading = false, IReadOnlyList<SchemaScript>? scripts = null)
    {
        var store = Make(database, forReading, scripts);
        await store.OpenAsync(default);
        return store;
    }

    /// <summary>Two lines, a text, an effect.</summary>
    protected static Batch BatchOf(string request, long after = 0) => new(
        StreamId.Of(new RequestId(request)),
        after,
        [new NewLine("asked", Now, """{"n":1}"""), new NewLine("prepared", Now, """{"n":2}""")],
        [new PersonalText(new PersonId("p-1"), request, "because")],
        [new DueEffect(new Effect.Wake(new RequestId(request)), Now)],
        null,
        null);

    /// <summary>The verdict of an auditor over all chains.</summary>
    internal static async Task<AuditVerdict> VerifyAsync(PostgresStore store)
    {
        var anchors = new AuditAnchors(await store.ListCheckpointsAsync(default), []);
        return await AuditVerifier.VerifyAsync(store.ReadChainAsync(default), store.ReadTextsAsync(default), anchors, default);
    }

    protected Task TamperAsync(string sql) => PostgresCluster.RunAsync(Database, $"SET search_path = jitbot; {sql}");

    protected Task<object?> AskAsync(string sql) => PostgresCluster.AskAsync(Database, sql);

    /// <summary>The connection string of another role, which is made if it is not there yet. Roles are the cluster's, so each test has its own.</summary>
    protected async Task<string> RoleAsync(string name)
    {
        await PostgresCluster.RunAsync(Database, $"""
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN
                    CREATE ROLE {name} LOGIN PASSWORD '{PostgresCluster.Password}';
                END IF;
            END $$
            """);
        return new NpgsqlConnectionStringBuilder(Database) { Username = name }.ToString();
    }

    /// <summary>The error an operator is to understand.</summary>
    protected static ContainsConstraint Unavailable(string words) =>
        Throws.InstanceOf<StoreUnavailableException>().With.Message.Contains(words);
}
