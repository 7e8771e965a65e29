using JitBot.Endurance.History;
using JitBot.Endurance.Stage;
using JitBot.Sandbox.World;

namespace JitBot.Endurance.Disturbances;

/// <summary>A world with one host or several on one database, each behind a line of its own, and one address for all of them.</summary>
internal sealed class DisturbedStage : IAsyncDisposable
{
    /// <summary>Short enough that a pause of a few seconds outlasts it; everything that is claimed is done in less, unless it is disturbed.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private readonly StoryDatabase _database;
    private readonly HostPlan _verbs;

    private DisturbedStage(StoryStage story, StoryDatabase database)
    {
        (Story, _database) = (story, database);
        _verbs = Plan(database.Port, "verbs");
        Replicas = [.. Enumerable.Range(1, database.Hosts).Select(Make)];
        var balancer = new RoundRobin(() => [.. Replicas.Select(replica => replica.Url).OfType<Uri>()]);
        story.World.Slack.Connect(new HttpClient(balancer) { BaseAddress = new Uri("http://replicas/") });
    }

    public StoryStage Story { get; }

    public IReadOnlyList<Replica> Replicas { get; }

    /// <summary>Opens a world and starts all hosts at once, as a deployment does.</summary>
    public static async Task<DisturbedStage> OpenAsync(StoryDatabase database)
    {
        var stage = new DisturbedStage(await StoryStage.OpenAsync(), database);
        await Task.WhenAll(stage.Replicas.Select(replica => replica.StartAsync()));
        return stage;
    }

    /// <summary>Asks every host to end.</summary>
    public async Task StopAsync()
    {
        var codes = await Task.WhenAll(Replicas.Select(replica => replica.StopAsync()));
        if (codes.Any(code => code != 0))
            throw new InvalidOperationException($"Hosts that nobody killed ended with {string.Join(", ", codes)}.");
    }

    /// <summary>How many effects wait.</summary>
    public Task<int> CountPendingAsync(DateTimeOffset? dueBy) => _database.CountPendingAsync(_verbs.Settings, dueBy);

    /// <summary>All lines of the log and the texts beside it.</summary>
    public Task<AuditLog> ReadLogAsync() => _database.ReadLogAsync(_verbs.Settings);

    /// <summary>What is found when everything is over and the hosts have stopped.</summary>
    public async Task<Aftermath> LookAroundAsync()
    {
        using var patience = new CancellationTokenSource(StoryStage.Patience);
        var (code, output) = await HostProcess.RunVerbAsync(_verbs, ["audit", "verify"], patience.Token);
        var logs = Replicas.Select(replica => File.ReadAllText(replica.LogPath)).ToList();
        return new Aftermath(code, output, await CountPendingAsync(dueBy: null), logs, Story.Secrets, Story.World.Slack.Workspace.Complaints);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in Replicas)
            await replica.DisposeAsync();
        await Story.DisposeAsync();
    }

    private Replica Make(int number)
    {
        var line = _database.Port is { } port ? CuttableProxy.Before(port) : null;
        return new Replica(Story, Plan(line?.Port, $"host-{number}"), line);
    }

    private HostPlan Plan(int? port, string name) => new(Story.World, Story.Folder)
    {
        Settings = _database.SettingsThrough(Story.World, Story.Folder, name, port),
        Log = $"{name}.log",
        Lease = Lease,
    };
}
