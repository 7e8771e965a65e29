using System.Globalization;

namespace JitBot.Sandbox.LookAlikes.Opsgenie;

/// <summary>A schedule and the user names of those on call.</summary>
internal sealed record OpsgenieRota(string Id, string Name, IReadOnlyList<string> OnCall)
{
    public bool IsEnabled { get; init; } = true;
}

/// <summary>
/// Opsgenie's API on loopback as far as it tells who is on call, with teeth: the key is checked, an identifier is taken for what it is said to be,
/// and the faults of <see cref="Faults"/> strike it (https://docs.opsgenie.com/docs/who-is-on-call-api).
/// </summary>
internal sealed class OpsgenieLookAlike : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, OpsgenieRota> _rotas = [];

    private OpsgenieLookAlike(TimeProvider clock) => _server = new LoopbackServer(clock, Build);

    /// <summary>The address, as the settings want it.</summary>
    public Uri BaseUrl => _server.BaseUrl;

    /// <summary>The one good key.</summary>
    public string ApiKey { get; set; } = "eb243592-faa2-4ba2-a551-1afdf565c889";

    /// <summary>Schedules that the key's team may not see.</summary>
    public HashSet<string> Hidden { get; } = [];

    /// <summary>The faults planned.</summary>
    public DirectoryFaults Faults { get; } = new();

    /// <summary>Whether good answers break off in the middle.</summary>
    public bool Garbles { get; set; }

    /// <summary>Whether every question is answered about this schedule, as by a fault of the service.</summary>
    public string? MixesUpWith { get; set; }

    /// <summary>Every request, as "METHOD target".</summary>
    public IReadOnlyList<string> Requests => _server.Requests;

    /// <summary>Starts an account without schedules.</summary>
    public static async Task<OpsgenieLookAlike> StartAsync(TimeProvider clock)
    {
        var opsgenie = new OpsgenieLookAlike(clock);
        await opsgenie._server.StartAsync();
        return opsgenie;
    }

    /// <summary>Puts a schedule in the place of the one with its id.</summary>
    public void Put(OpsgenieRota rota)
    {
        lock (_lock)
            _rotas[rota.Id] = rota;
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
        app.MapGet("/v2/schedules/{schedule}/on-calls", OnCallsAsync);
        app.MapFallback(context => ErrorAsync(context, 404, "Resource or handler not found"));
    }

    private async Task OnCallsAsync(HttpContext context, string schedule)
    {
        if (context.Request.Headers.Authorization != $"GenieKey {ApiKey}")
        {
            await ErrorAsync(context, 401, "Could not authenticate");
            return;
        }

        var query = context.Request.Query;
        if (Find(MixesUpWith ?? schedule, MixesUpWith is null ? query["scheduleIdentifierType"].FirstOrDefault() : "id") is not { } rota)
        {
            await ErrorAsync(context, 404, "Schedule does not exist");
            return;
        }

        if (Hidden.Contains(rota.Id))
        {
            await ErrorAsync(context, 403, "You are not authorized to perform this action.", 40301);
            return;
        }

        var parent = new { id = rota.Id, name = rota.Name, enabled = rota.IsEnabled };
        object data = query["flat"] == "true"
            ? new { _parent = parent, onCallRecipients = rota.OnCall }
            : new { _parent = parent, onCallParticipants = rota.OnCall.Select(name => new { id = Guid.Empty, name, type = "user" }) };
        context.Response.Headers["X-RateLimit-State"] = "OK";
        context.Response.ContentType = "application/json";
        var text = System.Text.Json.JsonSerializer.Serialize(new { data, took = 0.045, requestId = context.TraceIdentifier });
        await context.Response.WriteAsync(Garbles ? text[..(text.Length / 2)] : text, context.RequestAborted);
    }

    /// <summary>An id unless it is said to be a name.</summary>
    private OpsgenieRota? Find(string schedule, string? type)
    {
        lock (_lock)
            return _rotas.Values.FirstOrDefault(rota => (type == "name" ? rota.Name : rota.Id) == schedule);
    }

    /// <summary>A planned fault in Opsgenie's own words: not when to come back is told, but in which period there was too much.</summary>
    private static Task RefuseAsync(HttpContext context, int status)
    {
        if (int.TryParse(context.Response.Headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            context.Response.Headers.Remove("Retry-After");
            context.Response.Headers["X-RateLimit-State"] = "THROTTLED";
            context.Response.Headers["X-RateLimit-Reason"] = "ACCOUNT";
            context.Response.Headers["X-RateLimit-Period-In-Sec"] = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (status is >= 300 and < 400)
            context.Response.Headers.Location = "http://127.0.0.1:9/elsewhere";
        return ErrorAsync(context, status, status == 429 ? "TooManyRequests" : "planned");
    }

    private static Task ErrorAsync(HttpContext context, int status, string message, int? code = null)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { message, code, took = 0.001, requestId = context.TraceIdentifier });
    }
}
