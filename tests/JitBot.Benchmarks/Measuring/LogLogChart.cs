using System.Globalization;
using System.Security;
using System.Text;

namespace JitBot.Benchmarks.Measuring;

/// <summary>What is drawn as one line: at each n the middle of the rounds and its ends.</summary>
internal sealed record ChartLine(string Name, IReadOnlyList<(double N, Spread Figure)> Points);

/// <summary>One field of a chart with its own lines; a name has the same colour in each.</summary>
internal sealed record ChartPanel(string Title, IReadOnlyList<ChartLine> Lines);

/// <summary>
/// Lines over n, both axes by powers of ten, as an SVG that needs nothing but itself: no script, no font of its own, and colours for a light and for a dark page.
/// </summary>
internal sealed class LogLogChart
{
    private const double PanelWidth = 400, PanelHeight = 280, Left = 62, Top = 78, Gap = 96, Below = 120;

    private readonly IReadOnlyList<ChartPanel> _panels;
    private readonly (int Least, int Most) _x, _y;
    private readonly List<string> _names;
    private readonly StringBuilder _svg = new();

    private LogLogChart(IReadOnlyList<ChartPanel> panels)
    {
        var points = panels.SelectMany(panel => panel.Lines).SelectMany(line => line.Points).ToList();
        _panels = panels;
        _x = Decades(points.Select(point => point.N));
        _y = Decades(points.SelectMany(point => new[] { point.Figure.Least, point.Figure.Most }));
        _names = [.. panels.SelectMany(panel => panel.Lines).Select(line => line.Name).Distinct()];
    }

    private double Width => Left + (_panels.Count * PanelWidth) + ((_panels.Count - 1) * Gap) + 44;

    /// <summary>Draws the panels side by side, with a legend below.</summary>
    public static string Draw(string title, string xAxis, string yAxis, IReadOnlyList<ChartPanel> panels)
    {
        var chart = new LogLogChart(panels);
        chart.Begin(title, xAxis, yAxis);
        foreach (var (at, panel) in panels.Index())
            chart.Add(panel, Left + (at * (PanelWidth + Gap)), xAxis, yAxis);
        chart.AddLegend();
        chart._svg.Append("</svg>\n");
        return chart._svg.ToString();
    }

    private void Begin(string title, string xAxis, string yAxis)
    {
        var height = Top + PanelHeight + Below;
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-labelledby="title about">""");
        Line($"""<title id="title">{Escaped(title)}</title>""");
        Line($"""<desc id="about">{Escaped(yAxis)} over {Escaped(xAxis)}, both by powers of ten: {Escaped(string.Join("; ", _panels.Select(panel => panel.Title)))}.</desc>""");
        _svg.Append(ChartColours.Style);
        Line($"""<rect class="page" width="{Width}" height="{height}"/>""");
        Line($"""<text class="title" x="{Left}" y="30">{Escaped(title)}</text>""");
    }

    private void Add(ChartPanel panel, double left, string xAxis, string yAxis)
    {
        var (right, bottom) = (left + PanelWidth, Top + PanelHeight);
        Line($"""<text class="panel" x="{left}" y="{Top - 14}">{Escaped(panel.Title)}</text>""");
        for (var decade = _x.Least; decade <= _x.Most; decade++)
        {
            var x = X(left, Math.Pow(10, decade));
            Line($"""<line class="grid" x1="{x:F1}" y1="{Top}" x2="{x:F1}" y2="{bottom}"/><text class="tick" x="{x:F1}" y="{bottom + 18}" text-anchor="middle">{Number(decade)}</text>""");
        }

        for (var decade = _y.Least; decade <= _y.Most; decade++)
        {
            var y = Y(Math.Pow(10, decade));
            Line($"""<line class="grid" x1="{left}" y1="{y:F1}" x2="{right}" y2="{y:F1}"/><text class="tick" x="{left - 8}" y="{y + 4:F1}" text-anchor="end">{Number(decade)}</text>""");
        }

        Line($"""<rect class="frame" x="{left}" y="{Top}" width="{PanelWidth}" height="{PanelHeight}"/>""");
        Line($"""<text class="axis" x="{left + (PanelWidth / 2)}" y="{bottom + 40}" text-anchor="middle">{Escaped(xAxis)}</text>""");
        var middle = Top + (PanelHeight / 2);
        Line($"""<text class="axis" x="{left - 44}" y="{middle}" text-anchor="middle" transform="rotate(-90 {left - 44} {middle})">{Escaped(yAxis)}</text>""");
        foreach (var line in panel.Lines)
            Add(line, left);
    }

    /// <summary>The line through the medians, a mark at each, and a stroke from the least to the most.</summary>
    private void Add(ChartLine line, double left)
    {
        var points = line.Points.OrderBy(point => point.N).Select(point => (X: X(left, point.N), point.Figure)).ToList();
        var path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F1},{Y(point.Figure.Median):F1}")));
        Line($"""<g class="line{Colour(line.Name)}"><polyline points="{path}"/>""");
        foreach (var (x, figure) in points)
            Line($"""<line x1="{x:F1}" y1="{Y(figure.Least):F1}" x2="{x:F1}" y2="{Y(figure.Most):F1}"/><circle cx="{x:F1}" cy="{Y(figure.Median):F1}" r="3.5"/>""");
        _svg.Append("</g>\n");
    }

    private void AddLegend()
    {
        var (x, y) = (Left, Top + PanelHeight + 74);
        foreach (var name in _names)
        {
            Line($"""<g class="line{Colour(name)}"><polyline points="{x},{y} {x + 30},{y}"/><circle cx="{x + 15}" cy="{y}" r="3.5"/></g>""");
            Line($"""<text class="key" x="{x + 38}" y="{y + 4}">{Escaped(name)}</text>""");
            x += 68 + (name.Length * 7.2);
        }

        Line($"""<text class="tick" x="{Left}" y="{y + 28}">Marks are medians of {Timing.Rounds} rounds; strokes reach from the least to the most.</text>""");
    }

    private int Colour(string name) => _names.IndexOf(name) % ChartColours.Count;

    private double X(double left, double n) => left + (PanelWidth * (Math.Log10(n) - _x.Least) / (_x.Most - _x.Least));

    private double Y(double figure) => Top + (PanelHeight * (_y.Most - Math.Log10(figure)) / (_y.Most - _y.Least));

    private static (int Least, int Most) Decades(IEnumerable<double> numbers)
    {
        var logs = numbers.Select(Math.Log10).ToList();
        var least = (int)Math.Floor(logs.Min());
        return (least, Math.Max(least + 1, (int)Math.Ceiling(logs.Max())));
    }

    private static string Number(int decade) => Math.Pow(10, decade).ToString(decade < 0 ? "0.###" : "N0", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => SecurityElement.Escape(text);

    private void Line(FormattableString line) => _svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
