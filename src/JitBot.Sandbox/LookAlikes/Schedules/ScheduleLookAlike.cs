using System.Globalization;
using System.Text.Json;

namespace JitBot.Sandbox.LookAlikes.Schedules;

/// <summary>
/// A web server that publishes on-call schedules under addresses that nobody guesses, as calendars on the web do: who does not know the address
/// finds nothing.
/// </summary>
internal sealed class ScheduleLookAlike : IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly LoopbackServer _server;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Type, string Text)> _files = [];

    private ScheduleLookAlike(TimeProvider clock)
    {
        _clock = clock;
        _server = new LoopbackServer(clock, Build);
    }

    /// <summary>What no address is found without.</summary>
    public string Secret { get; } = "sEcr3t-0f-the-schedule";

    /// <summary>The faults planned.</summary>
    public DirectoryFaults Faults { get; } = new();

    /// <summary>Every request, as "METHOD target".</summary>
    public IReadOnlyList<string> Requests => _server.Requests;

    /// <summary>Starts a server with nothing on it.</summary>
    public static async Task<ScheduleLookAlike> StartAsync(TimeProvider clock)
    {
        var schedules = new ScheduleLookAlike(clock);
        await schedules._server.StartAsync();
        return schedules;
    }

    /// <summary>Where a file is found.</summary>
    public Uri UrlOf(string file) => new(_server.BaseUrl, $"calendars/{file}?key={Secret}");

    /// <summary>Publishes a file as it is.</summary>
    public void Publish(string file, string text, string type = "application/json")
    {
        lock (_lock)
            _files[file] = (type, text);
    }

    /// <summary>Publishes a schedule on which these people are on call from now until then.</summary>
    public void PutOnCall(string file, DateTimeOffset until, params IEnumerable<(string Email, string? Name)> people)
    {
        var shifts = people.Select(person => new { start = Written(_clock.GetUtcNow().AddMinutes(-1)), end = Written(until), person = person.Email, name = person.Name });
        Publish(file, JsonSerializer.Serialize(new { onCall = shifts }));
    }

    /// <summary>Refuses connections from now on.</summary>
    public Task GoDownAsync() => _server.GoDownAsync();

    /// <summary>Listens again at the same address.</summary>
    public Task ComeBackAsync() => _server.StartAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Build(WebApplication app)
    {
        app.UseFaults(Faults, _ => DirectoryCall.Read, RefuseAsync);
        app.MapGet("/calendars/{file}", (HttpContext context, string file) =>
        {
            if (context.Request.Query["key"] != Secret || Find(file) is not var (type, text))
                return RefuseAsync(context, 404);
            context.Response.ContentType = type;
            return context.Response.WriteAsync(text, context.RequestAborted);
        });
        app.MapFallback(context => RefuseAsync(context, 404));
    }

    private (string Type, string Text)? Find(string file)
    {
        lock (_lock)
            return _files.TryGetValue(file, out var found) ? found : null;
    }

    /// <summary>Web servers answer with pages for people.</summary>
    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        if (status is >= 300 and < 400)
            context.Response.Headers.Location = "http://127.0.0.1:9/elsewhere";
        return context.Response.WriteAsync($"<html><body>{status}</body></html>", context.RequestAborted);
    }

    private static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
