using System.Globalization;
using JitBot.Benchmarks.Measuring;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace JitBot.Benchmarks.Wheel.Contenders;

/// <summary>Quartz with its store in memory and as many threads as it has by default: scheduling and cancelling triggers, and how late they come.</summary>
internal static class QuartzTimers
{
    private const int OneIn = 8;
    private const int Days = 30;
    private static readonly JobKey Job = new("call");

    public static IReadOnlyDictionary<string, double> Schedule(int count, int seed)
    {
        Dictionary<string, double> figures = [];
        PlayAsync(Math.Min(count, 2_000), seed, []).GetAwaiter().GetResult();
        PlayAsync(count, seed, figures).GetAwaiter().GetResult();
        return figures;
    }

    public static IReadOnlyDictionary<string, double> Late(int count, int seed) => Lateness.Measure(count, seed, Lateness.Coarse, (story, order) =>
    {
        var services = Services();
        var scheduler = Started(services, story.Called);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var number in order)
            scheduler.ScheduleJob(Trigger(number, now + story.DueIn(number))).AsTask().GetAwaiter().GetResult();
        scheduler.Start().AsTask().GetAwaiter().GetResult();
        return services;
    });

    private static async Task PlayAsync(int count, int seed, Dictionary<string, double> figures)
    {
        var random = new Random(seed);
        await using var services = Services();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var scheduler = Started(services, _ => throw new InvalidOperationException("It has not been started."));
        var start = TimeProvider.System.GetUtcNow().AddHours(1);
        var dues = Enumerable.Range(0, count).Select(_ => start.AddMilliseconds(random.NextInt64((long)TimeSpan.FromDays(Days).TotalMilliseconds))).ToArray();
        figures[Phases.Schedule] = await PerEachAsync(count, async number => await scheduler.ScheduleJob(Trigger(number, dues[number])));
        figures[Phases.Bytes] = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count;
        var chosen = Enumerable.Range(0, count).ToArray();
        random.Shuffle(chosen);
        var done = 0;
        figures[Phases.Cancel] = await PerEachAsync(count / OneIn, async number => done += await scheduler.UnscheduleJob(Key(chosen[number])) ? 1 : 0);
        if (done != count / OneIn)
            throw new InvalidOperationException($"Quartz cancelled {done} of {count / OneIn}.");
    }

    private static ServiceProvider Services() => new ServiceCollection().AddLogging().AddQuartz(quartz => quartz.UseInMemoryStore()).BuildServiceProvider();

    private static IScheduler Started(ServiceProvider services, Action<int> called)
    {
        Called.By = called;
        var scheduler = services.GetRequiredService<ISchedulerFactory>().GetScheduler().AsTask().GetAwaiter().GetResult();
        scheduler.AddJob(JobBuilder.Create<Called>().WithIdentity(Job).StoreDurably().Build()).AsTask().GetAwaiter().GetResult();
        return scheduler;
    }

    private static ITrigger Trigger(int number, DateTimeOffset due) => TriggerBuilder.Create().WithIdentity(Key(number)).ForJob(Job).StartAt(due).Build();

    private static TriggerKey Key(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    private static async Task<double> PerEachAsync(int count, Func<int, Task> each)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var number = 0; number < count; number++)
            await each(number);
        return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds * Timing.NanosecondsPerMillisecond / count;
    }

    /// <summary>Quartz makes its jobs itself, so what they call stands beside them.</summary>
    private sealed class Called : IJob
    {
        public static Action<int> By { get; set; } = _ => { };

        public ValueTask Execute(IJobExecutionContext context, CancellationToken ct)
        {
            By(int.Parse(context.Trigger.Key.Name, CultureInfo.InvariantCulture));
            return ValueTask.CompletedTask;
        }
    }
}
