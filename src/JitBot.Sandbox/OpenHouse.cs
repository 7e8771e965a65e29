using System.Runtime.InteropServices;
using JitBot.Sandbox.Page;
using JitBot.Sandbox.TestClients;
using JitBot.Sandbox.World;

namespace JitBot.Sandbox;

/// <summary>The sandbox without a story: everything runs, and a page lets somebody play every part.</summary>
internal static class OpenHouse
{
    /// <summary>Beside the port of the real program, so that both can run; a free one if somebody else has it.</summary>
    private const int Port = 3979;

    private const int LogLinesShown = 5;

    /// <summary>Runs until it is interrupted; with a door for test clients if there is a port for it, and in a folder that stays if there is one.</summary>
    public static async Task<int> RunAsync(int? testClients = null, SandboxFolder? kept = null)
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        void End(PosixSignalContext signal)
        {
            signal.Cancel = true; // the folder and the processes are cleared away first
            stop.Cancel();
        }

        await using var house = await PageHouse.OpenAsync(Port, kept);
        if (!await StartAsync(house, stop.Token))
            return 1;
        await using var door = await OpenAsync(house, testClients);
        if (door is null && testClients is not null)
            return 1;
        Console.WriteLine($"Open {house.Url} in a browser. Ctrl+C ends it.");
        Console.WriteLine(WhereItIs(house.Folder));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine(house.Folder.IsKept ? $"Ending. {house.Folder.Path} stays." : "Ending.");
        return 0;
    }

    private static string WhereItIs(SandboxFolder folder) =>
        $"The host's database is {folder.Database}, its checkpoints are beside it; {(folder.IsKept ? "they stay." : "they go when it ends, unless --keep DIR says where to keep them.")}";

    /// <summary>Opens the door for test clients if there is to be one; if it does not open, says why.</summary>
    private static async Task<TestClientDoor?> OpenAsync(PageHouse house, int? testClients)
    {
        try
        {
            var door = await TestClientDoor.OpenAsync(house.World.Teams, testClients, Console.Error.WriteLine);
            if (door is not null)
                Console.WriteLine($"Test clients of the Bot Framework find JitBot at {door.Url}, unsigned, from this machine alone.");
            return door;
        }
        catch (InvalidOperationException taken)
        {
            await Console.Error.WriteLineAsync(taken.Message);
            return null;
        }
    }

    /// <summary>Starts the host; if it does not start, says why.</summary>
    private static async Task<bool> StartAsync(PageHouse house, CancellationToken stop)
    {
        try
        {
            await house.Host.StartAsync(stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            var log = File.Exists(house.Host.LogPath) ? await File.ReadAllLinesAsync(house.Host.LogPath, stop) : [];
            var last = log.Where(line => !line.StartsWith("   at ", StringComparison.Ordinal)).TakeLast(LogLinesShown);
            await Console.Error.WriteLineAsync($"The host did not start:\n  {string.Join("\n  ", last)}");
            return false;
        }
    }
}
