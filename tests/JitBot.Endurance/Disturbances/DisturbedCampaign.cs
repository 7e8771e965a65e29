namespace JitBot.Endurance.Disturbances;

/// <summary>Many disturbed stories, as many at once as the cores can keep up with.</summary>
internal static class DisturbedCampaign
{
    /// <summary>Processes that are worth running at the same time: most of them wait most of the time.</summary>
    private const int HostsAtOnce = 3;

    /// <summary>Plays them; the n-th story's seed is the seed plus n, and it gets a database of its own.</summary>
    public static async Task<IReadOnlyList<StoryFigures>> RunAsync(int runs, int seed, Func<int, Task<StoryDatabase>> create, Action<string> say)
    {
        var (done, next) = (0, 0);
        var stories = new List<StoryFigures>();
        var first = await create(0);
        await Task.WhenAll(Enumerable.Range(0, HostsAtOnce / first.Hosts).Select(_ => Task.Run(PlayNextAsync)));
        return stories;

        async Task PlayNextAsync()
        {
            while (Interlocked.Increment(ref next) - 1 is var run && run < runs)
            {
                var story = await Verdict.OnAsync($"disturbed-{first.Hosts}-{seed + run}", async () => await DisturbedStory.PlayAsync(run == 0 ? first : await create(run), seed + run));
                lock (stories)
                    stories.Add(story);
                say($"{Interlocked.Increment(ref done)} of {runs} runs");
                foreach (var line in story.Lines())
                    say(line);
            }
        }
    }
}
