using JitBot.Engine.Catalogue;
using JitBot.Host.Tests.Running;

namespace JitBot.Host.Tests.Operations;

/// <summary>Two processes on one database, to which new settings are brought one after the other.</summary>
internal sealed class RolloutTests : ClusterFixture
{
    private const string Least = "Catalogue:Policies:0:MinimumJustification";

    /// <summary>A little longer than a rollout may take before somebody is told.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(16);

    [Test]
    public async Task The_stricter_of_two_editions_counts_at_both_processes_until_both_have_the_same()
    {
        await using var second = await JitBotTestApp.StartBesideAsync(App, (Least, "60"));
        Assert.That(LeastOf(second), Is.EqualTo(60));
        await KeepAsync(App, TimeSpan.FromSeconds(10));
        Assert.That(LeastOf(App), Is.EqualTo(60), "what it has in its own settings is looser, and nobody said yes to it");
        await As("riley").CommandAsync("/jit", "request prod-db 1h too short for both, INC-170");
        await App.DrainAsync();
        Assert.That(World.FindCard("INC-170"), Is.Null);
        await KeepAsync(App, TooLong);
        Assert.That(Announced("are another edition of the catalogue"), Is.EqualTo(1));

        App.Edit((Least, "60"));
        App.Get<SettingsWatch>().ReadAgain();
        await KeepAsync(App, TimeSpan.FromSeconds(10));
        await KeepAsync(App, TimeSpan.FromMinutes(2));
        Assert.That(Announced("are the same edition of the catalogue again"), Is.EqualTo(1));
        Assert.That((LeastOf(App), LeastOf(second)), Is.EqualTo((60, 60)));
    }

    [Test]
    public async Task What_loosens_at_one_process_waits_at_both_and_one_yes_counts_at_both()
    {
        await using var second = await JitBotTestApp.StartBesideAsync(App, (Least, "5"));
        await KeepAsync(App, TimeSpan.FromSeconds(10));
        Assert.That((LeastOf(App), LeastOf(second)), Is.EqualTo((10, 10)));
        await As("morgan").CommandAsync("/jit", "catalogue");
        var version = System.Text.RegularExpressions.Regex.Match(ToldTo("morgan"), "accept ([0-9a-f]{32})").Groups[1].Value;
        App.Edit((Least, "5"));
        App.Get<SettingsWatch>().ReadAgain();
        await KeepAsync(App, TimeSpan.FromSeconds(10));
        await As("morgan").CommandAsync("/jit", $"catalogue accept {version}");
        Assert.That(ToldTo("morgan"), Does.Contain("is in force as a whole"));
        await KeepAsync(App, TimeSpan.FromSeconds(10));
        await KeepAsync(second, TimeSpan.FromSeconds(10));
        Assert.That((LeastOf(App), LeastOf(second)), Is.EqualTo((5, 5)));
    }

    protected override IEnumerable<(string Key, string? Value)> Changes() => [.. base.Changes(), ("Operations:Operators:0", "person:morgan@example.com")];

    private static int LeastOf(JitBotTestApp app) => app.Get<CurrentCatalogue>().Now.Find("prod-db")!.Policy.MinimumJustification;

    private static Task KeepAsync(JitBotTestApp app, TimeSpan by) => app.KeepHouseAsync(by);

    private int Announced(string words) => App.Slack.Messages.In(World.Approvals).Count(message => message.Words.Contains(words, StringComparison.Ordinal));
}
