using JitBot.Benchmarks.Measuring;
using static JitBot.Benchmarks.Http.HttpRounds;
using static JitBot.Benchmarks.Http.SlackRequests;

namespace JitBot.Benchmarks.Http;

/// <summary>
/// The real host under signed requests of Slack's, beside a bare endpoint and, where it is, Bolt for JavaScript, which stores nothing. Ratios are JitBot's figure as a
/// multiple of theirs.
/// </summary>
internal sealed class HttpBenchmark
{
    private const string Name = "http";
    private const string Limit = "bare Kestrel";
    private const string OneWorker = "Bolt, one worker";
    private const string TwoWorkers = "Bolt, two workers";

    /// <summary>A signature, a form and the words of help may cost as much as two thirds of the bare answer.</summary>
    private const double OfLimit = 0.6;

    /// <summary>What Bolt needs two cores for we do with one.</summary>
    private const double OfBolt = 2;

    /// <summary>Nobody is to wait longer because what they did is on the disk when they are answered.</summary>
    private const double DurableOfBolt = 1;

    /// <summary>A flush and now and then a checkpoint stand in the way of the slowest.</summary>
    private const double LatencyOfBolt = 1.5;

    private static readonly bool IsBoltHere = BoltPeer.Modules is not null;
    private static readonly string[] Bolts = [OneWorker, TwoWorkers];
    private static readonly int[] Sizes = [LoadPlan.Connections];

    private static readonly Contest All = new(Name,
    [
        new Contender(Ours(Help), Sizes, HttpRounds.Host([Help, Request])),
        new Contender(Ours(Click), Sizes, HttpRounds.Host([Click])),
        new Contender(Limit, Sizes, HttpRounds.Bare),
        .. IsBoltHere ? [new Contender(OneWorker, Sizes, HttpRounds.Bolt(1, [Help])), new Contender(TwoWorkers, Sizes, HttpRounds.Bolt(2, Kinds))] : Array.Empty<Contender>(),
    ]);

    private readonly ContestFigures _figures;

    private HttpBenchmark(ContestFigures figures) => _figures = figures;

    public static Benchmark Benchmark { get; } = new(Name, "signed requests of Slack's at the real host beside bare Kestrel, and Bolt where it is", Run, All);

    private static IReadOnlyList<Measure> Run(Action<string> say)
    {
        var benchmark = new HttpBenchmark(All.Run(say));
        return [.. Kinds.SelectMany(benchmark.Of)];
    }

    /// <summary>Requests are sent to the host that has just told how to make them; clicks need one that has requests.</summary>
    private static string Ours(string kind) => kind == Click ? "JitBot, clicks" : "JitBot";

    private IEnumerable<Measure> Of(string kind) =>
    [
        .. Beside(kind, PerSecond, "answers", "per second", kind == Help ? Goal.RatioAtLeast(OfLimit) : null, Goal.RatioAtLeast(kind == Help ? OfBolt : DurableOfBolt)),
        .. Beside(kind, ClosedP99, "closed loop, p99", "ms", null, null),
        .. Beside(kind, OpenP50, "open loop, p50", "ms", null, null),
        .. Beside(kind, OpenP99, "open loop, p99", "ms", null, kind == Help ? null : Goal.RatioAtMost(LatencyOfBolt)),
        ToLimit(kind, ClosedProcessor, "closed loop, processor time each", "us", null),
        ToLimit(kind, OpenProcessor, "open loop, processor time each", "us", null),
        ToLimit(kind, ClosedAllocated, "closed loop, allocated each", "bytes", null),
        ToLimit(kind, OpenAllocated, "open loop, allocated each", "bytes", null),
    ];

    /// <summary>Beside the bare endpoint and Bolt with two workers; of one worker it is enough to see once what the second brings.</summary>
    private IEnumerable<Measure> Beside(string kind, string figure, string words, string unit, Goal? ofLimit, Goal? ofBolt)
    {
        yield return ToLimit(kind, figure, words, unit, ofLimit);
        foreach (var bolt in kind == Help ? Bolts : [TwoWorkers])
        {
            yield return IsBoltHere
                ? To(bolt, kind, kind, figure, words, unit, bolt == TwoWorkers ? ofBolt : null)
                : new Measure($"{kind}, {words} ({bolt}: not here)", unit, OurSpread(kind, figure));
        }
    }

    /// <summary>To the bare endpoint all kinds are the same, so it is measured with one.</summary>
    private Measure ToLimit(string kind, string figure, string words, string unit, Goal? goal) => To(Limit, Help, kind, figure, words, unit, goal);

    private Measure To(string other, string theirKind, string kind, string figure, string words, string unit, Goal? goal)
    {
        var (size, ours, theirs) = (LoadPlan.Connections, HttpRounds.Of(kind, figure), HttpRounds.Of(theirKind, figure));
        var beside = new Beside(other, _figures.Spread(other, size, theirs), _figures.Ratio((Ours(kind), size, ours), (other, size, theirs)));
        return new Measure($"{kind}, {words}", unit, OurSpread(kind, figure), beside, goal);
    }

    private Spread OurSpread(string kind, string figure) => _figures.Spread(Ours(kind), LoadPlan.Connections, HttpRounds.Of(kind, figure));
}
