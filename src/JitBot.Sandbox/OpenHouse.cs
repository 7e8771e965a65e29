using System.Runtime.InteropServices;
using JitBot.Sandbox.World;

namespace JitBot.Sandbox;

/// <summary>The sandbox without a story: everything runs, and it is said where to send what.</summary>
internal static class OpenHouse
{
    private const string Url = "http://127.0.0.1:3978";

    public static async Task<int> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        void End(PosixSignalContext signal)
        {
            signal.Cancel = true; // the folder and the processes are cleared away first
            stop.Cancel();
        }

        using var folder = new SandboxFolder();
        using var clock = SharedClock.Open(Path.Combine(folder.Path, "clock"));
        await using var world = await SandboxWorld.StartAsync(clock);
        if (await StartAsync(world, folder.Path, stop.Token) is not { } started)
            return 1;
        await using var host = started;
        world.Slack.Connect(host.Url);
        Say(world, host, folder);
        new Thread(() => ReadKeyboard(clock)) { IsBackground = true }.Start();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine("Ending.");
        return 0;
    }

    /// <summary>The host, or null after saying why it did not start: mostly because something else listens at its address.</summary>
    private static async Task<HostProcess?> StartAsync(SandboxWorld world, string folder, CancellationToken stop)
    {
        try
        {
            return await HostProcess.StartAsync(new HostPlan(world, folder) { Url = Url }, stop);
        }
        catch (InvalidOperationException)
        {
            var log = Path.Combine(folder, "host.log");
            var last = File.Exists(log) ? (await File.ReadAllLinesAsync(log, stop)).Where(line => !line.StartsWith("   at ", StringComparison.Ordinal)).TakeLast(5) : [];
            await Console.Error.WriteLineAsync($"The host did not start at {Url}:\n  {string.Join("\n  ", last)}");
            return null;
        }
    }

    private static void Say(SandboxWorld world, HostProcess host, SandboxFolder folder) => Console.WriteLine($"""
        JitBot serves at {host.Url} with its data in {folder.Path} (removed at the end); its log is host.log there.

          Slack look-alike    {world.Slack.BaseUrl}   signing secret: {world.Slack.Workspace.App.SigningSecret}
          Graph look-alike    {world.Graph.BaseUrl}
          Entra tokens        {world.Tokens.BaseUrl}
          Okta look-alike     {world.Okta.BaseUrl}

        Send signed requests to {host.Url}slack/commands, /slack/interactions, /slack/events and /slack/options as Slack would.
        People: riley, avery and morgan (approvers), sam (has the database already), gus (guest), stella (stranger).
        Entitlements: {SandboxSettings.EntraEntitlement} (Entra ID), {SandboxSettings.OktaEntitlement} (Okta), {SandboxSettings.ByTwoEntitlement} (two approvals).

        Type a length of time, as 30m or 4h, to wind the clock forward; Ctrl+C ends it.
        """);

    private static void ReadKeyboard(SharedClock clock)
    {
        while (Console.In.ReadLine() is { } line)
        {
            if (Core.Chat.Spans.Read(line) is not { } span)
                continue;
            clock.Wind(span);
            Console.WriteLine($"It is now {clock.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC.");
        }
    }
}
