using JitBot.Core.Settings;
using Serilog;
using Serilog.Events;

namespace JitBot.Host;

/// <summary>The section <c>Log</c>: how much is logged to the console, and as what.</summary>
internal static class LogSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Log";

    private const string Text = "text";
    private const string Json = "json";
    private static readonly string[] Levels = Enum.GetNames<LogEventLevel>();

    /// <summary>Everything wrong in the section.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section)
    {
        var reader = new SettingsReader(Section, section.AsEnumerable(makePathsRelative: true));
        reader.OneOf("Level", Levels);
        reader.OneOf("Format", Text, Json);
        return reader.Faults();
    }

    /// <summary>Logs to the console through Serilog, every line scrubbed of secrets.</summary>
    public static void AddLogs(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var level = Enum.TryParse<LogEventLevel>(section["Level"], ignoreCase: true, out var wanted) ? wanted : LogEventLevel.Information;
        var asJson = Json.Equals(section["Format"], StringComparison.OrdinalIgnoreCase);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .Filter.ByExcluding(new LastWords().Cover)
            .WriteTo.Console(new ScrubbingFormatter(asJson, new Scrubber(Secrets.Of(configuration))))
            .CreateLogger();
        services.AddLogging(logging => logging.ClearProviders().AddSerilog(logger, dispose: true));
    }
}
