using JitBot.Host.Tests.Running;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.NaturalPath;

/// <summary>Having, and having no more: at its time, read back, looked at again, and never what was there before us.</summary>
internal sealed class HoldingTests : StoryFixture
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public async Task Access_ends_exactly_at_its_time_and_not_a_millisecond_before()
    {
        var card = await GrantAsync("INC-20 for an hour");
        await App.TurnAsync(Hour - TimeSpan.FromMilliseconds(1));
        Assert.That(World.IsInProductionDatabase("riley"), Is.True);
        var granted = World.Graph.Directory.Memberships.All[^1];

        await App.TurnAsync(TimeSpan.FromMilliseconds(1));

        var removed = World.Graph.Directory.Memberships.All[^1];
        Assert.That(removed.Added, Is.False);
        Assert.That(removed.At - granted.At, Is.EqualTo(Hour));
        Assert.That(World.Thread(card), Does.Contain("confirmed that the membership is gone"));
        Assert.That(ToldTo("riley"), Does.Contain("confirmed that the membership is gone"));
    }

    [Test]
    public async Task Nobody_is_told_that_it_is_gone_before_that_was_read_back()
    {
        var card = await GrantAsync("INC-21 read back", entitlement: SandboxSettings.OktaEntitlement);
        World.Okta.Faults.Always(new Sandbox.LookAlikes.DirectoryFault.Fails(503), Sandbox.LookAlikes.DirectoryCall.Read);
        await App.TurnAsync(Hour);
        Assert.That(World.IsInWarehouse("riley"), Is.False, "removed in truth");
        Assert.That(World.Thread(card), Does.Not.Contain("confirmed that the membership is gone"), "but not seen to be");

        World.Okta.Faults.Clear();
        await App.TurnAsync(TimeSpan.FromMinutes(1));

        Assert.That(World.Thread(card), Does.Contain("confirmed that the membership is gone"));
    }

    [Test]
    public async Task Absence_is_looked_at_again_three_times()
    {
        await GrantAsync("INC-22 looked at again");
        await App.TurnAsync(Hour);
        foreach (var (wait, from) in new[] { (15, 0), (2 * 60, 15), (15 * 60, 2 * 60) })
        {
            var before = World.Graph.Requests.Count;
            await App.TurnAsync(TimeSpan.FromSeconds(wait - from) - TimeSpan.FromMilliseconds(1));
            Assert.That(World.Graph.Requests, Has.Count.EqualTo(before), $"before {wait} s");
            await App.TurnAsync(TimeSpan.FromMilliseconds(1));
            Assert.That(World.Graph.Requests, Has.Count.GreaterThan(before), $"at {wait} s");
        }

        var last = World.Graph.Requests.Count;
        await App.TurnAsync(TimeSpan.FromDays(1));
        Assert.That(World.Graph.Requests, Has.Count.EqualTo(last), "then it is settled");
    }

    [Test]
    public async Task A_membership_that_somebody_else_makes_again_is_left_alone_and_told()
    {
        var card = await GrantAsync("INC-23 added by hand");
        await App.TurnAsync(Hour);
        World.Graph.Directory.Memberships.Add(World.ProductionDatabase, World.EntraId("riley"), "an administrator");
        foreach (var wait in new[] { TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15) })
            await App.TurnAsync(wait);

        Assert.That(World.IsInProductionDatabase("riley"), Is.True);
        Assert.That(World.Thread(card), Does.Contain("leaves it alone"));
    }

    [Test]
    public async Task Standing_access_is_recorded_and_stays()
    {
        await GrantAsync("INC-24 had it already", who: "sam");
        Assert.That(ToldTo("sam"), Does.Contain("already"));
        foreach (var wait in new[] { Hour, TimeSpan.FromMinutes(20), TimeSpan.FromDays(1) })
            await App.TurnAsync(wait);

        Assert.That(World.IsInProductionDatabase("sam"), Is.True);
        Assert.That(World.Graph.Directory.Memberships.All.Where(change => change.Member == World.EntraId("sam")), Has.Exactly(1).Items);
        Assert.That(Card("INC-24").Words, Does.Contain("stays as it was"));
    }

    [Test]
    public async Task Of_two_overlapping_grants_the_last_one_ends_the_membership()
    {
        var first = await GrantAsync("INC-25 the longer one", length: "4h");
        var second = await AskAsync("INC-26 the shorter one", entitlement: SandboxSettings.ByTwoEntitlement, length: "30m"); // the same group
        await ClickAsync("avery", second, "approve");
        await ClickAsync("morgan", second, "approve");
        await App.TurnAsync(TimeSpan.FromMinutes(30));
        Assert.That(World.IsInProductionDatabase("riley"), Is.True);
        Assert.That(World.Thread(second), Does.Contain("Another grant still needs the membership"));

        await App.TurnAsync(TimeSpan.FromHours(3.5));

        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
        Assert.That(World.Thread(first), Does.Contain("confirmed that the membership is gone"));
    }

    [Test]
    public async Task Access_given_back_ends_at_once()
    {
        var card = await GrantAsync("INC-27 back soon");
        await As("riley").CommandAsync("/jit", "return");
        await App.DrainAsync();

        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
        Assert.That(World.Thread(card), Does.Contain("gave the access back").And.Contain("confirmed that the membership is gone"));
        var changes = World.Graph.Directory.Memberships.All.Count;
        await App.TurnAsync(TimeSpan.FromDays(1));
        Assert.That(World.Graph.Directory.Memberships.All, Has.Count.EqualTo(changes));
    }

    [Test]
    public async Task A_grant_whose_time_passed_while_the_program_was_down_ends_at_the_start()
    {
        await GrantAsync("INC-28 slept through");
        await App.CloseAsync();
        App.Clock.Advance(TimeSpan.FromHours(2));
        Assert.That(World.IsInProductionDatabase("riley"), Is.True);

        await App.RestartAsync();

        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
    }

    [Test]
    public async Task Every_change_of_a_membership_was_written_down_before_it_was_made()
    {
        await GrantAsync("INC-29 written down", entitlement: SandboxSettings.OktaEntitlement);
        await App.TurnAsync(Hour);

        Assert.That(World.Okta.Directory.Memberships.All, Has.Count.EqualTo(2));
        Assert.That(await CountLinesAsync("attempt-begun"), Is.GreaterThanOrEqualTo(4), "survey, add, remove, read back");
        Assert.That(await CountLinesAsync("ended"), Is.EqualTo(1));
    }
}
