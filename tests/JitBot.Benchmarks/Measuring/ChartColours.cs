namespace JitBot.Benchmarks.Measuring;

/// <summary>The look of a chart on a light page and on a dark one; the colours of lines are told apart by whoever sees few (Okabe and Ito), and each has a dash of its own.</summary>
internal static class ChartColours
{
    /// <summary>How many lines can be told apart.</summary>
    public const int Count = 5;

    /// <summary>As an element of the SVG.</summary>
    public const string Style = """
        <style>
          svg { --page: #ffffff; --ink: #1f2328; --soft: #57606a; --grid: #d8dee4; --c0: #0072b2; --c1: #d55e00; --c2: #007a59; --c3: #a8478a; --c4: #57606a; }
          @media (prefers-color-scheme: dark) {
            svg { --page: #0d1117; --ink: #e6edf3; --soft: #9da7b1; --grid: #30363d; --c0: #56b4e9; --c1: #f0a04b; --c2: #3fcf9f; --c3: #e08bc4; --c4: #9da7b1; }
          }
          text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-size: 12px; fill: var(--ink); }
          .title { font-size: 16px; font-weight: 600; } .panel { font-size: 13px; font-weight: 600; } .tick { font-size: 11px; fill: var(--soft); }
          .page { fill: var(--page); } .grid { stroke: var(--grid); stroke-width: 1; } .frame { fill: none; stroke: var(--soft); stroke-width: 1; }
          polyline { fill: none; stroke-width: 2; } g line { stroke-width: 1.5; } circle { stroke: none; }
          .line0 { stroke: var(--c0); fill: var(--c0); } .line0 polyline { stroke-width: 3; }
          .line1 { stroke: var(--c1); fill: var(--c1); } .line1 polyline { stroke-dasharray: 8 4; }
          .line2 { stroke: var(--c2); fill: var(--c2); } .line2 polyline { stroke-dasharray: 2 4; }
          .line3 { stroke: var(--c3); fill: var(--c3); } .line3 polyline { stroke-dasharray: 10 3 2 3; }
          .line4 { stroke: var(--c4); fill: var(--c4); } .line4 polyline { stroke-dasharray: 4 4; stroke-width: 1.5; }
        </style>

        """;
}
