namespace JitBot.Endurance.Replicas;

/// <summary>Many stories of replicas, one after another on one database server: three processes keep both cores busy.</summary>
internal static class ReplicaCampaign
{
    /// <summary>Plays them; the n-th story's seed is the seed plus n.</summary>
    public static async Task<IReadOnlyList<StoryFigures>> RunAsync(int runs, int seed, Func<string, Task<ReplicaDatabase>> create, Action<string> say)
    {
        var stories = new List<StoryFigures>();
        for (var run = 0; run < runs; run++)
        {
            var story = await ReplicaStory.PlayAsync(await create($"story_{run}"), seed + run);
            stories.Add(story);
            say($"{run + 1} of {runs} runs");
            foreach (var line in story.Lines())
                say(line);
        }

        return stories;
    }
}
