using JitBot.Benchmarks.Measuring;
using JitBot.Benchmarks.Wheel.Contenders;
using JitBot.Core.Time;

namespace JitBot.Benchmarks.Wheel;

/// <summary>Who is measured beside the wheel, and at which sizes.</summary>
internal static class WheelContest
{
    public const string Name = "wheel";
    public const string Ours = "JitBot";
    public const string Heap = "PriorityQueue";
    public const string Tree = "SortedSet";
    public const string Runtime = "System.Threading.Timer";
    public const string Scheduler = "Quartz";
    public const string Memory = "bare memory";

    public const string OursLate = "JitBot, late";
    public const string RuntimeLate = "System.Threading.Timer, late";
    public const string SchedulerLate = "Quartz, late";
    public const string OursStall = "JitBot, stalled";
    public const string RuntimeStall = "System.Threading.Timer, stalled";
    public const string NothingStall = "nothing, stalled";

    public const int Million = 1_000_000;

    /// <summary>Of a heap with so many the burst is left out: it takes ten seconds a round.</summary>
    public const int Most = 10 * Million;

    /// <summary>So many are due in one second where lateness is measured.</summary>
    public const int Due = 100_000;

    /// <summary>Quartz takes six microseconds and a thousand bytes for each; more of them would tell no more.</summary>
    public const int SchedulerPending = 50_000;

    /// <summary>More than these Quartz cannot call in a second.</summary>
    public const int SchedulerDue = 10_000;

    public static readonly int[] Sizes = [10_000, 100_000, Million, Most];

    /// <summary>A tree of ten million takes a minute a round; one of a million is not turned, which takes four seconds.</summary>
    public static readonly int[] TreeSizes = [10_000, 100_000, Million];

    public static Contest All { get; } = new(Name,
    [
        new Contender(Ours, Sizes, Phases.Round<ProductWheel, TimerHandle>),
        new Contender(Heap, Sizes, (count, seed) => Phases.Round<PriorityQueueTimers, int>(count, seed, upTo: count == Most ? Phases.Drain : Phases.Burst)),
        new Contender(Tree, TreeSizes, (count, seed) => Phases.Round<SortedSetTimers, long>(count, seed, upTo: count == Million ? Phases.NextDue : Phases.Burst)),
        new Contender(Runtime, TreeSizes, RuntimeTimers.Round),
        new Contender(Scheduler, [SchedulerPending], QuartzTimers.Schedule),
        new Contender(Memory, Sizes, BareMemory.Round),
        new Contender(OursLate, [Due], Turning.WheelLate),
        new Contender(RuntimeLate, [Due], Turning.RuntimeLate),
        new Contender(SchedulerLate, [SchedulerDue], QuartzTimers.Late),
        new Contender(OursStall, [Million], Turning.WheelStall) { MeetsNoCompiler = true },
        new Contender(RuntimeStall, [Million], Turning.RuntimeStall) { MeetsNoCompiler = true },
        new Contender(NothingStall, [Million], Turning.NothingStall) { MeetsNoCompiler = true },
    ], isCompiledAtOnce: true);
}
