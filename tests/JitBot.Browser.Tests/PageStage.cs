using JitBot.Sandbox.Page;

namespace JitBot.Browser.Tests;

/// <summary>A sandbox of its own with the real host beside it, and the visitors who look at its page.</summary>
internal sealed class PageStage : IAsyncDisposable
{
    private readonly List<IBrowserContext> _contexts = [];
    private readonly List<string> _complaints = [];

    private PageStage(PageHouse house) => House = house;

    public PageHouse House { get; }

    /// <summary>What a browser complained about, and what it wanted from elsewhere.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
                return [.. _complaints];
        }
    }

    public static async Task<PageStage> OpenAsync()
    {
        var stage = new PageStage(await PageHouse.OpenAsync(port: 0));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await stage.House.Host.StartAsync(patience.Token);
        await stage.WarmUpAsync(patience.Token);
        return stage;
    }

    /// <summary>Somebody opens the page.</summary>
    public async Task<Visitor> VisitAsync(int width, int height, ColorScheme colours = ColorScheme.Light)
    {
        var context = await Chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = colours,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Zurich",
        });
        _contexts.Add(context);
        context.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { IsLoopback: false, Scheme: not "data" })
                Complain($"It asked for {request.Url}.");
        };
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complain($"The console says: {message.Text}");
        };
        context.WebError += (_, error) => Complain($"A script failed: {error.Error}");
        var page = await context.NewPageAsync();
        await page.GotoAsync(House.Url.ToString());
        return new Visitor(page, isNarrow: width < Visitor.NarrowBelow);
    }

    /// <summary>Everybody closes the page: one that stays open shows its person's forms too, and asks the host what they offer.</summary>
    public async Task LeaveAsync()
    {
        foreach (var context in _contexts)
            await context.CloseAsync();
        _contexts.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await House.DisposeAsync();
    }

    /// <summary>A process that has just started, on a machine that builds beside its tests, may need longer than Slack waits for its first answer.</summary>
    private async Task WarmUpAsync(CancellationToken ct)
    {
        while (!(await House.World.Slack.Person("sam").CommandAsync("/jit", "mine")).IsAcknowledged)
            ct.ThrowIfCancellationRequested();
    }

    private void Complain(string words)
    {
        lock (_complaints)
            _complaints.Add(words);
    }
}
