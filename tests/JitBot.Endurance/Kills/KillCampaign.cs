namespace JitBot.Endurance.Kills;

/// <summary>Many kills, in as many worlds as it takes, two at a time: most of a kill is one process that starts, on one core.</summary>
internal static class KillCampaign
{
    /// <summary>Kills in one world: long stories fold long streams; short ones show more beginnings.</summary>
    private const int KillsAWorld = 25;

    private const int WorldsAtOnce = 2;

    /// <summary>Plays them; the n-th world's seed is the seed plus n.</summary>
    public static async Task<IReadOnlyList<StoryFigures>> RunAsync(int kills, int seed, Action<string> say)
    {
        var worlds = Math.Max(Math.Min(WorldsAtOnce, kills), (kills + KillsAWorld - 1) / KillsAWorld);
        var (done, next) = (0, 0);
        var stories = new List<StoryFigures>();
        await Task.WhenAll(Enumerable.Range(0, WorldsAtOnce).Select(_ => Task.Run(PlayNextAsync)));
        return stories;

        async Task PlayNextAsync()
        {
            while (Interlocked.Increment(ref next) - 1 is var world && world < worlds)
            {
                var share = (kills / worlds) + (world < kills % worlds ? 1 : 0);
                var story = await Verdict.OnAsync($"kills-{seed + world}", () => KillStory.PlayAsync(share, seed + world, _ => Interlocked.Increment(ref done)));
                lock (stories)
                    stories.Add(story);
                say($"{Volatile.Read(ref done)} of {kills} kills");
                foreach (var line in story.Lines())
                    say(line);
            }
        }
    }
}
