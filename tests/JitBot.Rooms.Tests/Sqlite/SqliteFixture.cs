using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace JitBot.Rooms.Tests.Sqlite;

/// <summary>A database of the test's own, and hands to reach into it past the store.</summary>
public abstract class SqliteFixture
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private readonly List<SqliteStore> _stores = [];
    private TemporaryDirectory _directory = null!;

    protected string Database { get; private set; } = "";

    [SetUp]
    public void MakeDirectory()
    {
        _directory = new TemporaryDirectory();
        Database = Beside("store.db");
    }

    [TearDown]
    public async Task CloseAll()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        _stores.Clear();
        _directory.Dispose();
    }

    protected string Beside(string name) => _directory.File(name);

    /// <summary>A store that waits for nobody's lock unless it is told to, and is closed after the test; not yet opened.</summary>
    internal SqliteStore Make(string? path = null, bool forReading = false, IReadOnlyList<SchemaScript>? scripts = null, TimeSpan patience = default)
    {
        var options = new SqliteOptions(path ?? Database, forReading) { BusyTimeout = patience };
        var store = new SqliteStore(options, NullLogger<SqliteStore>.Instance) { Scripts = scripts ?? SqliteSchema.Scripts };
        _stores.Add(store);
        return store;
    }

    internal async Task<SqliteStore> OpenAsync(string? path = null, bool forReading = false, IReadOnlyList<SchemaScript>? scripts = null)
    {
        var store = Make(path, forReading, scripts);
        await store.OpenAsync(default);
        return store;
    }

    /// <summary>Two lines, a text of this length, an effect.</summary>
    protected static Batch BatchOf(string request, int textLength = 10) => new(
        StreamId.Of(new RequestId(request)),
        0,
        [new NewLine("asked", Now, """{"n":1}"""), new NewLine("prepared", Now, """{"n":2}""")],
        [new PersonalText(new PersonId("p-1"), request, new string('x', textLength))],
        [new DueEffect(new Effect.Wake(new RequestId(request)), Now)],
        null,
        null);

    /// <summary>Another program on the same file.</summary>
    protected SqliteConnection Foreign()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Runs a statement as another program would.</summary>
    protected void Tamper(string sql)
    {
        using var connection = Foreign();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The error an operator is to understand.</summary>
    protected static ContainsConstraint Unavailable(string words) =>
        Throws.InstanceOf<StoreUnavailableException>().With.Message.Contains(words);

    /// <summary>What the writer's own connection says.</summary>
    internal static Task<object?> AskAsync(SqliteStore store, string sql) => store.Writer.WriteAsync(db => db.Scalar(sql), default);

    /// <summary>Holds the writer up, queues the work meanwhile, lets go: all of it is then one group.</summary>
    internal static async Task<T> AsOneGroupAsync<T>(SqliteStore store, Func<T> queue)
    {
        using var held = new ManualResetEventSlim();
        using var entered = new SemaphoreSlim(0);
        var holding = store.Writer.WriteAsync(
            _ =>
            {
                entered.Release();
                held.Wait();
                return true;
            },
            default);
        await entered.WaitAsync();
        var queued = queue();
        held.Set();
        await holding;
        return queued;
    }
}
