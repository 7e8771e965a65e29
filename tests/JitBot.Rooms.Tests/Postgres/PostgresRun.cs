using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>One cluster for all fixtures of the room.</summary>
[SetUpFixture]
public class PostgresRun
{
    private static PostgresCluster? _cluster;

    internal static PostgresCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster does not run.");

    [OneTimeSetUp]
    public async Task StartAsync() => _cluster = await PostgresCluster.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }
}
