using JitBot.Endurance.History;
using JitBot.Endurance.Stage;
using JitBot.Sandbox.World;

namespace JitBot.Endurance.Kills;

/// <summary>A world with one host on SQLite, in a process of its own, that can be killed at a chosen moment.</summary>
internal sealed class KillStage(StoryStage story) : IAsyncDisposable
{
    private readonly HostPlan _plan = new(story.World, story.Folder) { Settings = CrowdSettings.For(story.World, story.Folder) };
    private HostProcess? _host;
    private TaskCompletionSource _killed = NewDeath();
    private bool _serves;

    public StoryStage Story => story;

    /// <summary>Whether the host of this life was killed.</summary>
    public bool IsKilled => _killed.Task.IsCompleted;

    /// <summary>Where the host of this life listens.</summary>
    public Uri Url => Host.Url;

    private HostProcess Host => _host ?? throw new InvalidOperationException("The host is not running.");

    /// <summary>Begins a life; what is given back ends it by kill -9, from whatever thread, and does nothing to a later one.</summary>
    public Action Begin()
    {
        var (host, killed) = (HostProcess.Begin(_plan), NewDeath());
        (_host, _killed) = (host, killed);
        return () =>
        {
            if (!killed.TrySetResult())
                return;
            if (_host == host)
                _ = host.KillAsync(); // the signal is sent before this returns
            story.Signs.Wake();
        };
    }

    /// <summary>Waits until the host serves (true) or was killed before (false).</summary>
    public async Task<bool> ServeAsync()
    {
        using var patience = new CancellationTokenSource(StoryStage.Patience);
        var serving = Host.ServeAsync(patience.Token);
        await Task.WhenAny(serving, _killed.Task);
        if (IsKilled)
            return false;
        await serving;
        story.World.Slack.Connect(Host.Url);
        _serves = true;
        story.Timeline.CameUp(TimeProvider.System.GetUtcNow());
        return true;
    }

    /// <summary>Waits for the end of a host that was, or will be, killed.</summary>
    public async Task BuryAsync()
    {
        await _killed.Task.WaitAsync(StoryStage.Patience);
        await Host.DisposeAsync();
        GoneDown();
    }

    /// <summary>SIGTERM, as service managers send it; the exit code and how long it took.</summary>
    public async Task<(int Code, TimeSpan Took)> TerminateAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        var code = await Host.TerminateAsync().WaitAsync(StoryStage.Patience);
        await Host.DisposeAsync();
        GoneDown();
        return (code, TimeProvider.System.GetElapsedTime(start));
    }

    /// <summary>Asks the host to end; the exit code, so that one that died by itself is noticed.</summary>
    public async Task<int> StopAsync()
    {
        var code = await Host.StopAsync().WaitAsync(StoryStage.Patience);
        await Host.DisposeAsync();
        GoneDown();
        return code;
    }

    /// <summary>Runs a verb of the program on the data of the host, with changes to its settings.</summary>
    public async Task<(int Code, string Output)> RunVerbAsync(string[] verb, params (string Key, string Value)[] changes)
    {
        using var patience = new CancellationTokenSource(StoryStage.Patience);
        return await HostProcess.RunVerbAsync(_plan, verb, patience.Token, changes);
    }

    /// <summary>How many effects wait.</summary>
    public Task<int> CountPendingAsync(DateTimeOffset? dueBy) => AuditLog.CountPendingInSqliteAsync(_plan.Settings, dueBy);

    /// <summary>All lines of the log and the texts beside it.</summary>
    public Task<AuditLog> ReadLogAsync() => AuditLog.ReadSqliteAsync(_plan.Settings);

    /// <summary>What is found when everything is over and the host has stopped.</summary>
    public async Task<Aftermath> LookAroundAsync()
    {
        using var patience = new CancellationTokenSource(StoryStage.Patience);
        var (code, output) = await HostProcess.RunVerbAsync(_plan, ["audit", "verify"], patience.Token);
        var log = await File.ReadAllTextAsync(_plan.LogPath, patience.Token);
        return new Aftermath(code, output, await CountPendingAsync(dueBy: null), [log], story.Secrets, story.World.Slack.Workspace.Complaints);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await story.DisposeAsync();
    }

    private void GoneDown()
    {
        _host = null;
        if (_serves)
            story.Timeline.WentDown(TimeProvider.System.GetUtcNow());
        _serves = false;
    }

    private static TaskCompletionSource NewDeath() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
