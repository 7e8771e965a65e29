using System.Globalization;

namespace JitBot.Sandbox.LookAlikes.PagerDuty;

/// <summary>
/// PagerDuty's REST API on loopback, with teeth: the key is checked, the version asked for, pages are bounded, calls counted, and the faults of
/// <see cref="Faults"/> strike it (https://github.com/PagerDuty/developer-docs, REST-API).
/// </summary>
internal sealed class PagerDutyLookAlike : IAsyncDisposable
{
    private const int UsualPage = 25;
    private const int LargestPage = 100;
    private const int MostRecords = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock;
    private readonly LoopbackServer _server;
    private readonly Lock _lock = new();
    private (DateTimeOffset Reset, int Used) _used;

    private PagerDutyLookAlike(TimeProvider clock)
    {
        _clock = clock;
        _server = new LoopbackServer(clock, Build);
    }

    /// <summary>The address, as the settings want it.</summary>
    public Uri BaseUrl => _server.BaseUrl;

    /// <summary>The one good key.</summary>
    public string ApiToken { get; set; } = "y_NbAkKc66ryYTWUXYEu";

    /// <summary>The faults planned.</summary>
    public DirectoryFaults Faults { get; } = new();

    /// <summary>What the account holds.</summary>
    public PagerDutyAccount Account { get; } = new();

    /// <summary>How many calls a minute are answered.</summary>
    public int PerMinute { get; set; } = 960;

    /// <summary>Whether good answers break off in the middle.</summary>
    public bool Garbles { get; set; }

    /// <summary>Whether the filter by schedule is ignored, as by a fault of the service: everybody on call anywhere is listed.</summary>
    public bool ForgetsFilter { get; set; }

    /// <summary>Every request, as "METHOD target".</summary>
    public IReadOnlyList<string> Requests => _server.Requests;

    /// <summary>Starts an account with nobody in it.</summary>
    public static async Task<PagerDutyLookAlike> StartAsync(TimeProvider clock)
    {
        var pagerDuty = new PagerDutyLookAlike(clock);
        await pagerDuty._server.StartAsync();
        return pagerDuty;
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
        app.Use((context, next) => WhyNot(context) is var (status, code, why) ? ErrorAsync(context, status, code, why) : next(context));
        app.MapGet("/oncalls", OnCallsAsync);
        app.MapGet("/users/{id}", (HttpContext context, string id) => Account.Person(id) is { } person
            ? AnswerAsync(context, new { user = new { id = person.Id, type = "user", summary = person.Name, name = person.Name, email = person.Email } })
            : ErrorAsync(context, 404, 2100, "Not Found"));
        app.MapGet("/schedules/{id}", (HttpContext context, string id) => RotaAsync(context, id, shifts: false));
        app.MapGet("/v3/schedules/{id}", (HttpContext context, string id) => RotaAsync(context, id, shifts: true));
        app.MapFallback(context => ErrorAsync(context, 404, 2100, "Not Found"));
    }

    /// <summary>Why a call is not answered: its key, the version it asks for, or the limit.</summary>
    private (int Status, int Code, string Why)? WhyNot(HttpContext context)
    {
        if (!Take(context))
            return (429, 2020, "Rate Limit Exceeded");
        if (context.Request.Headers.Authorization != $"Token token={ApiToken}")
            return (401, 2006, "Authentication failed");
        return context.Request.Headers.Accept.ToString().Contains("application/vnd.pagerduty+json;version=2", StringComparison.Ordinal)
            ? null
            : (406, 2002, "Arguments Caused Error");
    }

    private bool Take(HttpContext context)
    {
        var now = _clock.GetUtcNow();
        lock (_lock)
        {
            _used = _used.Reset <= now ? (now + Window, 1) : _used with { Used = _used.Used + 1 };
            Limits(context, Math.Max(0, PerMinute - _used.Used), _used.Reset - now);
            return _used.Used <= PerMinute;
        }
    }

    private Task OnCallsAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (Number(query["limit"], UsualPage) is not (> 0 and <= LargestPage and var limit) || Number(query["offset"], 0) is not { } offset || offset + limit > MostRecords)
            return ErrorAsync(context, 400, 2001, "Invalid Input Provided");
        var ids = query["schedule_ids[]"];
        var all = (from rota in Account.Rotas
                   where ForgetsFilter || ids.Contains(rota.Id)
                   from policy in Enumerable.Range(1, rota.Policies)
                   from entry in rota.OnCall
                   select Show(rota, policy, entry)).ToList();
        return AnswerAsync(context, new { oncalls = all.Skip(offset).Take(limit), limit, offset, more = offset + limit < all.Count, total = (int?)null });
    }

    /// <summary>As the page of the upgrade to v3 has it: each of the two answers for its own kind.</summary>
    private Task RotaAsync(HttpContext context, string id, bool shifts)
    {
        if (Account.Rota(id) is not { } rota)
            return ErrorAsync(context, 404, 2100, "Not Found");
        if (rota.IsMadeOfShifts != shifts)
            return ErrorAsync(context, shifts ? 400 : 404, shifts ? 2001 : 2100, "Invalid Schedule");
        var policies = Enumerable.Range(1, rota.Policies).Select(policy => new { id = $"PESC{policy:00}", type = "escalation_policy_reference" });
        return AnswerAsync(context, new { schedule = new { id, type = shifts ? "schedule_v3" : "schedule", name = rota.Name, escalation_policies = policies } });
    }

    private static object Show(PagerDutyRota rota, int policy, (string User, DateTimeOffset? Until) entry) => new
    {
        escalation_policy = new { id = $"PESC{policy:00}", type = "escalation_policy_reference" },
        escalation_level = 1,
        schedule = new { id = rota.Id, type = "schedule_reference", summary = rota.Name },
        user = new { id = entry.User, type = "user_reference" },
        start = entry.Until - TimeSpan.FromDays(7),
        end = entry.Until,
    };

    private async Task AnswerAsync(HttpContext context, object answer)
    {
        context.Response.ContentType = "application/json";
        var text = System.Text.Json.JsonSerializer.Serialize(answer);
        await context.Response.WriteAsync(Garbles ? text[..(text.Length / 2)] : text, context.RequestAborted);
    }

    /// <summary>A planned fault in PagerDuty's own words: when to come back stands in a header of its own.</summary>
    private static Task RefuseAsync(HttpContext context, int status)
    {
        if (int.TryParse(context.Response.Headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            context.Response.Headers.Remove("Retry-After");
            Limits(context, 0, TimeSpan.FromSeconds(seconds));
        }

        if (status is >= 300 and < 400)
            context.Response.Headers.Location = "http://127.0.0.1:9/elsewhere";
        return ErrorAsync(context, status, status == 429 ? 2020 : 2000, "planned");
    }

    private static void Limits(HttpContext context, int left, TimeSpan reset)
    {
        context.Response.Headers["ratelimit-remaining"] = left.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["ratelimit-reset"] = Math.Ceiling(reset.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    private static Task ErrorAsync(HttpContext context, int status, int code, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { message, code } });
    }

    private static int? Number(string? text, int usual) =>
        text is null ? usual : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
