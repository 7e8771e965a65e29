using JitBot.Chat.Slack;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackSettingsTests
{
    private const string Token = "xoxb-1-a-secret-of-mine";

    [Test]
    public void The_least_that_is_needed_is_enough()
    {
        Assert.That(Faults(("BotToken", Token), ("SigningSecret", "s")), Is.Empty);
        Assert.That(Faults(("BotToken", Token), ("AppToken", "xapp-1-a-secret-of-mine")), Is.Empty, "over sockets nothing is signed");
    }

    [Test]
    public void Every_fault_is_named_at_once_with_its_full_key_and_without_its_value()
    {
        var faults = Faults(
            ("BotToken", "xoxp-a-secret-of-mine"), ("AppToken", "xoxb-a-secret-of-mine"), ("ApiBaseUrl", "http://slack.com/api/"),
            ("Colour", "blue"), ("Deep:Er", "x"));
        Assert.That(faults.Select(fault => fault.Split(": ")[0]), Is.EquivalentTo(
            new[] { "Slack:BotToken", "Slack:ApiBaseUrl", "Slack:AppToken", "Slack:Colour", "Slack:Deep:Er" }));
        Assert.That(
            string.Concat(faults),
            Does.Not.Contain("secret-of-mine").And.Contain("is not an app-level token, which begins with xapp-"));
        Assert.That(Faults(("BotToken", Token)), Has.Count.EqualTo(1).And.One.StartsWith("Slack:SigningSecret"));
    }

    [TestCase("http://127.0.0.1:8080/api/", true)]
    [TestCase("http://localhost/api", true)]
    [TestCase("https://slack.com/api/", true)]
    [TestCase("https://user@slack.com/api/", false)]
    [TestCase("https://slack.com/api/?x=1", false)]
    [TestCase("ftp://slack.com/api/", false)]
    [TestCase("slack.com/api", false)]
    public void Plain_http_is_for_loopback_alone(string url, bool isRight) =>
        Assert.That(Faults(("BotToken", Token), ("SigningSecret", "s"), ("ApiBaseUrl", url)), isRight ? Is.Empty : Has.Count.EqualTo(1));

    [Test]
    public void The_address_of_the_api_ends_in_a_slash_so_that_methods_can_be_added()
    {
        var section = Section(("BotToken", Token), ("SigningSecret", "s"), ("ApiBaseUrl", "http://localhost/api"));
        Assert.That(SlackOptions.Read(section).Options!.ApiBaseUrl.AbsoluteUri, Is.EqualTo("http://localhost/api/"));
    }

    private static List<string> Faults(params (string Key, string Value)[] settings) =>
        [.. SlackSetup.Check(Section(settings)).Select(fault => fault.ToString())];

    private static IConfigurationSection Section(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(setting => $"Slack:{setting.Key}", setting => (string?)setting.Value))
        .Build()
        .GetSection("Slack");
}
