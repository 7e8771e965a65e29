using JitBot.Core.Time;
using JitBot.Engine;

namespace JitBot.Benchmarks.Wheel.Contenders;

/// <summary>JitBot's wheel behind one lock, turned by JitBot's thread; what is due is called outside the lock.</summary>
internal sealed class TurningWheel : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimerWheel _wheel = new(TimeProvider.System.GetUtcNow());
    private readonly DueBatch _due = new(capacity: 1024);
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<long> _called;

    public TurningWheel(Action<long> called) => _called = called;

    public void Start() => EngineThread.Start(Turn, failure => Environment.FailFast("The wheel does not turn.", failure), _stop.Token);

    public TimerHandle Schedule(DateTimeOffset due, long payload)
    {
        lock (_gate)
            return _wheel.Schedule(due, payload);
    }

    public bool Cancel(TimerHandle handle)
    {
        lock (_gate)
            return _wheel.Cancel(handle);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private TimeSpan Turn()
    {
        while (Advance())
        {
            foreach (var timer in _due.Timers)
                _called(timer.Payload);
        }

        lock (_gate)
            return _wheel.NextDue is { } due ? due - TimeProvider.System.GetUtcNow() : TimeSpan.MaxValue;
    }

    private bool Advance()
    {
        lock (_gate)
            return _wheel.Advance(TimeProvider.System.GetUtcNow(), _due) > 0;
    }
}
