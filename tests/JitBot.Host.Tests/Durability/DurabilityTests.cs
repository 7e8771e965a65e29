using System.Globalization;
using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.Durability;

/// <summary>
/// The real host is killed (kill -9) again and again, amid whatever it is doing. What people decided decides what is true in the end, and
/// nothing else. JITBOT_KILLS says how often, JITBOT_SEED which story.
/// </summary>
[TestFixture]
[Platform(Exclude = "Win")]
public class DurabilityTests
{
    private const int Kills = 10;
    private const int Seed = 20260302;

    /// <summary>Signs of life until the next kill: enough to be amid a grant, few enough to hit the recovery of the last one.</summary>
    private const int MostSigns = 120;

    private static readonly string[] Unfinished = ["Waiting", "Approved;", "Granted until", "being removed", "Removal overdue", "Being checked"];

    [Test]
    public async Task Killed_at_any_moment_it_keeps_every_promise()
    {
        var (kills, seed) = (Number("JITBOT_KILLS", Kills), Number("JITBOT_SEED", Seed));
        await using var stage = await DurabilityStage.OpenAsync();
        var random = new Random(seed);
        var people = new RandomPeople(stage, random);
        for (var kill = 0; kill < kills; kill++)
        {
            await stage.StartHostAsync();
            stage.KillAtSign(random.Next(1, MostSigns));
            while (!stage.IsKilled)
                await people.ActAsync();
            await stage.BuryAsync();
            stage.Clock.Wind(TimeSpan.FromMinutes(random.Next(0, 20)));
        }

        await HealAsync(stage);

        TestContext.Out.WriteLine($"{kills} kills, seed {seed}: {people.Asked.Count} requests, {Changes(stage).Count()} changes of memberships");
        Assert.That(Changes(stage).Count(change => change.Added), Is.Positive, "a story in which nothing is granted proves nothing");
        await JudgeAsync(stage, people);
    }

    [Test]
    public async Task Asked_to_stop_amid_a_call_it_ends_in_time_and_takes_the_work_up_again()
    {
        await using var stage = await DurabilityStage.OpenAsync();
        await stage.StartHostAsync();
        await stage.As("riley").CommandAsync("/jit", "request prod-db 1h INC-60 asked to stop");
        Assert.That(await stage.SeeAsync(() => stage.World.FindCard("INC-60") is not null), "the card");
        stage.World.Graph.Faults.Next(new DirectoryFault.Held(), DirectoryCall.Add);
        await stage.As("avery").ClickAsync(stage.World.FindCard("INC-60")!, "approve");
        await stage.World.Graph.Faults.HeldAsync();

        var (code, took) = await stage.TerminateAsync();

        Assert.That(code, Is.Zero);
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(10)));
        stage.Clock.Wind(TimeSpan.FromMinutes(1));
        await stage.StartHostAsync();
        Assert.That(await stage.SeeAsync(() => stage.World.IsInProductionDatabase("riley")), "taken up again");
        await stage.StopAsync();
    }

    /// <summary>Lets everything run out: all grants end, all requests lapse, every card says so.</summary>
    private static async Task HealAsync(DurabilityStage stage)
    {
        await stage.StartHostAsync();
        stage.Clock.Wind(TimeSpan.FromHours(3));
        for (var turn = 0; turn < 30; turn++)
        {
            await stage.World.Slack.Events.AdvanceRetriesAsync();
            stage.Clock.Wind(TimeSpan.FromMinutes(10)); // what was kept when the host died is asked only now, and lapses an hour later
            if (await stage.SeeAsync(() => IsOver(stage), TimeSpan.FromSeconds(1)) && turn > 3)
                break;
        }

        await stage.StopAsync();
    }

    private static async Task JudgeAsync(DurabilityStage stage, RandomPeople people)
    {
        var log = await stage.ReadLogAsync();
        var (code, output) = await stage.RunVerbAsync("audit", "verify");
        var world = stage.World;
        var cards = world.Slack.Workspace.Messages.In(world.Approvals).Where(message => !message.IsReply).ToList();
        Assert.Multiple(() =>
        {
            foreach (var add in Changes(stage).Where(change => change.Added))
            {
                Assert.That(people.RememberApproving(add.Group, add.Member, add.At), $"nobody remembers approving {add}");
                Assert.That(IsApproved(log, add), $"the log knows no approval of {add}");
            }

            Assert.That(world.Graph.Directory.Memberships.SeenMembers(world.ProductionDatabase), Is.EqualTo(new[] { world.EntraId("sam") }));
            Assert.That(world.Okta.Directory.Memberships.SeenMembers(world.Warehouse), Is.Empty);
            Assert.That(world.Graph.Directory.Memberships.All.Where(change => change.Member == world.EntraId("sam")), Has.Exactly(1).Items, "standing");
            foreach (var words in people.Asked)
                Assert.That(cards.Count(card => card.Words.Contains(words, StringComparison.Ordinal)), Is.LessThan(2), $"cards of {words}");
            Assert.That(cards.Where(card => Unfinished.Any(word => card.Words.Contains(word, StringComparison.Ordinal))).Select(card => card.Words), Is.Empty);
            Assert.That(world.Slack.Workspace.Complaints, Is.Empty);
            Assert.That(code, Is.Zero, output);
            Assert.That(File.ReadAllText(Path.Combine(stage.Folder, "host.log")), Does.Not.Contain(world.Slack.Workspace.App.BotToken)
                .And.Not.Contain(world.Okta.Door.ApiToken).And.Not.Contain(SandboxWorld.ClientSecret));
        });
    }

    /// <summary>By the log alone: somebody approved a request that claimed this membership, before it was made.</summary>
    private static bool IsApproved(IReadOnlyList<StoredLine> log, MembershipChange add)
    {
        var claims = log.Where(line => line.Stream.StartsWith("holding/", StringComparison.Ordinal)).Select(EventJson.ReadHolding)
            .OfType<HoldingEvent.Claimed>().Where(claim => claim.Key.Resource == add.Group && claim.Key.Subject == add.Member && claim.At <= add.At);
        return claims.Any(claim => log.Where(line => line.Stream == StreamId.Of(claim.Request).Value).Select(EventJson.ReadAccess)
            .OfType<AccessEvent.Approved>().Any(yes => yes.At <= add.At));
    }

    private static bool IsOver(DurabilityStage stage) =>
        !stage.World.IsInProductionDatabase("riley") && !stage.World.IsInProductionDatabase("morgan")
        && stage.World.Okta.Directory.Memberships.SeenMembers(stage.World.Warehouse).Count == 0
        && !stage.World.Slack.Workspace.Messages.In(stage.World.Approvals)
            .Any(message => !message.IsReply && Unfinished.Any(word => message.Words.Contains(word, StringComparison.Ordinal)));

    private static IEnumerable<MembershipChange> Changes(DurabilityStage stage) =>
        stage.World.Graph.Directory.Memberships.All.Concat(stage.World.Okta.Directory.Memberships.All).Where(change => change.By != "an administrator");

    private static int Number(string variable, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : fallback;
}
