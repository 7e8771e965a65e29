using JitBot.Endurance.History;
using JitBot.Endurance.Stage;
using JitBot.Sandbox.World;

namespace JitBot.Endurance.Replicas;

/// <summary>A world with three hosts on one database, each behind a line of its own, and one address for all of them.</summary>
internal sealed class ReplicaStage : IAsyncDisposable
{
    private const int Count = 3;
    private const string Storage = "Storage:";

    /// <summary>Short enough that a pause of a few seconds outlasts it; everything that is claimed is done in less, unless it is disturbed.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private readonly ReplicaDatabase _database;

    private ReplicaStage(StoryStage story, ReplicaDatabase database)
    {
        (Story, _database) = (story, database);
        Replicas = [.. Enumerable.Range(1, Count).Select(Make)];
        var balancer = new RoundRobin(() => [.. Replicas.Select(replica => replica.Url).OfType<Uri>()]);
        story.World.Slack.Connect(new HttpClient(balancer) { BaseAddress = new Uri("http://replicas/") });
    }

    public StoryStage Story { get; }

    public IReadOnlyList<Replica> Replicas { get; }

    /// <summary>Opens a world and starts all replicas at once, as a deployment does.</summary>
    public static async Task<ReplicaStage> OpenAsync(ReplicaDatabase database)
    {
        var stage = new ReplicaStage(await StoryStage.OpenAsync(), database);
        await Task.WhenAll(stage.Replicas.Select(replica => replica.StartAsync()));
        return stage;
    }

    /// <summary>Asks every replica to end.</summary>
    public async Task StopAsync()
    {
        var codes = await Task.WhenAll(Replicas.Select(replica => replica.StopAsync()));
        if (codes.Any(code => code != 0))
            throw new InvalidOperationException($"Replicas that nobody killed ended with {string.Join(", ", codes)}.");
    }

    /// <summary>All lines of the log and the texts beside it.</summary>
    public Task<AuditLog> ReadLogAsync() => _database.ReadLogAsync();

    /// <summary>What is found when everything is over and the hosts have stopped.</summary>
    public async Task<Aftermath> LookAroundAsync()
    {
        using var patience = new CancellationTokenSource(StoryStage.Patience);
        var (code, output) = await HostProcess.RunVerbAsync(Plan(_database.Port, "verb"), ["audit", "verify"], patience.Token);
        var logs = Replicas.Select(replica => replica.LogPath).Where(File.Exists).Select(File.ReadAllText).ToList();
        return new Aftermath(code, output, logs, Story.Secrets, Story.World.Slack.Workspace.Complaints);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in Replicas)
            await replica.DisposeAsync();
        await Story.DisposeAsync();
    }

    private Replica Make(int number)
    {
        var line = CuttableProxy.Before(_database.Port);
        return new Replica(Story, Plan(line.Port, $"replica-{number}"), line);
    }

    /// <summary>The sandbox's settings with this database in place of the file; each host signs checkpoints with a key of its own.</summary>
    private HostPlan Plan(int port, string name)
    {
        var settings = SandboxSettings.For(Story.World, Story.Folder).Where(setting => !setting.Key.StartsWith(Storage, StringComparison.Ordinal))
            .Concat(_database.SettingsThrough(port)).Append(new("Audit:Folder", Directory.CreateDirectory(Path.Combine(Story.Folder, name)).FullName));
        return new HostPlan(Story.World, Story.Folder) { Settings = settings.ToDictionary(), Log = $"{name}.log", Lease = Lease };
    }
}
