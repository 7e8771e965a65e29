using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using JitBot.Testing;
using Npgsql;

namespace JitBot.Benchmarks.Store.Shared;

/// <summary>PostgreSQL's own pgbench: connections that each insert a row of two hundred bytes, prepared, one to a commit. The least that anybody pays for something durable there.</summary>
internal static partial class SingleRows
{
    private const int RowBytes = 200;

    /// <summary>So many of each connection do not count.</summary>
    private const int Warming = 200;

    private const int Seconds = 1;

    public static Func<string, Task<IReadOnlyDictionary<string, double>>> Round(int connections) => async database =>
    {
        await PostgresCluster.RunAsync(database, "CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)");
        var (script, to) = (Path.GetTempFileName(), new NpgsqlConnectionStringBuilder(database));
        try
        {
            await File.WriteAllTextAsync(script, $"INSERT INTO bare (body) VALUES ('{new string('x', RowBytes)}');\n");
            var warmed = await RunAsync(to, connections, script, "-t", Warming);
            var played = await RunAsync(to, connections, script, "-T", Seconds);
            var kept = await PostgresCluster.AskAsync(database, "SELECT count(*) FROM bare");
            return kept is long rows && rows == warmed.Rows + played.Rows
                ? new Dictionary<string, double> { [Callers.PerSecond] = played.PerSecond }
                : throw new InvalidOperationException($"pgbench tells of {warmed.Rows + played.Rows} rows, and there are {kept}.");
        }
        finally
        {
            File.Delete(script);
        }
    };

    private static async Task<(long Rows, double PerSecond)> RunAsync(NpgsqlConnectionStringBuilder to, int connections, string script, string until, int much)
    {
        string[] arguments =
        [
            "-n", "-M", "prepared", "-f", script, "-h", to.Host!, "-p", Words(to.Port), "-U", to.Username!,
            "-c", Words(connections), "-j", Words(Math.Min(connections, Environment.ProcessorCount)), until, Words(much), to.Database!,
        ];
        var start = new ProcessStartInfo(BenchmarkCluster.Peer!, arguments) { RedirectStandardOutput = true, Environment = { ["PGPASSWORD"] = to.Password, ["LC_ALL"] = "C" } };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pgbench did not start.");
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? ((long)Number(Processed().Match(said)), Number(PerSecond().Match(said)))
            : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {said}");
    }

    private static double Number(Match match) =>
        match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : throw new InvalidOperationException("pgbench did not tell what it measured.");

    private static string Words(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^number of transactions actually processed: (\d+)", RegexOptions.Multiline)]
    private static partial Regex Processed();

    [GeneratedRegex(@"^tps = ([\d.]+) \(without initial connection time\)", RegexOptions.Multiline)]
    private static partial Regex PerSecond();
}
