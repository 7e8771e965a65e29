using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.OnCall;
using JitBot.OnCall.PagerDuty;
using JitBot.Sandbox.LookAlikes.PagerDuty;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.OnCall;

/// <summary>PagerDuty's room: what it shares with every on-call source, and what is its own.</summary>
[TestFixture]
internal sealed class PagerDutyTests : OnCallContract
{
    private PagerDutyWorld _world = null!;

    protected override async Task<GroupWorld> StartWorldAsync() => _world = await PagerDutyWorld.StartAsync();

    [Test]
    public async Task Who_stands_on_the_last_of_several_pages_is_on_call_and_each_is_looked_up_once()
    {
        _world.Fill("blake@example.com", Avery, Morgan);
        _world.Put(rota => rota with { Policies = 90 });
        Assert.That(await ContainsAsync(Morgan), Is.True);
        Assert.That(_world.Requests.Count(request => request.Contains("/oncalls", StringComparison.Ordinal)), Is.EqualTo(3));
        Assert.That(_world.Requests.Count(request => request.Contains("/users/", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [Test]
    public async Task More_pages_than_can_be_right_are_refused()
    {
        _world.Put(rota => rota with { Policies = 501 });
        Assert.That(await _world.OnCall.ListAsync(_world.Group, default), Is.TypeOf<OnCallAnswer.Refused>());
    }

    [Test]
    public async Task The_end_of_a_shift_is_told_and_the_latest_of_several_counts()
    {
        var user = _world.UserOf(Avery);
        var now = _world.Clock.GetUtcNow();
        _world.Put(rota => rota with { OnCall = [(user, now.AddHours(1)), (user, now.AddHours(9))] });
        Assert.That((await ToldAsync()).People.Single().Until, Is.EqualTo(now.AddHours(9)));
        _world.Put(rota => rota with { OnCall = [(user, now.AddHours(1)), (user, null)] });
        Assert.That((await ToldAsync()).People.Single(), Is.EqualTo(new OnCallPerson(user, Avery, "avery")));
    }

    [Test]
    public async Task Whoever_is_on_call_elsewhere_is_not_on_call_here_even_if_the_filter_is_forgotten()
    {
        _world.PagerDuty.Account.Put(new PagerDutyRota(_world.EmptyGroup, "Secondary") { OnCall = [(_world.UserOf(Morgan), null)] });
        _world.PagerDuty.ForgetsFilter = true;
        Assert.That(await ContainsAsync(Morgan), Is.False);
        Assert.That(await ContainsAsync(Avery), Is.True);
    }

    [Test]
    public async Task Whoever_was_deleted_meanwhile_is_left_out()
    {
        _world.Fill(Avery, Morgan);
        _world.PagerDuty.Account.DeletePerson(_world.UserOf(Avery));
        Assert.That((await ToldAsync()).People.Select(person => person.Email), Is.EqualTo(new[] { Morgan }));
    }

    [Test]
    public async Task Two_users_with_one_address_are_nobody()
    {
        var twin = _world.PagerDuty.Account.AddPerson(Avery);
        _world.Put(rota => rota with { OnCall = [(_world.UserOf(Avery), null), (twin, null)] });
        Assert.That(await ContainsAsync(Avery), Is.False);
    }

    [Test]
    public async Task A_limit_that_is_used_up_is_waited_for()
    {
        _world.PagerDuty.PerMinute = 1;
        Assert.That((await _world.OnCall.ListAsync(_world.Group, default) as OnCallAnswer.NotNow)?.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task The_doctor_names_a_schedule_that_no_policy_uses()
    {
        _world.Put(rota => rota with { Policies = 0 });
        var bad = (await _world.LookAsync()).Single(finding => finding.Verdict == Verdict.Bad);
        Assert.That(bad.What, Does.Contain("no escalation policy uses this schedule"));
        Assert.That(bad.Todo, Does.Contain("add the schedule to an escalation policy"));
    }

    [Test]
    public async Task The_doctor_knows_a_schedule_that_is_made_of_shifts()
    {
        _world.Put(rota => rota with { IsMadeOfShifts = true });
        Assert.That(await _world.LookAsync(), Has.All.Matches<Finding>(finding => finding.Verdict == Verdict.Good));
    }

    [Test]
    public void Every_fault_of_the_settings_is_named_at_once_and_no_secret_with_it()
    {
        Assert.That(Faults(("ApiToken", "y_NbAkKc66ryYTWUXYEu")), Is.Empty);
        Assert.That(Faults().Single(), Does.StartWith("PagerDuty:ApiToken: is missing"));
        var faults = Faults(("ApiToken", "Token token=secret-1"), ("BaseUrl", "http://api.pagerduty.com/"), ("Key", "secret-2"));
        Assert.That(faults.Select(fault => fault.Split(": ")[0]), Is.EqualTo(new[] { "PagerDuty:ApiToken", "PagerDuty:BaseUrl", "PagerDuty:Key" }));
        Assert.That(string.Join('\n', faults), Does.Not.Contain("secret-"));
    }

    private async Task<OnCallRoster> ToldAsync() => ((OnCallAnswer.Told)await _world.OnCall.ListAsync(_world.Group, default)).Roster;

    private static string[] Faults(params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(each => $"PagerDuty:{each.Key}", each => (string?)each.Value);
        return [.. PagerDutySetup.Check(new ConfigurationBuilder().AddInMemoryCollection(all).Build().GetSection(PagerDutySetup.Section)).Select(fault => fault.ToString())];
    }
}
