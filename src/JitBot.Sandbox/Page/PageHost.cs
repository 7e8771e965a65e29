using JitBot.Sandbox.World;

namespace JitBot.Sandbox.Page;

/// <summary>The host's process as the page handles it: killed, stopped and started again, at the same address and on the same database.</summary>
internal sealed class PageHost(HostPlan plan) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private HostPlan _plan = plan;
    private HostProcess? _process;

    /// <summary>Raised when it becomes something else.</summary>
    public event Action? Changed;

    /// <summary>What it is doing.</summary>
    public HostCondition Condition { get; private set; } = HostCondition.Stopped;

    /// <summary>Where it listens; null before the first start.</summary>
    public Uri? Url { get; private set; }

    /// <summary>The file that keeps what it prints.</summary>
    public string LogPath => _plan.LogPath;

    /// <summary>Starts it if it does not run, and waits until it serves; throws if it ends before that.</summary>
    public Task StartAsync(CancellationToken ct) => InTurnAsync(async () =>
    {
        if (_process is not null)
            return;
        Become(HostCondition.Starting);
        try
        {
            _process = await HostProcess.StartAsync(_plan, ct);
        }
        catch
        {
            Become(HostCondition.Stopped);
            throw;
        }

        if (Url is null)
        {
            _plan.World.Slack.Connect(_process.Url);
            _plan.World.Teams.Teams.Connect(_process.Url);
        }

        Url = _process.Url;
        _plan = _plan with { Url = Url.GetLeftPart(UriPartial.Authority) };
        Become(HostCondition.Running);
    }, ct);

    /// <summary>kill -9.</summary>
    public Task KillAsync(CancellationToken ct) => EndAsync(process => process.KillAsync(), HostCondition.Killed, ct);

    /// <summary>SIGTERM, and waits until it has finished.</summary>
    public Task StopAsync(CancellationToken ct) => EndAsync(process => process.TerminateAsync(), HostCondition.Stopped, ct);

    /// <summary>Runs a verb of the program on the same settings; the exit code and what it printed.</summary>
    public Task<(int Code, string Output)> RunVerbAsync(string[] verb, CancellationToken ct) => HostProcess.RunVerbAsync(_plan, verb, ct);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _turn.Dispose();
    }

    private Task EndAsync(Func<HostProcess, Task> end, HostCondition then, CancellationToken ct) => InTurnAsync(async () =>
    {
        if (_process is not { } process)
            return;
        await end(process);
        _process = null;
        await process.DisposeAsync();
        Become(then);
    }, ct);

    private async Task InTurnAsync(Func<Task> act, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await act();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Become(HostCondition condition)
    {
        Condition = condition;
        Changed?.Invoke();
    }
}
