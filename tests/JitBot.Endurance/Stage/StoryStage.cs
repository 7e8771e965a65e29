using JitBot.Endurance.History;
using JitBot.Endurance.People;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;

namespace JitBot.Endurance.Stage;

/// <summary>One world with its clock and all that is written down of it. Which hosts run in it is the business of the story that is played.</summary>
internal sealed class StoryStage : IAsyncDisposable
{
    /// <summary>Whatever takes longer, on a machine however busy, has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SandboxFolder _folder;

    private StoryStage(SharedClock clock, SandboxFolder folder, SandboxWorld world)
    {
        (_folder, Clock, World) = (folder, clock, world);
        Recorder = new Recorder(world, clock);
        Signs = new SignsOfLife(world);
    }

    public SharedClock Clock { get; }

    public SandboxWorld World { get; }

    public Recorder Recorder { get; }

    public SignsOfLife Signs { get; }

    public Timeline Timeline { get; } = new();

    public string Folder => _folder.Path;

    public static async Task<StoryStage> OpenAsync()
    {
        var folder = new SandboxFolder();
        var clock = SharedClock.Open(Path.Combine(folder.Path, "clock"));
        return new StoryStage(clock, folder, await SandboxWorld.StartAsync(clock));
    }

    /// <summary>Winds the clock forward for everybody.</summary>
    public void Wind(TimeSpan by)
    {
        Clock.Wind(by);
        Timeline.Wound(TimeProvider.System.GetUtcNow(), by);
    }

    public SlackGestures As(string handle) => World.Slack.Person(handle);

    /// <summary>What was seen, said and remembered, for the checker.</summary>
    public Story Tell(AuditLog log, RandomPeople people, Aftermath after, TimeSpan allowedLateness) => new()
    {
        Changes = Recorder.Changes,
        Requests = Recorder.Requests,
        Log = log.Lines,
        Texts = log.Texts,
        Tellings = Recorder.Tellings,
        Gestures = people.Memory,
        Accounts = RandomPeople.Everybody.ToDictionary(handle => handle, handle => World.Slack.Workspace.Person(handle).Id),
        Approvers = RandomPeople.Approvers,
        Timeline = Timeline,
        AllowedLateness = allowedLateness,
        After = after,
    };

    /// <summary>What must stand in no log of a host.</summary>
    public IReadOnlyList<string> Secrets =>
        [World.Slack.Workspace.App.BotToken, World.Slack.Workspace.App.SigningSecret, World.Okta.Door.ApiToken, SandboxWorld.ClientSecret];

    /// <summary>Copies the hosts' logs and data to where they outlive the story, and says where: somebody will want to know how it came to this.</summary>
    public string Keep(string name, IEnumerable<Violation> violations)
    {
        var kept = Directory.CreateTempSubdirectory($"jitbot-endurance-{name}-").FullName;
        foreach (var file in Directory.EnumerateFiles(Folder))
            File.Copy(file, Path.Combine(kept, Path.GetFileName(file)));
        File.WriteAllLines(Path.Combine(kept, "violations"), violations.Select(violation => violation.ToString()));
        File.WriteAllLines(Path.Combine(kept, "requests"), Recorder.Requests.Select(request => request.ToString()));
        File.WriteAllLines(Path.Combine(kept, "changes"), Recorder.Changes.Select(change => change.ToString()));
        File.WriteAllLines(Path.Combine(kept, "tellings"), Recorder.Tellings.Select(telling => telling.ToString().ReplaceLineEndings(" ")));
        return kept;
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        Clock.Dispose();
        _folder.Dispose();
    }
}
