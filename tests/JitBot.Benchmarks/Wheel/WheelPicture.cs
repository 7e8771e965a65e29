using JitBot.Benchmarks.Measuring;
using static JitBot.Benchmarks.Wheel.WheelContest;

namespace JitBot.Benchmarks.Wheel;

/// <summary>The wheel against the others over the number of timers, drawn from what was measured.</summary>
internal static class WheelPicture
{
    private static readonly (string Phase, string Title)[] Panels =
    [
        (Phases.Burst, "all due in one second: to fire one"),
        (Phases.Schedule, "to schedule one, due within 30 days"),
    ];

    /// <summary>As an SVG.</summary>
    public static string Draw(IReadOnlyList<Measure> measures) => LogLogChart.Draw(
        "JitBot's timer wheel beside a heap, a tree, the runtime's timers and bare memory", "timers pending", "nanoseconds per timer",
        [.. Panels.Select(panel => new ChartPanel(panel.Title, Lines(measures, panel.Phase)))]);

    private static List<ChartLine> Lines(IReadOnlyList<Measure> measures, string phase)
    {
        var rows = Sizes.ToDictionary(size => size, size => measures.Where(measure => measure.What == WheelBenchmark.Named(phase, size)).ToList());
        var lines = new List<ChartLine> { new(Ours, [.. Sizes.Select(size => ((double)size, rows[size][0].JitBot!))]) };
        foreach (var peer in new[] { Heap, Tree, Runtime, Memory })
        {
            var points = Sizes.SelectMany(size => rows[size].Where(row => row.Beside?.Name == peer).Take(1).Select(row => ((double)size, row.Beside!.Figure))).ToList();
            if (points.Count > 0)
                lines.Add(new ChartLine(peer, points));
        }

        return lines;
    }
}
