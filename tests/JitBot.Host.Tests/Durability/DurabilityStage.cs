using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Store;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;
using JitBot.Storage.Sqlite;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Host.Tests.Durability;

/// <summary>The world, and the host in a process of its own that can be killed at a chosen moment: when the world sees its n-th sign of life.</summary>
internal sealed class DurabilityStage : IAsyncDisposable
{
    /// <summary>Whatever takes longer, on a machine however busy, has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SandboxFolder _folder = new();
    private readonly SemaphoreSlim _signs = new(0);
    private readonly Lock _lock = new();
    private HostProcess? _host;
    private int _signsLeft = int.MaxValue;
    private TaskCompletionSource _killed = new();

    private DurabilityStage() => Clock = SharedClock.Open(Path.Combine(_folder.Path, "clock"));

    public SharedClock Clock { get; }

    public SandboxWorld World { get; private set; } = null!;

    public string Folder => _folder.Path;

    /// <summary>Whether the kill that was planned has happened.</summary>
    public bool IsKilled => _killed.Task.IsCompleted;

    private HostProcess Host => _host ?? throw new InvalidOperationException("The host is not running.");

    public static async Task<DurabilityStage> OpenAsync()
    {
        var stage = new DurabilityStage();
        stage.World = await SandboxWorld.StartAsync(stage.Clock);
        stage.World.Slack.Workspace.Changed += stage.Sign;
        stage.World.Graph.Received += stage.SignOfCall;
        stage.World.Graph.Directory.Memberships.Changed += stage.SignOfChange;
        stage.World.Okta.Directory.Memberships.Changed += stage.SignOfChange;
        return stage;
    }

    public async Task StartHostAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        _host = await HostProcess.StartAsync(World, Folder, "http://127.0.0.1:0", patience.Token);
        World.Slack.Connect(_host.Url);
    }

    /// <summary>Plans kill -9 for the sign of life that many from now: amid a call of the host, before it hears the answer.</summary>
    public void KillAtSign(int number)
    {
        lock (_lock)
            (_killed, _signsLeft) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), number);
    }

    /// <summary>Waits for the end of a host that was killed.</summary>
    public async Task BuryAsync()
    {
        await _killed.Task.WaitAsync(Patience);
        await Host.DisposeAsync();
        _host = null;
    }

    /// <summary>SIGTERM, as service managers send it; the exit code and how long it took.</summary>
    public async Task<(int Code, TimeSpan Took)> TerminateAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        var code = await Host.TerminateAsync().WaitAsync(Patience);
        await Host.DisposeAsync();
        _host = null;
        return (code, TimeProvider.System.GetElapsedTime(start));
    }

    /// <summary>Asks the host to end and reads what it left.</summary>
    public async Task StopAsync()
    {
        await Host.StopAsync().WaitAsync(Patience);
        await Host.DisposeAsync();
        _host = null;
    }

    /// <summary>Waits until it holds (true) or until the wait is over (false); looked at after each sign of life.</summary>
    public async Task<bool> SeeAsync(Func<bool> holds, TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? Patience);
        try
        {
            while (!holds())
                await _signs.WaitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return holds();
        }
    }

    /// <summary>Runs a verb of the program on the database.</summary>
    public Task<(int Code, string Output)> RunVerbAsync(params string[] verb) => RunVerbAsync(verb, changes: []);

    /// <summary>The same, with changes to the sandbox's settings.</summary>
    public async Task<(int Code, string Output)> RunVerbAsync(string[] verb, params (string Key, string Value)[] changes)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await HostProcess.RunVerbAsync(World, Folder, verb, patience.Token, changes);
    }

    /// <summary>All lines of the log, in order of the chain.</summary>
    public async Task<IReadOnlyList<StoredLine>> ReadLogAsync()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(SandboxSettings.For(World, Folder)).Build().GetSection(SqliteSetup.Section);
        await using var services = new ServiceCollection().AddLogging().AddSqliteForReading(section).BuildServiceProvider();
        var store = services.GetRequiredService<IAccessStore>();
        await store.OpenAsync(default);
        var lines = new List<StoredLine>();
        await foreach (var line in store.ReadChainAsync(default))
            lines.Add(AuditJson.Read(line.Bytes));
        return lines;
    }

    public SlackGestures As(string handle) => World.Slack.Person(handle);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await World.DisposeAsync();
        Clock.Dispose();
        _signs.Dispose();
        _folder.Dispose();
    }

    private void SignOfCall(IHeaderDictionary headers) => Sign();

    private void SignOfChange(MembershipChange change) => Sign();

    private void Sign()
    {
        _signs.Release();
        lock (_lock)
        {
            if (--_signsLeft != 0)
                return;
        }

        _ = Host.KillAsync(); // the signal is sent before this returns
        _killed.TrySetResult();
        _signs.Release();
    }
}
