using System.Globalization;
using JitBot.Testing;
using Npgsql;

namespace JitBot.Benchmarks.Store.Shared;

/// <summary>An empty database for one round, which goes with it. What was written before is on the disk when the round begins, and what is committed in it is flushed.</summary>
internal static class RoundDatabase
{
    public static IReadOnlyDictionary<string, double> Play(Func<string, Task<IReadOnlyDictionary<string, double>>> play) => PlayAsync(play).GetAwaiter().GetResult();

    private static async Task<IReadOnlyDictionary<string, double>> PlayAsync(Func<string, Task<IReadOnlyDictionary<string, double>>> play)
    {
        var (cluster, name) = (BenchmarkCluster.Connection, string.Create(CultureInfo.InvariantCulture, $"round_{Environment.ProcessId}"));
        foreach (var setting in new[] { "fsync", "synchronous_commit" })
        {
            if (await PostgresCluster.AskAsync(cluster, $"SHOW {setting}") is not "on")
                throw new InvalidOperationException($"{setting} is not on.");
        }

        await PostgresCluster.RunAsync(cluster, $"CREATE DATABASE {name}");
        try
        {
            await PostgresCluster.RunAsync(cluster, "CHECKPOINT");
            return await play(new NpgsqlConnectionStringBuilder(cluster) { Database = name }.ToString());
        }
        finally
        {
            await PostgresCluster.RunAsync(cluster, $"DROP DATABASE {name} WITH (FORCE)");
        }
    }
}
