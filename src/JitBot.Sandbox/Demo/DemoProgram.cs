namespace JitBot.Sandbox.Demo;

/// <summary>Plays the story without a browser.</summary>
internal static class DemoProgram
{
    public static async Task<int> RunAsync()
    {
        await using var stage = await DemoStage.OpenAsync();
        foreach (var (name, play) in DemoStory.Steps)
        {
            if (!await stage.PlayAsync(name, play))
                break; // what follows builds on it
        }

        return stage.Close(DemoStory.Steps.Count);
    }
}
