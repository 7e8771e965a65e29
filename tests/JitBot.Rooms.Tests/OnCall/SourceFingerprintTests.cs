using JitBot.OnCall.Opsgenie;
using JitBot.OnCall.PagerDuty;
using JitBot.OnCall.Schedule;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.OnCall;

/// <summary>What says where a source of who is on call is read: everything that decides it changes the fingerprint, and a new token does not.</summary>
[TestFixture]
public class SourceFingerprintTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Schedules:0:Name"] = "night",
        ["Schedules:0:Url"] = "https://example.com/secret-1",
        ["PagerDuty:ApiToken"] = "one",
        ["Opsgenie:ApiKey"] = "one",
    };

    [TestCase("Schedules:0:Url", "https://example.com/secret-2")]
    [TestCase("Schedules:0:Format", "json")]
    [TestCase("Schedules:0:TimeZone", "Europe/Berlin")]
    [TestCase("PagerDuty:BaseUrl", "https://api.eu.pagerduty.com/")]
    [TestCase("Opsgenie:BaseUrl", "https://api.eu.opsgenie.com/")]
    public void What_decides_where_it_is_read_changes_it(string key, string value) => Assert.That(Of(key, value), Is.Not.EqualTo(Of("Schedules:0:Name", "night")));

    [TestCase("PagerDuty:ApiToken")]
    [TestCase("Opsgenie:ApiKey")]
    public void A_new_token_does_not(string key) => Assert.That(Of(key, "two"), Is.EqualTo(Of(key, "one")));

    [Test]
    public void Each_is_a_hash_whatever_the_case_of_a_name_and_a_schedule_that_is_not_there_has_none() => Assert.Multiple(() =>
    {
        Assert.That(Of("Schedules:0:Name", "Night"), Is.EqualTo(Of("Schedules:0:Name", "night")));
        Assert.That(Of("Schedules:0:Name", "night"), Has.All.Matches("^[0-9a-f]{64}$"));
        Assert.That(Of("Schedules:0:Name", "day")[0], Is.Null);
    });

    private static string?[] Of(string key, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(Good).AddInMemoryCollection([KeyValuePair.Create<string, string?>(key, value)]).Build();
        return
        [
            ScheduleSetup.Fingerprints(settings.GetSection(ScheduleSetup.Section))("night"),
            PagerDutySetup.Fingerprints(settings.GetSection(PagerDutySetup.Section))("PI7DH85"),
            OpsgenieSetup.Fingerprints(settings.GetSection(OpsgenieSetup.Section))("night"),
        ];
    }
}
