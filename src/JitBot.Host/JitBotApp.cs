using JitBot.Core.Settings;
using JitBot.Engine;

namespace JitBot.Host;

/// <summary>Composes the program from its rooms.</summary>
public static partial class JitBotApp
{
    /// <summary>Slack and others send a few kilobytes; a megabyte is far more than any of them, and no door should read on beyond it.</summary>
    private const long MostBodyBytes = 1024 * 1024;

    /// <summary>Work in flight gets six seconds to finish, and the host four more to close.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The program, ready to run, or null with everything that is wrong in the settings. <paramref name="adjust"/> may add settings and
    /// services before they are looked at: the sandbox and the tests put their clock and their certificates there.
    /// </summary>
    public static WebApplication? Build(string[] args, Action<WebApplicationBuilder>? adjust, out IReadOnlyList<SettingsFault> faults)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        HostSettings.AddSources(builder, args);
        adjust?.Invoke(builder);
        var rooms = new Rooms(builder.Configuration);
        faults = rooms.Faults;
        if (faults.Count > 0)
            return null;
        builder.Services.AddLogs(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopWithin);
        rooms.Add(builder.Services);
        builder.Services.AddEngineService();
        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => Log.Serving(app.Logger, app.Urls));
        app.MapHealth();
        rooms.Map(app);
        return app;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Serving at {Urls}")]
        public static partial void Serving(ILogger log, ICollection<string> urls);
    }
}
