using System.Diagnostics;
using JitBot.Endurance.History;
using JitBot.Endurance.History.Rules;
using JitBot.Endurance.People;
using JitBot.Endurance.Stage;

namespace JitBot.Endurance.Kills;

/// <summary>
/// One world in which the real host is killed (kill -9) again and again, amid whatever it is doing: while it starts, while it takes up what
/// the last one left, while it serves. Then everything is let run out, and the whole history is judged.
/// </summary>
internal sealed class KillStory(KillStage stage, int seed)
{
    /// <summary>One kill in so many falls before the host serves.</summary>
    private const int StartsAmongKills = 5;

    /// <summary>One kill in so many waits for a membership to change: what is known then to the directory alone is the hardest to get right.</summary>
    private const int ChangesAmongKills = 4;

    /// <summary>Signs of life until a kill, at most: enough to be amid a grant, few enough to hit the recovery of the last one.</summary>
    private const int MostSigns = 300;

    /// <summary>A kill falls up to so long after its sign, in microseconds: about as long as a transaction takes to become durable.</summary>
    private const int MostMicroseconds = 4_000;

    /// <summary>How many people do something at the same time.</summary>
    private const int PeopleAtOnce = 3;

    /// <summary>
    /// A call that was in flight at a kill counts as lost only half a minute after it was begun; and on a busy machine a life may be too
    /// short to get anything done.
    /// </summary>
    private static readonly TimeSpan AllowedLateness = TimeSpan.FromSeconds(45);

    private readonly Random _random = new(seed);
    private readonly RandomPeople _people = new(stage.Story, new Random(seed + 1));
    private TimeSpan _lastStart = TimeSpan.FromMilliseconds(500);

    /// <summary>Plays it with so many kills and judges it.</summary>
    public static async Task<StoryFigures> PlayAsync(int kills, int seed, Action<int> killed)
    {
        await using var stage = new KillStage(await StoryStage.OpenAsync());
        var story = new KillStory(stage, seed);
        for (var kill = 1; kill <= kills; kill++)
        {
            await story.LiveAndDieAsync();
            stage.Story.Wind(TimeSpan.FromMinutes(story._random.Next(0, 20)));
            killed(kill);
        }

        await story.HealAsync();
        return await story.JudgeAsync(kills);
    }

    private async Task LiveAndDieAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        var kill = stage.Begin();
        if (_random.Next(StartsAmongKills) == 0)
            After(_lastStart * (0.4 + (0.7 * _random.NextDouble())), kill);
        if (await stage.ServeAsync())
        {
            _lastStart = TimeProvider.System.GetElapsedTime(start);
            var signs = 1 + (int)(MostSigns * Math.Pow(_random.NextDouble(), 2));
            var (delay, onTheSpot) = (_random.Next(MostMicroseconds), _random.Next(2) == 0);
            if (_random.Next(ChangesAmongKills) == 0)
                stage.Story.Signs.RingAtChange(MostSigns, () => ShortlyAfter(delay, onTheSpot, kill));
            else
                stage.Story.Signs.RingAt(signs, () => ShortlyAfter(delay, onTheSpot, kill));
            await new Crowd(_people, PeopleAtOnce).ActWhileAsync(() => !stage.IsKilled);
        }

        await stage.BuryAsync();
    }

    private static void After(TimeSpan wait, Action kill)
    {
        var alarm = new CancellationTokenSource(wait);
        alarm.Token.Register(() =>
        {
            kill();
            alarm.Dispose();
        });
    }

    /// <summary>Either the host never hears the answer it waits for, or it hears it and gets a little further.</summary>
    private static void ShortlyAfter(int microseconds, bool onTheSpot, Action kill)
    {
        if (onTheSpot)
            kill();
        else
            new Thread(() => SpinThen(microseconds, kill)) { IsBackground = true }.Start();
    }

    private static void SpinThen(int microseconds, Action kill)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start).TotalMicroseconds < microseconds)
            Thread.SpinWait(20);
        kill();
    }

    /// <summary>Lets everything run out: all grants end, all requests lapse, every card says so.</summary>
    private async Task HealAsync()
    {
        stage.Begin();
        if (!await stage.ServeAsync())
            throw new UnreachableException("Nobody kills this one.");
        for (var turn = 0; turn < Rest.MostTurns; turn++)
        {
            await stage.Story.World.Slack.Events.AdvanceRetriesAsync();
            stage.Story.Wind(Rest.Turn);
            await Rest.ComeAsync(stage.Story);
            if (turn >= Rest.LeastTurns && Rest.HasCome(stage.Story))
                break;
        }

        if (await stage.StopAsync() is not 0 and var code)
            throw new InvalidOperationException($"The host that nobody killed ended with {code}.");
    }

    private async Task<StoryFigures> JudgeAsync(int kills)
    {
        var log = await stage.ReadLogAsync();
        var told = stage.Story.Tell(log, _people, await stage.LookAroundAsync(), AllowedLateness);
        return Verdict.On(stage.Story, told, $"kills-{seed}") with { Kills = kills, Starts = kills + 1 };
    }
}
