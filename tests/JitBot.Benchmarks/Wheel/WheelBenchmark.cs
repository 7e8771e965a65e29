using JitBot.Benchmarks.Measuring;
using JitBot.Benchmarks.Wheel.Contenders;
using static JitBot.Benchmarks.Wheel.WheelContest;

namespace JitBot.Benchmarks.Wheel;

/// <summary>
/// The wheel beside a heap, a tree, the runtime's timers, Quartz, and memory itself. Costs are of one timer. A peer's ratio is its cost as a multiple of
/// JitBot's, a limit's is JitBot's as a multiple of it.
/// </summary>
internal sealed class WheelBenchmark
{
    private static readonly string[] Costs = [Phases.Schedule, Phases.Cancel, Phases.Reschedule, Phases.Drain, Phases.Burst];

    private readonly ContestFigures _figures;

    private WheelBenchmark(ContestFigures figures) => _figures = figures;

    public static Benchmark Benchmark { get; } = new(Name, "timers beside a heap, a tree, the runtime's, Quartz and bare memory", Run, All) { Picture = WheelPicture.Draw };

    private static IReadOnlyList<Measure> Run(Action<string> say)
    {
        var benchmark = new WheelBenchmark(All.Run(say));
        return [.. Sizes.SelectMany(benchmark.CostsAt), .. benchmark.NextDues(), .. Sizes.SelectMany(benchmark.MemoryAt), .. benchmark.Stalls(), .. benchmark.Late()];
    }

    private IEnumerable<Measure> CostsAt(int size)
    {
        foreach (var cost in Costs)
        {
            if (_figures.Of(Heap, size, cost).Count > 0)
                yield return Peer(size, cost, Heap, size);
            if (_figures.Of(Tree, size, cost).Count > 0)
                yield return Peer(size, cost, Tree, size);
            if (TreeSizes.Contains(size) && cost is Phases.Schedule or Phases.Cancel)
                yield return Peer(size, cost, Runtime, size);
            if (size == Million && cost is Phases.Schedule or Phases.Cancel)
                yield return Peer(size, cost, Scheduler, SchedulerPending);
        }

        yield return Floor(size, Phases.Cancel, size == Most ? Goal.RatioAtMost(3) : null);
        yield return Floor(size, Phases.Burst, size == Million ? Goal.RatioAtMost(3) : null);
    }

    /// <summary>What each cost must come to beside which peer: about four fifths of what such a wheel has reached.</summary>
    private static Goal? GoalOf(int size, string cost, string peer) => (size, cost, peer) switch
    {
        (Million, Phases.Schedule, Heap) => Goal.RatioAtLeast(2),
        (Million, Phases.Schedule, Tree) => Goal.RatioAtLeast(30),
        (Million, Phases.Schedule, Runtime) => Goal.RatioAtLeast(25),
        (Million, Phases.Schedule, Scheduler) => Goal.RatioAtLeast(400),
        (Million, Phases.Cancel, Tree) => Goal.RatioAtLeast(40),
        (Million, Phases.Cancel, Runtime) => Goal.RatioAtLeast(15),
        (Million, Phases.Drain, Heap) => Goal.RatioAtLeast(1.8),
        (Most, Phases.Drain, Heap) => Goal.RatioAtLeast(2.8),
        (Million, Phases.Burst, Heap) => Goal.RatioAtLeast(12),
        _ => null,
    };

    private IEnumerable<Measure> NextDues()
    {
        foreach (var size in Sizes)
            yield return Alone(Ours, size, Phases.NextDue, "ns", Goal.AtMost(5));
        yield return Limit((Ours, Most, Phases.NextDue), "ns", $"with {Sizes[0]:N0}", (Ours, Sizes[0], Phases.NextDue), Goal.RatioAtMost(1.5));
    }

    private IEnumerable<Measure> MemoryAt(int size)
    {
        yield return Alone(Ours, size, Phases.Bytes, "bytes", size >= Million ? Goal.AtMost(40) : null);
        yield return Alone(Ours, size, Phases.Allocated, "bytes", Goal.AtMost(0));
        if (size == Million)
            yield return Limit((Ours, size, Phases.Bytes), "bytes", Runtime, (Runtime, size, Phases.Bytes), Goal.RatioAtMost(0.3));
    }

    private IEnumerable<Measure> Stalls() =>
    [
        Alone(OursStall, Million, Stall.Worst, "ms", Goal.AtMost(1)),
        Limit((OursStall, Million, Stall.Worst), "ms", Runtime, (RuntimeStall, Million, Stall.Worst), Goal.RatioAtMost(0.1)),
        Limit((OursStall, Million, Stall.Worst), "ms", "a thread that does nothing", (NothingStall, Million, Stall.Worst), null),
    ];

    private IEnumerable<Measure> Late()
    {
        foreach (var (phase, runtime, scheduler) in new[]
        {
            (Lateness.P50, null, null), (Lateness.P99, Goal.RatioAtMost(0.3), Goal.RatioAtMost(0.05)), (Lateness.Worst, null, null), (Lateness.Processor, Goal.RatioAtMost(0.25), (Goal?)null),
        })
        {
            yield return Limit((OursLate, Due, phase), "ms", Runtime, (RuntimeLate, Due, phase), runtime);
            yield return Limit((OursLate, Due, phase), "ms", $"{Scheduler} with {SchedulerDue:N0}", (SchedulerLate, SchedulerDue, phase), scheduler);
        }
    }

    private Measure Peer(int size, string cost, string peer, int peerSize) => new(
        Named(cost, size), "ns", _figures.Spread(Ours, size, cost),
        new Beside(peerSize == size ? peer : $"{peer} with {peerSize:N0}", _figures.Spread(peer, peerSize, cost), _figures.Ratio((peer, peerSize, cost), (Ours, size, cost))),
        GoalOf(size, cost, peer));

    private Measure Floor(int size, string cost, Goal? goal) => Limit((Ours, size, cost), "ns", Memory, (Memory, size, BareMemory.Access), goal);

    private Measure Limit((string Contender, int Size, string Phase) ours, string unit, string name, (string Contender, int Size, string Phase) limit, Goal? goal) => new(
        Named(ours.Phase, ours.Size), unit, _figures.Spread(ours.Contender, ours.Size, ours.Phase),
        new Beside(name, _figures.Spread(limit.Contender, limit.Size, limit.Phase), _figures.Ratio(ours, limit)), goal);

    private Measure Alone(string contender, int size, string phase, string unit, Goal? goal) => new(Named(phase, size), unit, _figures.Spread(contender, size, phase), Goal: goal);

    /// <summary>The name of a figure at a size.</summary>
    public static string Named(string what, int size) => $"{what}, {size:N0}";
}
