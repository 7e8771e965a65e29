using System.Runtime.InteropServices;
using JitBot.Testing;

namespace JitBot.Benchmarks.Store.Shared;

/// <summary>
/// A PostgreSQL of the run's own, from the system's binaries, which flushes each commit as one in service does. All rounds use it, whose processes find it by an environment variable; it goes
/// with the run, however that ends.
/// </summary>
internal sealed class BenchmarkCluster : IDisposable
{
    private const string Variable = "JITBOT_BENCHMARK_POSTGRES";

    /// <summary>How somebody ends the run before its time.</summary>
    private static readonly PosixSignal[] Ends = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly PostgresCluster _cluster;
    private readonly List<PosixSignalRegistration> _ends;
    private int _isGone;

    private BenchmarkCluster(PostgresCluster cluster)
    {
        _cluster = cluster;
        _ends = [.. Ends.Select(end => PosixSignalRegistration.Create(end, _ => Stop()))];
        Environment.SetEnvironmentVariable(Variable, cluster.CreateDatabaseAsync().GetAwaiter().GetResult());
    }

    /// <summary>PostgreSQL's own program to measure it with, which comes with the server, or null where there is none.</summary>
    public static string? Peer { get; } = PostgresCluster.Program("pgbench");

    /// <summary>Whether there is what it takes.</summary>
    public static bool IsHere => PostgresCluster.IsInstalled && Peer is not null;

    /// <summary>The superuser's connection string, for a process that plays a round.</summary>
    public static string Connection => Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException("PostgreSQL does not run; run the whole benchmark.");

    /// <summary>Starts one, or gives null where there is none.</summary>
    public static BenchmarkCluster? Start() => IsHere ? new BenchmarkCluster(PostgresCluster.StartAsync(flushes: true).GetAwaiter().GetResult()) : null;

    public void Dispose()
    {
        _ends.ForEach(end => end.Dispose());
        Environment.SetEnvironmentVariable(Variable, null);
        Stop();
    }

    private void Stop()
    {
        if (Interlocked.Exchange(ref _isGone, 1) == 0)
            _cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
