using JitBot.Chat.Slack;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackSettingsTests
{
    private const string Token = "xoxb-1-a-secret-of-mine";
    private const string Ending = "xoxe.xoxb-1-a-secret-of-mine";

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

    [Test]
    public void Rotation_takes_all_its_keys_or_none()
    {
        Assert.That(Faults(("BotToken", Ending), ("SigningSecret", "s"), ("RefreshToken", "xoxe-1-x"), ("ClientId", "1.2"), ("ClientSecret", "c")), Is.Empty);
        Assert.That(Faults(("BotToken", Ending), ("SigningSecret", "s"), ("RefreshToken", "xoxe-1-x")), Has.Some.Contains("all three, or none").And.Some.StartsWith("Slack:ClientId: ")
            .And.Some.StartsWith("Slack:ClientSecret: "));
        Assert.That(Faults(("BotToken", Token), ("SigningSecret", "s"), ("ClientSecret", "c")), Has.Some.StartsWith("Slack:RefreshToken: is missing")
            .And.Some.StartsWith("Slack:ClientId: is missing"));
    }

    [Test]
    public void A_token_that_ends_goes_with_rotation_and_one_that_stays_without()
    {
        Assert.That(Faults(("BotToken", Ending), ("SigningSecret", "s")), Has.Count.EqualTo(1).And.One.Contains("ends after twelve hours").And.None.Contains("of-mine"));
        Assert.That(Faults(("BotToken", Token), ("SigningSecret", "s"), ("RefreshToken", "xoxb-of-mine"), ("ClientId", "1.2"), ("ClientSecret", "c")),
            Has.Count.EqualTo(2).And.One.Contains("begins with xoxe.xoxb-").And.One.Contains("Slack:RefreshToken: is not a refresh token").And.None.Contains("of-mine"));
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
