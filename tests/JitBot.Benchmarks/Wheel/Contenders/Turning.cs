using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Wheel.Contenders;

/// <summary>Rounds of timers that turn themselves: JitBot's wheel on its thread, the runtime's timers, and nothing at all, which shows what the machine itself takes away.</summary>
internal static class Turning
{
    private const int Days = 30;

    public static IReadOnlyDictionary<string, double> WheelLate(int count, int seed) => Lateness.Measure(count, seed, Lateness.Rounding, (story, order) =>
    {
        var wheel = new TurningWheel(payload => story.Called((int)payload));
        var now = TimeProvider.System.GetUtcNow() - story.Elapsed;
        foreach (var number in order)
            wheel.Schedule(now + story.DueIn(number), number);
        wheel.Start();
        return wheel;
    });

    public static IReadOnlyDictionary<string, double> RuntimeLate(int count, int seed) => Lateness.Measure(count, seed, Lateness.Coarse, (story, order) =>
    {
        var timers = new RuntimeSet(count);
        foreach (var number in order)
            timers.Add(() => story.Called(number), story.DueIn(number) - story.Elapsed);
        return timers;
    });

    public static IReadOnlyDictionary<string, double> WheelStall(int count, int seed)
    {
        var random = new Random(seed);
        using var wheel = new TurningWheel(_ => { });
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < count; i++)
            wheel.Schedule(now + Far(random), i);
        for (var beat = Stall.Beat; beat < TimeSpan.FromMinutes(1); beat += Stall.Beat)
            wheel.Schedule(now + beat, 0);
        wheel.Start();
        return Stall.Measure(() => wheel.Cancel(wheel.Schedule(now + Far(random), 1)));
    }

    public static IReadOnlyDictionary<string, double> RuntimeStall(int count, int seed)
    {
        var random = new Random(seed);
        using var timers = new RuntimeSet(count);
        for (var i = 0; i < count; i++)
            timers.Add(() => { }, Far(random));
        using var heart = new Timer(_ => { }, null, Stall.Beat, Stall.Beat);
        return Stall.Measure(() => new Timer(_ => { }, null, Far(random), Timeout.InfiniteTimeSpan).Dispose());
    }

    public static IReadOnlyDictionary<string, double> NothingStall(int count, int seed) => Stall.Measure(() => { });

    private static TimeSpan Far(Random random) => TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(random.NextInt64((long)TimeSpan.FromDays(Days).TotalMilliseconds));

    /// <summary>Runtime timers that are kept, so that none is collected before its time.</summary>
    private sealed class RuntimeSet(int count) : IDisposable
    {
        private readonly List<Timer> _timers = new(count);

        public void Add(Action called, TimeSpan inSo) => _timers.Add(new Timer(_ => called(), null, inSo, Timeout.InfiniteTimeSpan));

        public void Dispose() => _timers.ForEach(timer => timer.Dispose());
    }
}
