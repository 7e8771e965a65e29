using JitBot.Host.Tests.Running;

namespace JitBot.Host.Tests.Settings;

/// <summary>The real program in a process of its own, with no settings but the file beside it.</summary>
[TestFixture]
public class ProgramTests
{
    private string _folder = "";

    [SetUp]
    public void Open() => _folder = Directory.CreateTempSubdirectory("jitbot-program-").FullName;

    [TearDown]
    public void Close() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Without_settings_it_names_every_one_it_needs_and_exits_with_2()
    {
        var (code, output) = await RunAsync([]);

        Assert.That(code, Is.EqualTo(2), output);
        foreach (var key in new[]
        {
            "Slack:BotToken", "Slack:SigningSecret", "Entra:TenantId", "Entra:ClientId", "Entra:ClientSecret", "Okta:BaseUrl", "Okta:ApiToken",
            "Catalogue:Entitlements",
        })
            Assert.That(output, Does.Contain($"  {key}: is "));
        Assert.That(output, Does.Not.Contain("Storage:Sqlite:Path"), "the settings file beside the program gives it, whatever the working directory");
        Assert.That(output, Does.Not.Contain("   at "), "no stack trace");
    }

    [Test]
    public async Task The_environment_is_read_and_what_is_wrong_in_it_named()
    {
        var (code, output) = await RunAsync([], ("Slack__BotToken", "xoxp-wrong"), ("Slack__SigningSecret", "s"), ("Catalogue__Policies__0__Id", "p"));

        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain("Slack:BotToken: is not").And.Contain("Catalogue:Policies:0:Stages").And.Not.Contain("Slack:SigningSecret"));
        Assert.That(output, Does.Not.Contain("xoxp-wrong"));
    }

    [Test]
    public async Task Credentials_that_systemd_hands_over_are_read_and_the_environment_wins()
    {
        var credentials = Directory.CreateDirectory(Path.Combine(_folder, "credentials")).FullName;
        await File.WriteAllTextAsync(Path.Combine(credentials, "Slack__BotToken"), "xoxp-wrong\n");
        await File.WriteAllTextAsync(Path.Combine(credentials, "Slack__SigningSecret"), "s\n");
        await File.WriteAllTextAsync(Path.Combine(credentials, "Log__Level"), "loud\n");
        var (code, output) = await RunAsync([], ("CREDENTIALS_DIRECTORY", credentials), ("Log__Level", "Debug"));

        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain("Slack:BotToken: is not").And.Not.Contain("Slack:SigningSecret").And.Not.Contain("Log:Level").And.Not.Contain("xoxp-wrong"));
    }

    [TestCase("--help", 0)]
    [TestCase("dance", 2)]
    [TestCase("doctor", 2)]
    [TestCase("doctor --help", 0)]
    [TestCase("doctor --jsn", 2)]
    [TestCase("catalogue check", 1)]
    [TestCase("catalogue check --door", 2)]
    [TestCase("catalogue", 2)]
    [TestCase("audit --help", 0)]
    [TestCase("audit export", 2)]
    [TestCase("audit export --format csv", 1)]
    [TestCase("audit export --format ocsf", 2)]
    [TestCase("audit export --format csv --from yesterday", 2)]
    [TestCase("--urlz http://127.0.0.1:0", 2)]
    [TestCase("audit verify", 1)]
    [TestCase("audit verify --key", 2)]
    [TestCase("audit verify --key xyz", 2)]
    [TestCase("audit verify --checkpoint nothing", 2)]
    [TestCase("audit verify --whatever x", 2)]
    [TestCase("audit accept-restore", 1)]
    [TestCase("audit accept-restore --please", 2)]
    [TestCase("reaper", 1)]
    [TestCase("reaper --within 30s", 1)]
    [TestCase("reaper --within soon", 2)]
    [TestCase("reaper now", 2)]
    public async Task A_verb_ends_with_its_code(string verb, int expected)
    {
        var (code, output) = await RunAsync(verb.Split(' '), ("Storage__Sqlite__Path", Path.Combine(_folder, "nothing.db")));

        Assert.That(code, Is.EqualTo(expected), output);
        Assert.That(output, Is.Not.Empty.And.Not.Contains("   at "));
    }

    [Test]
    public async Task A_damaged_database_is_refused_in_one_sentence_with_what_to_do_and_exit_code_1()
    {
        var database = Path.Combine(_folder, "jitbot.db");
        var settings = GoodSettings.All().Select(pair => (pair.Key, pair.Value)).Append(("Storage:Sqlite:Path", database)).Append(("urls", "http://127.0.0.1:0")).ToList();
        await File.WriteAllTextAsync(database, string.Concat(Enumerable.Repeat("this is not what was written here. ", 1_000)));
        var (code, output) = await ProgramRun.RunAsync(_folder, [], settings);

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("put the last good backup in its place").And.Contain(database));
        Assert.That(output, Does.Not.Contain("   at "), "no stack trace");
    }

    private Task<(int Code, string Output)> RunAsync(string[] arguments, params (string Key, string Value)[] environment) =>
        ProgramRun.RunAsync(_folder, arguments, environment.Select(pair => (pair.Key, (string?)pair.Value)));
}
