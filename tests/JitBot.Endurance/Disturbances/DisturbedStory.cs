using JitBot.Endurance.People;
using JitBot.Endurance.Stage;

namespace JitBot.Endurance.Disturbances;

/// <summary>
/// One host or several on one database, people at all of them, and faults one after another: kills, pauses longer than a lease, cut lines,
/// directories and a chat that fail. Then everything is healed and let run out, and the whole history is judged.
/// </summary>
internal sealed class DisturbedStory(DisturbedStage stage, StoryDatabase database, int seed)
{
    private const int PeopleAtOnce = 4;

    /// <summary>A chat takes one message a second in a channel: what is asked for beyond this, on a slow machine, would only wait for its turn.</summary>
    private const int MostAsked = 100;

    /// <summary>Enough for each kind to come up in a handful of stories.</summary>
    private const int FaultsAStory = 8;

    /// <summary>What happens between two faults: people ask and decide; so many signs of it at least, and at most.</summary>
    private const int LeastSigns = 30;
    private const int MostSigns = 250;

    /// <summary>A replica that has nothing to do gives no sign; then the next fault comes after so long.</summary>
    private static readonly TimeSpan MostCalm = TimeSpan.FromSeconds(2);

    /// <summary>A paused replica's leases, a call that counts as lost after half a minute, a database that restarts; all while another is up.</summary>
    private static readonly TimeSpan AllowedLateness = TimeSpan.FromSeconds(45);

    /// <summary>
    /// A replica that loses its database or its lease between posting a card and filing where it stands leaves one that nobody knows of.
    /// </summary>
    private const int MostCardsOfReplicas = 2;

    private readonly Random _random = new(seed);
    private readonly RandomPeople _people = new(stage.Story, new Random(seed + 1), MostAsked);

    /// <summary>Plays it and judges it.</summary>
    public static async Task<StoryFigures> PlayAsync(StoryDatabase database, int seed, string name)
    {
        await using var stage = await DisturbedStage.OpenAsync(database);
        var story = new DisturbedStory(stage, database, seed);
        var faults = await story.LiveAsync();
        await story.HealAsync(faults);
        var told = stage.Story.Tell(await stage.ReadLogAsync(), story._people, await stage.LookAroundAsync(), AllowedLateness) with
        {
            MostCards = database.Hosts > 1 ? MostCardsOfReplicas : 1,
        };
        return Verdict.On(stage.Story, told, name) with
        {
            Kills = faults.Kills,
            Faults = faults.Count - faults.Kills,
            Starts = stage.Replicas.Sum(replica => replica.Starts),
        };
    }

    private async Task<FaultsAtRandom> LiveAsync()
    {
        var faults = new FaultsAtRandom(stage.Story, stage.Replicas, database.RestartAsync, _random);
        var over = false;
        var crowd = new Crowd(_people, PeopleAtOnce).ActWhileAsync(() => !Volatile.Read(ref over));
        for (var fault = 0; fault < FaultsAStory; fault++)
        {
            var signs = stage.Story.Signs.Count + _random.Next(LeastSigns, MostSigns);
            await stage.Story.Signs.SeeAsync(() => stage.Story.Signs.Count > signs, MostCalm);
            await faults.StrikeAsync();
            if (_random.Next(2) == 0)
                faults.PassTime();
        }

        Volatile.Write(ref over, true);
        stage.Story.Signs.Wake();
        await crowd;
        return faults;
    }

    private async Task HealAsync(FaultsAtRandom faults)
    {
        faults.Heal();
        await Rest.ComeAsync(stage.Story, stage.CountPendingAsync);
        await stage.StopAsync();
    }
}
