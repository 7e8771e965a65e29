using JitBot.Core.Settings;
using JitBot.Engine;

namespace JitBot.Host;

/// <summary>Composes the program from its rooms.</summary>
public static partial class JitBotApp
{
    /// <summary>Slack and others send a few kilobytes; a megabyte is far more than any of them, and no door should read on beyond it.</summary>
    private const long MostBodyBytes = 1024 * 1024;

    /// <summary>
    /// Chats and probes keep a few dozen open, behind a proxy or not; somebody who opens more holds memory and nothing else, and may not take all the
    /// files that the database needs too. What JitBot opens itself, sockets among them, does not count.
    /// </summary>
    private const int MostConnections = 1_000;

    /// <summary>
    /// Two seconds with open doors (<see cref="Draining"/>), six for work in flight and one to close. What is left of the ten that service managers
    /// are promised is for a connection that has to be broken and for the runtime's own end.
    /// </summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(9);

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
        faults = [.. HostSettings.WrongUrls(builder.Configuration), .. rooms.Faults];
        if (faults.Count > 0)
            return null;
        builder.Services.AddLogs(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.AddServerHeader = false;
        });
        AddDraining(builder.Services);
        rooms.Add(builder.Services, SettingsAgain.Of(rooms, builder.Configuration, args, adjust));
        builder.Services.AddEngineService();
        builder.Services.AddHostedService<HangUp>();
        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => Log.Serving(app.Logger, app.Urls));
        app.Use(LastAnswer);
        app.MapHealth();
        rooms.Map(app);
        return app;
    }

    /// <summary>Doors and engine close together: a request that hangs must not use up the time in which a removal could finish.</summary>
    private static void AddDraining(IServiceCollection services)
    {
        services.Configure<HostOptions>(options => (options.ShutdownTimeout, options.ServicesStopConcurrently) = (StopWithin, true));
        services.AddSingleton<Draining>();
        services.AddHostedService(made => made.GetRequiredService<Draining>());
    }

    /// <summary>While it stops, each answer is the last on its connection: a proxy must not send the next request into a door that is closing.</summary>
    private static Task LastAnswer(HttpContext http, RequestDelegate next)
    {
        if (http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
            http.Response.Headers.Connection = "close";
        return next(http);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Serving at {Urls}")]
        public static partial void Serving(ILogger log, ICollection<string> urls);
    }
}
