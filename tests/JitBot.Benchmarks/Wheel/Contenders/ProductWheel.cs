using JitBot.Core.Time;

namespace JitBot.Benchmarks.Wheel.Contenders;

/// <summary>JitBot's.</summary>
internal readonly struct ProductWheel : ITimers<ProductWheel, TimerHandle>
{
    private const int Batch = 1024;

    /// <summary>A burst of one second lies in a thousand slots of a millisecond, each of which takes at least one block.</summary>
    private const int BurstSlots = 1_024;

    private readonly TimerWheel _wheel;
    private readonly DueBatch _batch;

    private ProductWheel(DateTimeOffset start) => (_wheel, _batch) = (new TimerWheel(start), new DueBatch(Batch));

    public static ProductWheel Make(DateTimeOffset start, int count)
    {
        var timers = new ProductWheel(start);
        for (var i = 0; i < count; i++)
            timers.Schedule(start.AddMilliseconds(i % BurstSlots), i);
        while (timers._wheel.Advance(start.AddMilliseconds(BurstSlots), timers._batch) > 0)
        {
        }

        return timers;
    }

    public DateTimeOffset? NextDue => _wheel.NextDue;

    public TimerHandle Schedule(DateTimeOffset due, long payload) => _wheel.Schedule(due, payload);

    public bool Cancel(TimerHandle handle) => _wheel.Cancel(handle);

    public void Advance(DateTimeOffset now, Fired fired)
    {
        var present = now.ToUnixTimeMilliseconds();
        while (_wheel.Advance(now, _batch) > 0)
        {
            foreach (var timer in _batch.Timers)
                fired.Add(timer.Payload, timer.DueUnixMilliseconds, present);
        }
    }
}
