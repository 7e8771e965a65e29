namespace JitBot.Simulation.Running;

/// <summary>
/// The life of a simulated process, as the context its code runs in: what is posted to a life that ended is never run, which is what a crash
/// does to code that waits.
/// </summary>
internal sealed class Life(Scheduler scheduler) : SynchronizationContext
{
    /// <summary>Grows with each death.</summary>
    public int Number { get; private set; }

    /// <summary>Nothing runs before this.</summary>
    public DateTimeOffset PausedUntil { get; private set; } = DateTimeOffset.MinValue;

    public void End()
    {
        Number++;
        PausedUntil = DateTimeOffset.MinValue;
    }

    public void Pause(TimeSpan span) => PausedUntil = scheduler.Now + span;

    /// <summary>What waits for the pause to end.</summary>
    public List<Action> Held { get; } = [];

    public void Resume()
    {
        PausedUntil = DateTimeOffset.MinValue;
        scheduler.Release(this);
    }

    public override void Post(SendOrPostCallback d, object? state) => scheduler.At(scheduler.Now, this, Number, d, state);

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nobody in the engine waits on a thread.");

    public override SynchronizationContext CreateCopy() => this;
}
