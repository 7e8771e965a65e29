using JitBot.Sandbox.World;

namespace JitBot.Sandbox.Page;

/// <summary>Everything the page shows and moves: the world, its clock, the host beside it, and what goes wrong.</summary>
internal sealed class PageHouse : IAsyncDisposable
{
    private readonly SandboxFolder _folder;
    private readonly PageServer _server;

    private PageHouse(SandboxFolder folder, SharedClock clock, SandboxWorld world)
    {
        (_folder, Clock, World) = (folder, clock, world);
        var settings = StorySettings.For(world, folder.Path);
        Names = new PageNames(world, settings);
        Host = new PageHost(new HostPlan(world, folder.Path) { Settings = settings });
        Health = new PageHealth(Host);
        Trouble = new PageTrouble(world);
        Ledger = new PageLedger(settings["Storage:Sqlite:Path"]!);
        Pulse = new PagePulse(Ledger, Health, TimeProvider.System);
        _server = new PageServer(this);
    }

    public SharedClock Clock { get; }

    public SandboxWorld World { get; }

    public PageNames Names { get; }

    public PageHost Host { get; }

    public PageHealth Health { get; }

    public PageTrouble Trouble { get; }

    public PageLedger Ledger { get; }

    public PagePulse Pulse { get; }

    /// <summary>The page's address.</summary>
    public Uri Url => _server.Url;

    /// <summary>Where the host's database is, and its checkpoints beside it.</summary>
    public SandboxFolder Folder => _folder;

    /// <summary>Opens the page at this port, or at a free one; the host, whose data are in this folder or in a temporary one, is not started by this.</summary>
    public static async Task<PageHouse> OpenAsync(int port, SandboxFolder? kept = null)
    {
        var folder = kept ?? new SandboxFolder();
        var clock = SharedClock.Open(Path.Combine(folder.Path, "clock"));
        var house = new PageHouse(folder, clock, await SandboxWorld.StartAsync(clock, withTeams: true));
        house.Listen();
        house.Pulse.Start();
        await house._server.StartAsync(port);
        return house;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Pulse.DisposeAsync();
        await Host.DisposeAsync();
        Health.Dispose();
        Trouble.Dispose();
        await World.DisposeAsync();
        Clock.Dispose();
        _folder.Dispose();
    }

    /// <summary>Whatever changes in this process rings by itself.</summary>
    private void Listen()
    {
        World.Slack.Events.RetriesByTheClock = true;
        World.Slack.Workspace.Changed += Pulse.Ring;
        World.Teams.Teams.Deliveries.RedeliversByTheClock = true;
        World.Teams.Teams.Organisation.Changed += Pulse.Ring;
        World.Graph.Directory.Memberships.Changed += _ => Pulse.Ring();
        World.Okta.Directory.Memberships.Changed += _ => Pulse.Ring();
        Host.Changed += Pulse.Ring;
        Trouble.Changed += Pulse.Ring;
    }
}
