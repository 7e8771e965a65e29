using JitBot.Testing;

namespace JitBot.Host.Tests.Running;

/// <summary>Stories with a PostgreSQL of the class's own, on which the program serves from a database of each story's own.</summary>
internal abstract class ClusterFixture : StoryFixture
{
    private readonly string _audit = Directory.CreateTempSubdirectory("jitbot-audit-").FullName;
    private PostgresCluster? _cluster;

    protected PostgresCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster does not run.");

    [OneTimeSetUp]
    public async Task StartCluster() => _cluster = await PostgresCluster.StartAsync();

    [OneTimeTearDown]
    public async Task StopCluster()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        Directory.Delete(_audit, recursive: true);
    }

    // The database is made here because the program starts before any set-up of the class's own.
    protected override IEnumerable<(string Key, string? Value)> Changes() => From(Cluster.CreateDatabaseAsync().GetAwaiter().GetResult());

    /// <summary>The settings with which the program serves from a database of the cluster.</summary>
    protected (string Key, string? Value)[] From(string database) =>
        [("Storage:Sqlite:Path", ""), ("Storage:Postgres:ConnectionString", database), ("Audit:Folder", _audit)];
}
