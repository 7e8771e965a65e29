using System.Globalization;
using JitBot.Sandbox.Demo;
using JitBot.Sandbox.TestClients;
using JitBot.Sandbox.World;

namespace JitBot.Sandbox;

/// <summary>What the sandbox program can be asked to do.</summary>
internal static class SandboxVerbs
{
    private const int WrongUse = 2;

    private const string Keep = "--keep";

    private const string Help = """
        The JitBot sandbox: the real host against look-alikes of Slack, Teams, Microsoft Graph, Entra ID and Okta, all on loopback.

          JitBot.Sandbox                 start everything and print the address of a page to play every part
          JitBot.Sandbox --unsigned-teams [PORT]
                                         the same, and a door for test clients of the Bot Framework: what they send unsigned
                                         to http://127.0.0.1:3978/api/messages is signed here and brought to the host
          JitBot.Sandbox --demo          play the whole story, print it step by step, exit 0 or 1
          JitBot.Sandbox --demo --socket the same story over Socket Mode, with connections that end and break in the middle
          JitBot.Sandbox … --keep DIR    the same as without it, with the host's database, checkpoints and log in DIR, an empty or new folder,
                                         where they stay
          JitBot.Sandbox --help          this text
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [HostProcess.Argument, .. var host])
            return await SandboxedHost.RunAsync(host);
        if (Array.IndexOf(args, Keep) is not (>= 0 and var at))
            return await RunAsync(args, kept: null);
        string[] others = [.. args[..at], .. args.Skip(at + 2)];
        if (args.Length == at + 1 || args[at + 1].StartsWith('-'))
            return Complain($"{Keep} takes a folder, an empty one or one that is not there yet.");
        if (!IsKnown(others))
            return await RunAsync(others, kept: null); // what is wrong is said, and no folder made for it
        return SandboxFolder.Keep(args[at + 1], out var wrong) is { } kept ? await RunAsync(others, kept) : Complain($"{Keep}: {wrong}");
    }

    private static bool IsKnown(string[] args) => args is [] or ["--demo"] or ["--demo", "--socket"] or ["--unsigned-teams"] or ["--unsigned-teams", _];

    private static async Task<int> RunAsync(string[] args, SandboxFolder? kept)
    {
        switch (args)
        {
            case ["--demo"]:
                return await DemoProgram.RunAsync(DemoStory.Steps, inSocketMode: false, kept);
            case ["--demo", "--socket"]:
                return await DemoProgram.RunAsync(SocketStory.Steps, inSocketMode: true, kept);
            case []:
                return await OpenHouse.RunAsync(kept: kept);
            case ["--unsigned-teams"]:
                return await OpenHouse.RunAsync(TestClientDoor.UsualPort, kept);
            case ["--unsigned-teams", var port]:
                return ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                    ? await OpenHouse.RunAsync(number, kept)
                    : Complain($"--unsigned-teams takes a port, a number from 1 to {ushort.MaxValue}, and not '{port}'; without one it is {TestClientDoor.UsualPort}.");
            case ["--help" or "-h" or "help"]:
                Console.WriteLine(Help);
                return 0;
            default:
                return Complain($"The sandbox does not know '{string.Join(' ', args)}'.\n\n{Help}");
        }
    }

    private static int Complain(string why)
    {
        Console.Error.WriteLine(why);
        return WrongUse;
    }
}
