using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.Operations;

/// <summary>A real process is told by SIGHUP that its settings were changed.</summary>
public class HangUpTests
{
    private const string Least = "Catalogue:Policies:0:MinimumJustification";

    /// <summary>Everything here happens within moments, but machines that build beside their tests are slow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Test]
    [Platform(Exclude = "Win", Reason = "there is no SIGHUP")]
    public async Task It_reads_them_again_and_serves_on()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var folder = new SandboxFolder();
        using var clock = SharedClock.Open(Path.Combine(folder.Path, "clock"));
        await using var world = await SandboxWorld.StartAsync(clock);
        var credentials = Directory.CreateDirectory(Path.Combine(folder.Path, "credentials")).FullName;
        var settings = SandboxSettings.For(world, folder.Path);
        settings.Remove(Least); // the environment would stand over the file
        settings["CREDENTIALS_DIRECTORY"] = credentials;
        var file = Path.Combine(credentials, Least.Replace(":", "__", StringComparison.Ordinal));
        await File.WriteAllTextAsync(file, "10", patience.Token);
        await using var host = await HostProcess.StartAsync(new HostPlan(world, folder.Path) { Settings = settings }, patience.Token);
        world.Slack.Connect(host.Url);
        await AskAsync("request prod-db 1h long enough, INC-160");
        await world.Slack.Workspace.WaitUntilAsync(() => world.FindCard("INC-160") is not null, patience.Token);

        var before = await EditionAsync();
        await File.WriteAllTextAsync(file, "60", patience.Token);
        await host.HangUpAsync();
        while (await EditionAsync() == before)
            patience.Token.ThrowIfCancellationRequested(); // the clock stands, so nothing but the signal makes it look
        await AskAsync("request warehouse 1h too short now, INC-161");
        await world.Slack.Workspace.WaitUntilAsync(() => world.Slack.Modal("riley").IsOpen, patience.Token);
        Assert.That(world.FindCard("INC-161"), Is.Null);
        Assert.That(await host.TerminateAsync(), Is.Zero);

        Task AskAsync(string line) => world.Slack.Person("riley").CommandAsync("/jit", line);
        async Task<string> EditionAsync()
        {
            patience.Token.ThrowIfCancellationRequested();
            await world.Slack.Person("avery").CommandAsync("/jit", "catalogue");
            return world.Slack.Person("avery").Ephemerals[^1].Words;
        }
    }
}
