using JitBot.Endurance.Stage;
using JitBot.Sandbox.World;

namespace JitBot.Endurance.Disturbances;

/// <summary>A host among others, or alone: its process, and its line to the database unless that is a file.</summary>
internal sealed class Replica(StoryStage story, HostPlan plan, CuttableProxy? line) : IAsyncDisposable
{
    private HostProcess? _host;
    private bool _isPaused;

    /// <summary>Its line to the database; null if that is a file.</summary>
    public CuttableProxy? Line => line;

    /// <summary>Where it listens; null while it does not.</summary>
    public Uri? Url { get; private set; }

    /// <summary>What it printed in all its lives.</summary>
    public string LogPath => plan.LogPath;

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>Starts it. One that cannot open its database ends, and is started again as a service manager would.</summary>
    public async Task StartAsync()
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (Url is null)
        {
            using var patience = new CancellationTokenSource(StoryStage.Patience);
            Starts++;
            _host = HostProcess.Begin(plan);
            try
            {
                await _host.ServeAsync(patience.Token);
                Url = _host.Url;
                story.Timeline.CameUp(TimeProvider.System.GetUtcNow());
            }
            catch (InvalidOperationException) when (TimeProvider.System.GetElapsedTime(begun) < StoryStage.Patience)
            {
                await _host.DisposeAsync();
            }
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        GoDown();
        await _host!.KillAsync();
        await _host.DisposeAsync();
    }

    /// <summary>Stops it where it stands.</summary>
    public Task PauseAsync()
    {
        _isPaused = true;
        return _host!.PauseAsync();
    }

    /// <summary>Lets it go on, if it was stopped.</summary>
    public async Task ResumeAsync()
    {
        if (_isPaused)
            await _host!.ResumeAsync();
        _isPaused = false;
    }

    /// <summary>Asks it to end; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        GoDown();
        var code = await _host!.StopAsync().WaitAsync(StoryStage.Patience);
        await _host.DisposeAsync();
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        if (Url is not null)
            await KillAsync();
        if (line is not null)
            await line.DisposeAsync();
    }

    private void GoDown()
    {
        Url = null;
        story.Timeline.WentDown(TimeProvider.System.GetUtcNow());
    }
}
