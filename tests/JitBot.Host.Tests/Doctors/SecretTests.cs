namespace JitBot.Host.Tests.Doctors;

/// <summary>Whatever secret the settings hold, right or wrong, no verb repeats it.</summary>
internal sealed class SecretTests : DoctorFixture
{
    private const string Planted = "planted-secret-value";

    /// <summary>What must be given, and what makes a verb say more, end sooner or write where it can be read here.</summary>
    private static readonly Dictionary<string, string?[]> Options = new()
    {
        ["doctor"] = [null, "--json"],
        ["catalogue check"] = [null, "--doors"],
        ["audit export"] = ["--format csv --out exported", "--format ocsf"],
        ["reaper"] = ["--within 1s"],
        ["storage copy"] = ["--to Host=127.0.0.1;Port=1;Database=jitbot;Username=jitbot"],
    };

    private static IEnumerable<string[]> ManyVerbs =>
        from verb in Verbs.All.Where(verb => verb.Name.Length > 0)
        from options in Options.GetValueOrDefault(verb.Name, [null])
        select (string[])[.. verb.Words, .. options?.Split(' ') ?? []];

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
    [TestCase("Storage:Sqlite:Path", "nowhere/xoxb-" + Planted)]
    [TestCase("Catalogue:Policies:0:Stages:0:SlackChannel", "xoxb-" + Planted)]
    [TestCase("Catalogue:Entitlements:0:Provider", "xoxb-" + Planted)]
    public async Task A_secret_is_never_repeated(string key, string value)
    {
        Set(key, value);
        if (key.StartsWith("Storage:Postgres", StringComparison.Ordinal))
        {
            Set("Storage:Sqlite:Path", "");
            Set("Audit:Folder", App.Folder);
        }

        foreach (var verb in ManyVerbs)
        {
            var exported = Path.Combine(App.Folder, "exported");
            var (_, output) = await RunAsync([.. verb.Select(word => word == "exported" ? exported : word)]);
            output += File.Exists(exported) ? await File.ReadAllTextAsync(exported) : "";
            Assert.That(output, Is.Not.Empty.And.Not.Contain(Planted), string.Join(' ', verb));
        }
    }
}
