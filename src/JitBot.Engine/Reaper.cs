using JitBot.Core;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;

namespace JitBot.Engine;

/// <summary>
/// Takes away what is overdue and ends: the same work as in the program that serves, by the same hands, but nothing is granted and nobody is
/// told anything; that stays queued. For the day on which the program cannot be started.
/// </summary>
public sealed class Reaper
{
    /// <summary>How often it is looked at what is left: often enough to end soon, seldom enough for ten thousand that wait for a quota.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly IAccessStore _store;
    private readonly WakeClock _wakes;
    private readonly WorkCrew _crew;
    private readonly OverdueList _overdue;
    private readonly TrustedClock _clock;
    private readonly TimeProvider _time;

    internal Reaper(IAccessStore store, WakeClock wakes, WorkCrew crew, OverdueList overdue, TrustedClock clock, TimeProvider time)
    {
        _store = store;
        _wakes = wakes;
        _crew = crew;
        _overdue = overdue;
        _clock = clock;
        _time = time;
    }

    /// <summary>
    /// Opens the store and works until nothing is overdue or the time is over; then it answers what is left. Throws
    /// <see cref="StoreUnavailableException"/> when the store cannot be used, as while another process has it for itself.
    /// </summary>
    public async Task<IReadOnlyList<Overdue>> RunAsync(TimeSpan within, CancellationToken ct)
    {
        await _store.OpenAsync(ct);
        var start = _time.GetTimestamp();
        using var timer = new PeriodicTimer(LookEvery);
        while (true)
        {
            _clock.Look();
            _wakes.Watch(await _store.ListPendingAsync(dueBy: _clock.Now, ct));
            await _crew.DrainAsync(ct);
            var isOver = _time.GetElapsedTime(start) >= within;
            var left = await _overdue.LookAsync(most: isOver ? int.MaxValue : 1, ct);
            if (isOver || left.Count == 0)
                return left;
            await timer.WaitForNextTickAsync(ct);
        }
    }
}
