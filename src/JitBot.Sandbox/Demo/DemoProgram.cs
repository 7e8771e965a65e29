using JitBot.Sandbox.World;

namespace JitBot.Sandbox.Demo;

/// <summary>Plays a story without a browser.</summary>
internal static class DemoProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<(string Name, Func<DemoStage, Task> Play)> steps, bool inSocketMode, SandboxFolder? kept = null)
    {
        await using var stage = await DemoStage.OpenAsync(inSocketMode, kept);
        foreach (var (name, play) in steps)
        {
            if (!await stage.PlayAsync(name, play))
                break; // what follows builds on it
        }

        if (kept is not null)
            Console.WriteLine($"\nThe host's database is {kept.Database}, its checkpoints are beside it; they stay.");
        return stage.Close(steps.Count);
    }
}
