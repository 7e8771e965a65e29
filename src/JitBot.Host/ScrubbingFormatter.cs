using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace JitBot.Host;

/// <summary>Writes log lines, each through the <see cref="Scrubber"/>. Only an exception's own lines stay lines, each indented.</summary>
internal sealed class ScrubbingFormatter(bool asJson, Scrubber scrubber) : ITextFormatter
{
    private const string Indent = "    ";

    private readonly JsonFormatter _json = new(renderMessage: true);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        if (asJson)
        {
            using var line = new StringWriter(CultureInfo.InvariantCulture);
            _json.Format(logEvent, line);
            output.WriteLine(scrubber.Clean(line.ToString().TrimEnd()));
            return;
        }

        var time = logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        output.WriteLine($"{time} {Short(logEvent.Level)} {scrubber.Clean(logEvent.RenderMessage(CultureInfo.InvariantCulture))}");
        foreach (var line in logEvent.Exception?.ToString().Split('\n') ?? [])
            output.WriteLine(Indent + scrubber.Clean(line.TrimEnd('\r')));
    }

    private static string Short(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "VRB",
        LogEventLevel.Debug => "DBG",
        LogEventLevel.Information => "INF",
        LogEventLevel.Warning => "WRN",
        LogEventLevel.Error => "ERR",
        _ => "FTL",
    };
}
