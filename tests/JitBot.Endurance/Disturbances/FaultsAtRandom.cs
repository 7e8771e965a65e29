using JitBot.Endurance.Stage;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Slack;

namespace JitBot.Endurance.Disturbances;

/// <summary>What is done to the replicas, their lines, their database and the world around them, by a seed.</summary>
internal sealed class FaultsAtRandom(StoryStage story, IReadOnlyList<Replica> replicas, Func<Task> restartDatabase, Random random)
{
    /// <summary>A pause must outlast the worker's lease in real time, because that runs on the database's clock …</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2.5);

    /// <summary>… and the lease on a holding, which runs on the story's clock.</summary>
    private static readonly TimeSpan PauseOfStory = TimeSpan.FromSeconds(40);

    /// <summary>How long a line is out: less than a call to the database may take, and more.</summary>
    private static readonly TimeSpan[] Outages = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(1_500)];

    /// <summary>The kinds of faults, some more often than others.</summary>
    private const int Kinds = 17;

    /// <summary>Those among them that a host without a line to its database can meet.</summary>
    private const int KindsWithoutLine = 11;

    /// <summary>How many faults there were.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them were kills.</summary>
    public int Kills { get; private set; }

    /// <summary>One fault, from its beginning to its end.</summary>
    public async Task StrikeAsync()
    {
        Count++;
        var replica = replicas[random.Next(replicas.Count)];
        switch (random.Next(replica.Line is null ? KindsWithoutLine : Kinds))
        {
            case < 4:
                await KillAsync(replica);
                break;
            case < 7:
                await PauseAsync(replica);
                break;
            case < 10:
                DisturbDirectory();
                break;
            case < KindsWithoutLine:
                DisturbChat();
                break;
            default:
                await StrikeLineAsync(replica.Line!);
                break;
        }
    }

    /// <summary>Lets time pass, in which grants end and requests lapse.</summary>
    public void PassTime() => story.Wind(TimeSpan.FromMinutes(random.Next(1, 20)));

    /// <summary>Ends every fault that would last.</summary>
    public void Heal()
    {
        foreach (var replica in replicas)
            replica.Line?.Heal();
        foreach (var faults in Directories)
        {
            faults.Clear();
            faults.ReadsLag = TimeSpan.Zero;
        }

        story.World.Slack.Faults.Clear();
    }

    private DirectoryFaults[] Directories => [story.World.Graph.Faults, story.World.Okta.Faults];

    private async Task KillAsync(Replica replica)
    {
        Kills++;
        await replica.KillAsync();
        await replica.StartAsync();
    }

    private async Task PauseAsync(Replica replica)
    {
        await replica.PauseAsync();
        story.Wind(random.Next(3) == 0 ? TimeSpan.FromMinutes(random.Next(1, 70)) : PauseOfStory);
        await PassAsync(Pause);
        await replica.ResumeAsync();
    }

    private async Task StrikeLineAsync(CuttableProxy line)
    {
        switch (random.Next(6))
        {
            case < 2:
                line.Cut();
                return;
            case 2:
                await restartDatabase();
                return;
            case 3:
                line.FallSilent();
                break;
            default:
                line.Refuse();
                break;
        }

        await PassAsync(Outages[random.Next(Outages.Length)]);
        line.Heal();
    }

    private void DisturbDirectory()
    {
        var faults = Directories[random.Next(Directories.Length)];
        var call = random.Next(3) switch { 0 => DirectoryCall.Add, 1 => DirectoryCall.Remove, _ => DirectoryCall.Any };
        DirectoryFault fault = random.Next(8) switch
        {
            0 => new DirectoryFault.Throttled(TimeSpan.FromSeconds(random.Next(1, 5))),
            1 => new DirectoryFault.Fails(503),
            2 => new DirectoryFault.FailsAfter(500),
            3 => new DirectoryFault.LostBefore(),
            4 => new DirectoryFault.LostBefore(Quietly: true),
            5 => new DirectoryFault.LostAfter(Quietly: true),
            _ => new DirectoryFault.LostAfter(),
        };
        faults.Next(fault, call, times: random.Next(1, 4));
    }

    private void DisturbChat()
    {
        SlackFault fault = random.Next(4) switch
        {
            0 => new SlackFault.Throttles(TimeSpan.FromSeconds(1)),
            1 => new SlackFault.DoesAndHangsUp(),
            2 => new SlackFault.HangsUp(),
            _ => new SlackFault.DoesAndDenies(),
        };
        story.World.Slack.Faults.Next(random.Next(2) == 0 ? "chat.postMessage" : "chat.update", fault);
    }

    /// <summary>Real time that must pass because the database's clock cannot be wound.</summary>
    private static Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);
}
