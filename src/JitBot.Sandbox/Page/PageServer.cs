using Microsoft.AspNetCore.Connections;

namespace JitBot.Sandbox.Page;

/// <summary>The web server behind the page.</summary>
internal sealed class PageServer(PageHouse house) : IAsyncDisposable
{
    /// <summary>The largest thing anybody types is a justification; everything else is names.</summary>
    private const long MostBytes = 64 * 1024;

    private WebApplication? _app;

    /// <summary>The one address, ending in a slash.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Listens at this port, or at a free one if somebody else has it.</summary>
    public async Task StartAsync(int port)
    {
        try
        {
            _app = await OpenAsync(port);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            _app = await OpenAsync(port: 0);
        }

        Url = new Uri(_app.Urls.Single() + "/");
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
            return;
        await _app.StopAsync(new CancellationToken(canceled: true)); // whoever looks is let go at once
        await _app.DisposeAsync();
    }

    private Task<WebApplication> OpenAsync(int port) => LoopbackDoor.OpenAsync(port, MostBytes, PageGuard.CheckAsync, app =>
    {
        app.MapGet("/stream", (HttpContext http) => PageStream.ServeAsync(http, house));
        app.MapPost("/act/{name}", (HttpContext http, string name) => PageActions.ServeAsync(http, house, name));
        app.MapGet("/{**name}", PageAssets.ServeAsync);
    });
}
