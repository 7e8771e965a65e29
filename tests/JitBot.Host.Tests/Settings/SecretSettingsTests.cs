using JitBot.Host.Tests.Manifests;
using JitBot.Host.Tests.Tidy;
using JitBot.Providers.Entra;
using JitBot.Providers.Okta;
using Microsoft.Extensions.Configuration;

namespace JitBot.Host.Tests.Settings;

/// <summary>Whatever is wrong with a secret, what is said of it does not repeat it.</summary>
[TestFixture]
public class SecretSettingsTests
{
    private const string Planted = "hunter2planted";

    /// <summary>The keys the schema calls secret.</summary>
    private static IEnumerable<string> Secret => new SchemaKeys(JsonRules.Read(File.ReadAllText(Path.Combine(House.Root, "manifests/appsettings.schema.json"))))
        .All().Where(each => each.Description!.StartsWith("Secret", StringComparison.Ordinal)).Select(each => each.Key);

    [Test]
    public void The_secrets_are_known() => Assert.That(Secret, Is.SupersetOf(new[]
    {
        "Slack:BotToken", "Slack:SigningSecret", "Slack:SigningSecretOld", "Slack:AppToken", "Slack:RefreshToken", "Slack:ClientSecret", "Entra:ClientSecret", "Entra:CertificatePassword",
        "Okta:ApiToken", "Okta:PrivateKey", "Storage:Postgres:ConnectionString", "Reaper:Entra:ClientSecret", "Reaper:Entra:CertificatePassword", "Reaper:Okta:ApiToken", "Reaper:Okta:PrivateKey",
        "PagerDuty:ApiToken", "Opsgenie:ApiKey", "Paging:PagerDuty:RoutingKey", "Paging:Webhook:Url", "Paging:Webhook:Secret", "Schedules:0:Url",
    }));

    [Test]
    public void What_is_wrong_with_a_secret_is_said_without_it(
        [ValueSource(nameof(Secret))] string key, [Values(Planted, $"  {Planted} {Planted}", $"Host=db;Password={Planted};Port={Planted}", $"{{\"kty\":\"{Planted}\"}}")] string value) =>
        Assert.That(FaultsWith((key, value), ($"{key}:{Stray}", Planted)), Is.Not.Empty.And.None.Contains(Planted));

    [Test]
    public void What_the_schema_calls_secret_is_blanked_in_the_log([ValueSource(nameof(Secret))] string key)
    {
        var settings = new ConfigurationManager { [key] = Planted };
        Assert.That(Secrets.Of(settings), Is.EqualTo(new[] { Planted }));
    }

    /// <summary>What the program says when it serves, and what it says as the reaper.</summary>
    private static IEnumerable<string> FaultsWith(params (string Key, string? Value)[] changes)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(GoodSettings.All()).AddInMemoryCollection(changes.ToDictionary(each => each.Key, each => each.Value)).Build();
        return GoodSettings.FaultsWith(changes)
            .Concat(EntraSetup.Check(ReaperSettings.For(settings, EntraSetup.Section)).Select(fault => fault.ToString()))
            .Concat(OktaSetup.Check(ReaperSettings.For(settings, OktaSetup.Section)).Select(fault => fault.ToString()));
    }

    /// <summary>Below a secret, where somebody who mixed up the levels would write another one.</summary>
    private const string Stray = "Value";
}
