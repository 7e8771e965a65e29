namespace JitBot.Sandbox.Demo;

/// <summary>Plays a story without a browser.</summary>
internal static class DemoProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<(string Name, Func<DemoStage, Task> Play)> steps, bool inSocketMode)
    {
        await using var stage = await DemoStage.OpenAsync(inSocketMode);
        foreach (var (name, play) in steps)
        {
            if (!await stage.PlayAsync(name, play))
                break; // what follows builds on it
        }

        return stage.Close(steps.Count);
    }
}
