using JitBot.Sandbox.Demo;
using JitBot.Sandbox.World;

namespace JitBot.Sandbox;

/// <summary>What the sandbox program can be asked to do.</summary>
internal static class SandboxVerbs
{
    private const string Help = """
        The JitBot sandbox: the real host against look-alikes of Slack, Microsoft Graph, Entra ID and Okta, all on loopback.

          JitBot.Sandbox                 start everything and print the address of a page to play every part
          JitBot.Sandbox --demo          play the whole story, print it step by step, exit 0 or 1
          JitBot.Sandbox --demo --socket the same story over Socket Mode, with connections that end and break in the middle
          JitBot.Sandbox --help          this text
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case [HostProcess.Argument, .. var rest]:
                return await SandboxedHost.RunAsync(rest);
            case ["--demo"]:
                return await DemoProgram.RunAsync(DemoStory.Steps, inSocketMode: false);
            case ["--demo", "--socket"]:
                return await DemoProgram.RunAsync(SocketStory.Steps, inSocketMode: true);
            case []:
                return await OpenHouse.RunAsync();
            case ["--help" or "-h" or "help"]:
                Console.WriteLine(Help);
                return 0;
            default:
                Console.Error.WriteLine($"The sandbox does not know '{string.Join(' ', args)}'.\n\n{Help}");
                return 2;
        }
    }
}
