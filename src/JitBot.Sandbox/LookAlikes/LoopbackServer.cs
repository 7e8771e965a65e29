using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace JitBot.Sandbox.LookAlikes;

/// <summary>
/// The web server under a look-alike: loopback alone, a free port that it keeps, the Date header by its clock, every request written down.
/// It takes nothing from the environment or from settings files.
/// </summary>
internal sealed class LoopbackServer(TimeProvider clock, Action<WebApplication> build, X509Certificate2? certificate = null)
    : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<string> _requests = [];
    private WebApplication? _app;
    private int _port;

    /// <summary>The address, ending in a slash; the same after the server was down.</summary>
    public Uri BaseUrl => new($"{(certificate is null ? "http" : "https")}://127.0.0.1:{_port}/");

    /// <summary>Every request that reached the server, as "METHOD target" with the target exactly as sent.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>Starts listening.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Listen);
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Use(ReceiveAsync);
        app.UseRouting();
        build(app);
        await app.StartAsync();
        _port = new Uri(app.Urls.Single()).Port;
        _app = app;
    }

    /// <summary>Stops listening and breaks every connection: the next call is refused.</summary>
    public async Task GoDownAsync()
    {
        if (Interlocked.Exchange(ref _app, null) is not { } app)
            return;
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await GoDownAsync();

    private void Listen(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Listen(IPAddress.Loopback, _port, endpoint =>
        {
            if (certificate is not null)
                endpoint.UseHttps(certificate);
        });
    }

    private Task ReceiveAsync(HttpContext context, RequestDelegate next)
    {
        lock (_lock)
            _requests.Add($"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");
        context.Response.Headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        return next(context);
    }
}
