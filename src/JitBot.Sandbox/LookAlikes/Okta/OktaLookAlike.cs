using System.Globalization;

namespace JitBot.Sandbox.LookAlikes.Okta;

/// <summary>
/// An Okta organisation on loopback, with teeth: credentials are verified, budgets counted, lists paged, and the faults of
/// <see cref="Faults"/> strike the management API. What it holds survives <see cref="GoDownAsync"/>.
/// </summary>
internal sealed class OktaLookAlike : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    private OktaLookAlike(TimeProvider clock)
    {
        _server = new LoopbackServer(clock, Build);
        Directory = new OktaDirectory(clock, Faults);
        Sessions = new SessionEnds(clock);
        Limits = new OktaRateLimits(clock);
        Authority = new OktaAuthority(clock, () => BaseUrl);
        Door = new OktaDoor(Authority, () => BaseUrl);
        Directory.Memberships.Changed += change => Changed?.Invoke(change);
    }

    /// <summary>Raised after each true change of a membership.</summary>
    public event Action<MembershipChange>? Changed;

    /// <summary>Raised with each request, before anything is done about it.</summary>
    public event Action<HttpRequest>? Received;

    /// <summary>The address, as the settings want it.</summary>
    public Uri BaseUrl => _server.BaseUrl;

    /// <summary>The faults planned for the management API.</summary>
    public DirectoryFaults Faults { get; } = new();

    /// <summary>What the organisation holds.</summary>
    public OktaDirectory Directory { get; }

    /// <summary>Who was signed out of everything, tokens included.</summary>
    public SessionEnds Sessions { get; }

    /// <summary>The budgets of calls.</summary>
    public OktaRateLimits Limits { get; }

    /// <summary>Tokens and service apps.</summary>
    public OktaAuthority Authority { get; }

    /// <summary>Who may come in, and what they may do.</summary>
    public OktaDoor Door { get; }

    /// <summary>The largest page of any list; small to make callers follow links.</summary>
    public int PageSize { get; set; } = 200;

    /// <summary>Whether a list of users shows other people before those asked for.</summary>
    public bool ShowsOthersFirst { get; set; }

    /// <summary>Where the links of lists lead; elsewhere than <see cref="BaseUrl"/> only to trap a caller.</summary>
    public Uri? LinksLeadTo { get; set; }

    /// <summary>Every request, as "METHOD target".</summary>
    public IReadOnlyList<string> Requests => _server.Requests;

    /// <summary>Starts an organisation with nobody in it.</summary>
    public static async Task<OktaLookAlike> StartAsync(TimeProvider clock)
    {
        var okta = new OktaLookAlike(clock);
        await okta._server.StartAsync();
        return okta;
    }

    /// <summary>Refuses connections from now on.</summary>
    public Task GoDownAsync() => _server.GoDownAsync();

    /// <summary>Listens again at the same address.</summary>
    public Task ComeBackAsync() => _server.StartAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Build(WebApplication app)
    {
        app.Use((context, next) =>
        {
            Received?.Invoke(context.Request);
            return next(context);
        });
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api/v1"), api => api.UseFaults(Faults, Kind, RefuseAsync));
        new OktaRoutes(this).Map(app);
    }

    private static DirectoryCall Kind(HttpRequest request) => request.Method switch
    {
        "PUT" => DirectoryCall.Add,
        "DELETE" => DirectoryCall.Remove,
        _ => DirectoryCall.Read,
    };

    /// <summary>A throttled call says in Okta's way when to come back: by the second when its budget is full.</summary>
    private Task RefuseAsync(HttpContext context, int status)
    {
        if (int.TryParse(context.Response.Headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            context.Response.Headers.Remove("Retry-After");
            Limits.Refuse(context, TimeSpan.FromSeconds(seconds));
        }
        if (status is >= 300 and < 400)
            context.Response.Headers.Location = new Uri(BaseUrl, "api/v1/elsewhere").AbsoluteUri;
        return OktaAnswers.ErrorAsync(context, status);
    }
}
