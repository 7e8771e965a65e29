namespace JitBot.Host.Tests.Doctors;

/// <summary>Whatever secret the settings hold, right or wrong, no verb repeats it.</summary>
internal sealed class SecretTests : DoctorFixture
{
    private const string Planted = "planted-secret-value";

    private static readonly string[][] ManyVerbs =
        [["doctor"], ["doctor", "--json"], ["catalogue", "check"], ["catalogue", "check", "--doors"], ["reaper", "--within", "1s"]];

    [TestCase("Slack:BotToken", "xoxb-" + Planted)]
    [TestCase("Slack:BotToken", "xoxp-" + Planted)]
    [TestCase("Slack:BotToken", Planted)]
    [TestCase("Slack:SigningSecret", Planted)]
    [TestCase("Slack:SigningSecretOld", Planted)]
    [TestCase("Slack:AppToken", "xapp-1-" + Planted)]
    [TestCase("Entra:ClientSecret", Planted)]
    [TestCase("Entra:CertificatePassword", Planted)]
    [TestCase("Okta:ApiToken", Planted)]
    [TestCase("Okta:ApiToken", "SSWS " + Planted)]
    [TestCase("Okta:PrivateKey", "-----BEGIN PRIVATE KEY-----" + Planted)]
    [TestCase("Reaper:Entra:ClientSecret", Planted)]
    [TestCase("Reaper:Okta:ApiToken", Planted)]
    [TestCase("Storage:Postgres:ConnectionString", "Host=127.0.0.1;Port=1;Database=jitbot;Username=jitbot;Password=" + Planted)]
    [TestCase("Storage:Postgres:ConnectionString", "Hst=127.0.0.1;Password=" + Planted)]
    [TestCase("Catalogue:Policies:0:Stages:0:SlackChannel", "xoxb-" + Planted)]
    [TestCase("Catalogue:Entitlements:0:Provider", "xoxb-" + Planted)]
    public async Task A_secret_is_never_repeated(string key, string value)
    {
        Set(key, value);
        if (key.StartsWith("Storage:", StringComparison.Ordinal))
        {
            Set("Storage:Sqlite:Path", "");
            Set("Audit:Folder", App.Folder);
        }

        foreach (var verb in ManyVerbs)
        {
            var (_, output) = await RunAsync(verb);
            Assert.That(output, Is.Not.Empty.And.Not.Contain(Planted), string.Join(' ', verb));
        }
    }
}
