using JitBot.Engine.Catalogue;
using Microsoft.Extensions.Configuration;

namespace JitBot.Host.Tests.Settings;

/// <summary>Where a schedule is read is part of the edition whose rules name it, and of no other.</summary>
[TestFixture]
public class SourceAddressTests
{
    [TestCase("schedule:night", "Schedules:0:Url", "https://example.com/elsewhere")]
    [TestCase("pagerduty-schedule:PI7DH85", "PagerDuty:BaseUrl", "https://api.eu.pagerduty.com/")]
    [TestCase("opsgenie-schedule:night", "Opsgenie:BaseUrl", "https://api.eu.opsgenie.com/")]
    public void Another_address_is_another_edition_where_a_rule_names_the_source(string rule, string key, string address)
    {
        Assert.That(VersionOf(rule, (key, address)), Is.Not.EqualTo(VersionOf(rule)));
        Assert.That(VersionOf("person:casey@example.com", (key, address)), Is.EqualTo(VersionOf("person:casey@example.com")));
    }

    private static string VersionOf(string rule, params (string Key, string Value)[] changes)
    {
        var settings = GoodSettings.All();
        settings["Schedules:0:Name"] = "night";
        settings["Schedules:0:Url"] = "https://example.com/here";
        settings["PagerDuty:ApiToken"] = "a-token-nobody-has";
        settings["Opsgenie:ApiKey"] = "a-key-nobody-has";
        settings["Catalogue:Policies:0:Stages:0:Approvers:1"] = rule;
        foreach (var (key, value) in changes)
            settings[key] = value;
        var rooms = new Rooms(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        Assert.That(rooms.Faults, Is.Empty);
        return EditionMaker.VersionOf(rooms.Catalogue!);
    }
}
