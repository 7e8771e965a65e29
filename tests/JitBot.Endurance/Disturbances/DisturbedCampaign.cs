using JitBot.Testing;

namespace JitBot.Endurance.Disturbances;

/// <summary>Many disturbed stories, as many at once as the cores can keep up with: hosts wait most of the time.</summary>
internal static class DisturbedCampaign
{
    /// <summary>Stories of one host each.</summary>
    private const int AloneAtOnce = 3;

    /// <summary>Stories of several replicas and a PostgreSQL of their own.</summary>
    private const int TogetherAtOnce = 2;

    /// <summary>Plays stories of a host alone on SQLite; the n-th one's seed is the seed plus n.</summary>
    public static Task<IReadOnlyList<StoryFigures>> AloneAsync(int runs, int seed, Action<string> say) =>
        RunAsync(runs, seed, [.. Enumerable.Repeat(() => Task.FromResult(StoryDatabase.File), AloneAtOnce)], "disturbed", say);

    /// <summary>Plays stories of replicas, each in a database of its own; a cluster that crashes is shared by nobody else.</summary>
    public static async Task<IReadOnlyList<StoryFigures>> TogetherAsync(int runs, int seed, Action<string> say)
    {
        var clusters = await Task.WhenAll(Enumerable.Range(0, TogetherAtOnce).Select(_ => PostgresCluster.StartAsync()));
        try
        {
            return await RunAsync(runs, seed, [.. clusters.Select(cluster => (Func<Task<StoryDatabase>>)(() => StoryDatabase.OnAsync(cluster)))], "replicas", say);
        }
        finally
        {
            foreach (var cluster in clusters)
                await cluster.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<StoryFigures>> RunAsync(
        int runs, int seed, IReadOnlyList<Func<Task<StoryDatabase>>> lanes, string name, Action<string> say)
    {
        var (done, next) = (0, 0);
        var stories = new List<StoryFigures>();
        await Task.WhenAll(lanes.Select(create => Task.Run(() => PlayNextAsync(create))));
        return stories;

        async Task PlayNextAsync(Func<Task<StoryDatabase>> create)
        {
            while (Interlocked.Increment(ref next) - 1 is var run && run < runs)
            {
                var title = $"{name}-{seed + run}";
                var story = await Verdict.OnAsync(title, async () => await DisturbedStory.PlayAsync(await create(), seed + run, title));
                lock (stories)
                    stories.Add(story);
                say($"{Interlocked.Increment(ref done)} of {runs} runs");
                foreach (var line in story.Lines())
                    say(line);
            }
        }
    }
}
