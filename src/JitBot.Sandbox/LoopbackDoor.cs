using System.Net;

namespace JitBot.Sandbox;

/// <summary>The web server under each of the sandbox's own doors: loopback alone, nothing from the environment or from settings files.</summary>
internal static class LoopbackDoor
{
    /// <summary>Opens one at this port, 0 for a free one; <paramref name="check"/> looks at each request before <paramref name="map"/>'s routes do.</summary>
    public static async Task<WebApplication> OpenAsync(int port, long mostBytes, Func<HttpContext, RequestDelegate, Task> check, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = mostBytes;
            options.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Use(check);
        app.UseRouting();
        map(app);
        try
        {
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
