using JitBot.Core.Checkup;
using JitBot.Core.OnCall;
using JitBot.OnCall.Opsgenie;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.OnCall;

/// <summary>Opsgenie's room: what it shares with every on-call source, and what is its own.</summary>
[TestFixture(false)]
[TestFixture(true)]
internal sealed class OpsgenieTests(bool byName) : OnCallContract
{
    private OpsgenieWorld _world = null!;

    protected override async Task<GroupWorld> StartWorldAsync() => _world = await OpsgenieWorld.StartAsync(byName);

    [Test]
    public async Task An_answer_about_another_schedule_is_no_answer()
    {
        _world.Opsgenie.MixesUpWith = "00000002-9b4e-4219-a1b3-0c26936d18de";
        Assert.That(await ContainsAsync(Avery), Is.Null);
    }

    [Test]
    public async Task A_schedule_that_is_switched_off_has_nobody_on_call()
    {
        _world.Opsgenie.Put(_world.Rota with { OnCall = [Avery], IsEnabled = false });
        Assert.That(await ContainsAsync(Avery), Is.False);
    }

    [Test]
    public async Task What_is_no_address_is_left_out()
    {
        _world.Fill("the database team", Avery);
        Assert.That(((OnCallAnswer.Told)await _world.OnCall.ListAsync(_world.Group, default)).Roster.People.Select(person => person.Email), Is.EqualTo(new[] { Avery }));
    }

    [Test]
    public async Task A_key_of_a_team_that_may_not_see_the_schedule_is_named()
    {
        _world.Opsgenie.Hidden.Add(_world.Rota.Id);
        Assert.That((await _world.LookAsync())[^1].What, Does.Contain("may belong to a team"));
        Assert.That(await ContainsAsync(Avery), Is.Null);
    }

    [Test]
    public async Task The_doctor_says_in_time_how_long_there_will_be_an_Opsgenie()
    {
        Assert.That(await _world.LookAsync(), Has.None.Matches<Finding>(finding => finding.What.Contains("2027-04-05", StringComparison.Ordinal)));
        _world.Clock.SetWall(new DateTimeOffset(2026, 11, 29, 0, 0, 0, TimeSpan.Zero));
        Assert.That(await _world.LookAsync(), Has.One.Matches<Finding>(finding => finding.What.Contains("2027-04-05", StringComparison.Ordinal) && finding.Verdict == Verdict.Warn));
    }

    [Test]
    public void Every_fault_of_the_settings_is_named_at_once_and_no_secret_with_it()
    {
        Assert.That(Faults(("ApiKey", "eb243592-faa2-4ba2-a551-1afdf565c889"), ("BaseUrl", "https://api.eu.opsgenie.com")), Is.Empty);
        Assert.That(Faults().Single(), Does.StartWith("Opsgenie:ApiKey: is missing"));
        var faults = Faults(("ApiKey", "GenieKey secret-1"), ("BaseUrl", "http://api.opsgenie.com/"), ("Token", "secret-2"));
        Assert.That(faults.Select(fault => fault.Split(": ")[0]), Is.EqualTo(new[] { "Opsgenie:ApiKey", "Opsgenie:BaseUrl", "Opsgenie:Token" }));
        Assert.That(string.Join('\n', faults), Does.Not.Contain("secret-"));
    }

    private static string[] Faults(params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(each => $"Opsgenie:{each.Key}", each => (string?)each.Value);
        return [.. OpsgenieSetup.Check(new ConfigurationBuilder().AddInMemoryCollection(all).Build().GetSection(OpsgenieSetup.Section)).Select(fault => fault.ToString())];
    }
}
