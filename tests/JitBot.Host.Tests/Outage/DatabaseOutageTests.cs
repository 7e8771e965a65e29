using System.Net;
using JitBot.Core.Store;
using JitBot.Host.Tests.Running;
using JitBot.Testing;

namespace JitBot.Host.Tests.Outage;

/// <summary>The whole program on PostgreSQL, which goes away and comes back.</summary>
internal sealed class DatabaseOutageTests : ClusterFixture
{
    [Test]
    public async Task While_the_database_is_down_nothing_is_acknowledged_or_granted_and_when_it_is_back_work_goes_on()
    {
        var card = await AskAsync("INC-1 the nightly export fails");

        await Cluster.StopAsync();
        var refused = await As("avery").ReactAsync(card, "white_check_mark");
        Assert.That(refused!.Status, Is.EqualTo(503));
        var (status, why) = await ReadyAsync();
        Assert.That(status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(why, Does.Contain("PostgreSQL database jitbot_").And.Contain("cannot be reached").And.Not.Contain(PostgresCluster.Password));
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);

        await Cluster.StartAgainAsync();
        Assert.That((await World.Slack.Events.AdvanceRetriesAsync()).Single().IsAcknowledged);
        Assert.That((await ReadyAsync()).Status, Is.EqualTo(HttpStatusCode.OK), "something could be written again");
        await App.DrainAsync();
        Assert.That(World.IsInProductionDatabase("riley"), Is.True);

        await App.TurnAsync(TimeSpan.FromHours(1));
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
    }

    [Test]
    public async Task What_fell_due_while_the_database_was_down_is_done_when_it_is_back()
    {
        await GrantAsync("INC-2 the nightly export fails");

        await Cluster.KillAsync();
        Assert.That(() => App.TurnAsync(TimeSpan.FromHours(1)), Throws.InstanceOf<StoreUnavailableException>());
        Assert.That(World.IsInProductionDatabase("riley"), Is.True);

        await Cluster.StartAgainAsync();
        await App.RestartAsync();
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
    }

    private async Task<(HttpStatusCode Status, string Why)> ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = App.Url };
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
