using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Recovery;

/// <summary>
/// What a start costs with live grants by the thousand, beside reading their moments in the same file, and what it costs to verify the log. Ratios are
/// JitBot's time as a multiple of the limit's.
/// </summary>
internal static class RecoveryBenchmark
{
    private const string Name = "recovery";
    private const string Ours = "JitBot";
    private const string Limit = "bare scan";
    private const string Verifier = "JitBot, verifying";
    private const string Hashing = "bare hashing";

    /// <summary>What is read must become rows of the program and timers, and may cost as much again as reading it.</summary>
    private const double OfLimit = 2;

    private static readonly int[] Sizes = [GrantStores.Few, GrantStores.Many, GrantStores.Most];
    private static readonly int[] Log = [GrantStores.Many];

    private static readonly Contest All = new(Name,
    [
        new Contender(Ours, Sizes, ProductStart.Round),
        new Contender(Limit, Sizes, BareScan.Round),
        new Contender(Verifier, Log, ChainVerification.Product),
        new Contender(Hashing, Log, ChainVerification.Bare),
    ]);

    public static Benchmark Benchmark { get; } = new(Name, "start with up to a million live grants beside a bare scan; verifying a million lines", Run, All);

    private static IReadOnlyList<Measure> Run(Action<string> say)
    {
        GrantStores.Build(step => say($"{Name}: {step}"));
        var figures = All.Run(say);
        return [.. Sizes.SelectMany(size => At(figures, size)), Verifying(figures)];
    }

    private static IEnumerable<Measure> At(ContestFigures figures, int size)
    {
        var told = size == GrantStores.Most ? $" (the log tells of {GrantStores.Few:N0})" : "";
        yield return ToScan(figures, size, ProductStart.Loading, BareScan.Scan, $"{ProductStart.Loading}, {size:N0} live grants", Goal.RatioAtMost(OfLimit));
        yield return ToScan(figures, size, ProductStart.Start, BareScan.Scan, $"{ProductStart.Start} to ready, {size:N0}{told}", null);
        yield return ToScan(figures, size, ProductStart.Start, BareScan.CheckAndScan, $"{ProductStart.Start} to ready, {size:N0}{told}", Goal.RatioAtMost(OfLimit));
        yield return new Measure($"{ProductStart.Bytes}, {size:N0}", "bytes", figures.Spread(Ours, size, ProductStart.Bytes));
    }

    private static Measure ToScan(ContestFigures figures, int size, string phase, string scan, string what, Goal? goal) =>
        To(figures, (Ours, size, phase), (Limit, size, scan), what, scan == BareScan.Scan ? Limit : "bare scan and check of all pages", goal);

    private static Measure Verifying(ContestFigures figures) => To(
        figures, (Verifier, GrantStores.Many, ChainVerification.Verify), (Hashing, GrantStores.Many, ChainVerification.Verify),
        $"verifying {ChainVerification.Lines(GrantStores.Many):N0} lines", "reading them and SHA-256", Goal.RatioAtMost(OfLimit));

    private static Measure To(
        ContestFigures figures, (string Contender, int Size, string Phase) ours, (string Contender, int Size, string Phase) limit, string what, string name, Goal? goal) => new(
        what, "ms", figures.Spread(ours.Contender, ours.Size, ours.Phase),
        new Beside(name, figures.Spread(limit.Contender, limit.Size, limit.Phase), figures.Ratio(ours, limit)), goal);
}
