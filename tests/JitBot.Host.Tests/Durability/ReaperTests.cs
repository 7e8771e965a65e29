using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.Durability;

/// <summary>The host is gone and does not come back: the reaper, a process of its own, takes away what is overdue, and no more than that.</summary>
[TestFixture]
[Platform(Exclude = "Win")]
public class ReaperTests
{
    private const string ReapersClient = "0bad5eed-0000-4e5f-8a9b-c0d1e2f3a4b5";
    private const string ReapersSecret = "secret-of-the-reapers-client";

    [Test]
    public async Task With_the_host_killed_it_removes_what_is_overdue_and_the_host_tells_the_people_later()
    {
        await using var stage = await DurabilityStage.OpenAsync();
        await stage.StartHostAsync();
        await GrantAsync(stage, "prod-db 1h", "INC-70 to be reaped");
        await GrantAsync(stage, "warehouse 1h", "INC-71 to be reaped");
        await GrantAsync(stage, "prod-db 4h", "INC-72 to be left alone", who: "morgan", approver: "avery");
        await KillAsync(stage);
        stage.Clock.Wind(TimeSpan.FromHours(2));
        stage.World.Tokens.Add(new TokenClient(ReapersClient, "JitBot's reaper") { Secret = ReapersSecret });
        var messages = stage.World.Slack.Workspace.Messages.All.Count;

        var (code, output) = await stage.RunVerbAsync(["reaper"], ("Reaper:Entra:ClientId", ReapersClient), ("Reaper:Entra:ClientSecret", ReapersSecret));

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("nothing is overdue").And.Not.Contain(ReapersSecret));
        Assert.That(stage.World.IsInProductionDatabase("riley"), Is.False);
        Assert.That(stage.World.IsInWarehouse("riley"), Is.False);
        Assert.That(stage.World.IsInProductionDatabase("morgan"), Is.True, "its time has not come");
        Assert.That(stage.World.Graph.Directory.Memberships.All[^1].By, Is.EqualTo("JitBot's reaper"));
        Assert.That(stage.World.Slack.Workspace.Messages.All, Has.Count.EqualTo(messages), "it tells nobody anything");
        Assert.That((await stage.RunVerbAsync("audit", "verify")).Code, Is.Zero);

        await stage.StartHostAsync();
        Assert.That(await stage.SeeAsync(() => IsTold(stage, "INC-70") && IsTold(stage, "INC-71")), "the host tells the people");
        await stage.StopAsync();
    }

    [Test]
    public async Task What_it_cannot_remove_it_names_and_says_so_with_its_code()
    {
        await using var stage = await DurabilityStage.OpenAsync();
        await stage.StartHostAsync();
        await GrantAsync(stage, "prod-db 1h", "INC-73 to be reaped");
        await KillAsync(stage);
        stage.Clock.Wind(TimeSpan.FromHours(2));
        await stage.World.Graph.GoDownAsync();

        var (code, output) = await stage.RunVerbAsync("reaper", "--within", "2s");

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain(stage.World.EntraId("riley")).And.Contain(stage.World.ProductionDatabase).And.Contain("could not be reached"));
        await stage.World.Graph.ComeBackAsync();
        stage.Clock.Wind(TimeSpan.FromMinutes(2));
        Assert.That((await stage.RunVerbAsync("reaper")).Code, Is.Zero, "the next one finds it");
        Assert.That(stage.World.IsInProductionDatabase("riley"), Is.False);
    }

    [Test]
    public async Task Beside_a_host_that_has_the_file_it_does_nothing_and_says_why()
    {
        await using var stage = await DurabilityStage.OpenAsync();
        await stage.StartHostAsync();
        var (code, output) = await stage.RunVerbAsync("reaper");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("is in use by another JitBot"));
        await stage.StopAsync();
    }

    private static async Task GrantAsync(DurabilityStage stage, string what, string words, string who = "riley", string approver = "avery")
    {
        await stage.As(who).CommandAsync("/jit", $"request {what} {words}");
        Assert.That(await stage.SeeAsync(() => stage.World.FindCard(words) is not null), "the card");
        await stage.As(approver).ClickAsync(stage.World.FindCard(words)!, "approve");
        Assert.That(await stage.SeeAsync(() => stage.World.FindCard(words)!.Words.Contains("Granted until", StringComparison.Ordinal)), "granted");
    }

    private static async Task KillAsync(DurabilityStage stage)
    {
        stage.KillAtSign(1);
        await stage.As("riley").CommandAsync("/jit", "list");
        await stage.BuryAsync();
    }

    private static bool IsTold(DurabilityStage stage, string words) =>
        stage.World.Thread(stage.World.FindCard(words)!).Contains("the membership is gone", StringComparison.Ordinal)
        && stage.World.FindCard(words)!.Words.Contains("Access ended", StringComparison.Ordinal);
}
