using System.Globalization;
using JitBot.Endurance.Disturbances;
using JitBot.Endurance.Kills;
using JitBot.Testing;

namespace JitBot.Endurance;

/// <summary>What the program can be asked to do.</summary>
internal static class EnduranceVerbs
{
    private const int Good = 0;
    private const int Bad = 1;
    private const int WrongUse = 2;

    private const string Help = """
        Endurance: real processes under kill, pause and cut, judged by a history checker.

          kills --count N --seed S      kill -9 the host on SQLite N times, at moments chosen by the seed
          disturbed --runs N --seed S   N stories of a host on SQLite that is killed, paused for longer than its leases, and let down
                                        by its directories and its chat
          replicas --runs N --seed S    the same with three hosts on one PostgreSQL database, whose lines to it are cut, refused and
                                        silenced, and which crashes; needs PostgreSQL's binaries
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["kills", "--count", var count, "--seed", var seed] when Number(count) is { } kills && Number(seed) is { } number:
                return await TellAsync(say => KillCampaign.RunAsync(kills, number, say));
            case ["disturbed", "--runs", var count, "--seed", var seed] when Number(count) is { } runs && Number(seed) is { } number:
                return await TellAsync(say => DisturbedCampaign.AloneAsync(runs, number, say));
            case ["replicas", "--runs", var count, "--seed", var seed] when Number(count) is { } runs && Number(seed) is { } number:
                return await ReplicasAsync(runs, number);
            default:
                await Console.Error.WriteLineAsync(Help);
                return WrongUse;
        }
    }

    private static async Task<int> ReplicasAsync(int runs, int seed)
    {
        if (!PostgresCluster.IsInstalled)
        {
            await Console.Error.WriteLineAsync(PostgresCluster.Missing);
            return WrongUse;
        }

        return await TellAsync(say => DisturbedCampaign.TogetherAsync(runs, seed, say));
    }

    private static async Task<int> TellAsync(Func<Action<string>, Task<IReadOnlyList<StoryFigures>>> run)
    {
        var start = TimeProvider.System.GetTimestamp();
        var stories = await run(Console.WriteLine);
        Console.WriteLine();
        foreach (var row in FiguresTable.Draw(stories, TimeProvider.System.GetElapsedTime(start)))
            Console.WriteLine(row);
        return stories.Any(story => story.Violations.Count > 0) ? Bad : Good;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
