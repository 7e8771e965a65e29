using JitBot.Sandbox.LookAlikes;
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
            HasTouch = width < Visitor.NarrowBelow,
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

    /// <summary>Waits until it holds in the world; looked at after each change of the chats and of the directory, and not in between.</summary>
    public async Task SeeAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var changes = new SemaphoreSlim(0);
        var world = House.World;
        void Ring() => changes.Release();
        void Change(MembershipChange change) => Ring();
        world.Slack.Workspace.Changed += Ring;
        world.Teams.Teams.Organisation.Changed += Ring;
        world.Graph.Directory.Memberships.Changed += Change;
        while (!holds())
            await changes.WaitAsync(patience.Token);
        world.Slack.Workspace.Changed -= Ring;
        world.Teams.Teams.Organisation.Changed -= Ring;
        world.Graph.Directory.Memberships.Changed -= Change;
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
