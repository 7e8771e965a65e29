using System.Globalization;
using JitBot.Benchmarks.Grants;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace JitBot.Benchmarks.Store;

/// <summary>
/// Quartz with its durable store on SQLite, tables as it makes them itself, flushed at each commit with a write-ahead log as JitBot's: callers that schedule a trigger of one job, somewhere
/// within thirty days. Its scheduler is not started, as nobody works through what becomes due at JitBot either.
/// </summary>
internal static class QuartzSchedules
{
    private const long Flushed = 2;
    private static readonly JobKey Job = new("end");

    public static IReadOnlyDictionary<string, double> Round(int callers, int seed) => RoundAsync(callers).GetAwaiter().GetResult();

    private static async Task<IReadOnlyDictionary<string, double>> RoundAsync(int callers)
    {
        var folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");
        try
        {
            return await PlayAsync(Path.Combine(folder.FullName, "quartz.db"), callers);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyDictionary<string, double>> PlayAsync(string file, int callers)
    {
        using (var table = new BareTable(file))
            table.Execute("PRAGMA journal_mode = WAL");
        var scheduled = new int[callers];
        IReadOnlyDictionary<string, double> figures;
        await using (var services = Services($"Data Source={file}"))
        {
            var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
            await scheduler.AddJob(JobBuilder.Create<Nothing>().WithIdentity(Job).StoreDurably().Build());
            var now = TimeProvider.System.GetUtcNow();
            figures = await Callers.PlayAsync(callers, async (caller, times) =>
            {
                var due = GrantPlan.Spread(now, (times * callers) + caller).EndsAt;
                await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity(string.Create(CultureInfo.InvariantCulture, $"{caller} {times}")).ForJob(Job).StartAt(due).Build());
                scheduled[caller] = times + 1;
            });
        }

        AssertKept(file, scheduled.Sum());
        return figures;
    }

    private static ServiceProvider Services(string connection) => new ServiceCollection().AddLogging().AddQuartz(quartz => quartz.UsePersistentStore(store =>
    {
        store.UseSqlite(SqliteFactory.Instance, connection);
        store.ProvisionSchema();
    })).BuildServiceProvider();

    /// <summary>All of them, in a file that was kept as JitBot's is.</summary>
    private static void AssertKept(string file, int scheduled)
    {
        using var table = new BareTable(file);
        var (kept, journal, flushed) = (table.Scalar("SELECT count(*) FROM QRTZ_TRIGGERS"), table.Scalar("PRAGMA journal_mode"), table.Scalar("PRAGMA synchronous"));
        if (kept is not long triggers || triggers != scheduled || journal is not "wal" || flushed is not Flushed)
            throw new InvalidOperationException($"Quartz keeps {kept} of {scheduled} triggers, with the journal {journal} and flushing {flushed}.");
    }

    /// <summary>The job of all triggers; it is never run.</summary>
    private sealed class Nothing : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken ct) => ValueTask.CompletedTask;
    }
}
