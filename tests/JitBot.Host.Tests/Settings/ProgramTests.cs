using System.Net;
using System.Net.Sockets;
using JitBot.Host.Tests.Running;

namespace JitBot.Host.Tests.Settings;

/// <summary>The real program in a process of its own, with no settings but the file beside it.</summary>
[TestFixture]
public class ProgramTests
{
    private string _folder = "";

    private string Database => Path.Combine(_folder, "jitbot.db");

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

    [Test]
    public async Task What_is_wrong_stands_under_its_section_and_the_end_names_every_place_where_settings_may_stand()
    {
        var credentials = Directory.CreateDirectory(Path.Combine(_folder, "credentials")).FullName;
        var (_, output) = await RunAsync([], ("CREDENTIALS_DIRECTORY", credentials));
        var lines = output.Split('\n').Select(line => line.TrimEnd()).ToList();

        Assert.That(lines[0], Does.EndWith("settings are wrong."));
        foreach (var section in new[] { "Slack", "Teams", "Entra", "Okta", "Catalogue" })
        {
            var at = lines.IndexOf(section);
            Assert.That(at, Is.GreaterThan(0), section);
            Assert.That(lines[at - 1], Is.Empty);
            Assert.That(lines[at + 1], Does.StartWith($"  {section}"));
        }

        Assert.That(lines.Skip(lines.IndexOf("Settings are read from these places, later ones over earlier ones:")),
            Has.Some.EqualTo($"  {Path.Combine(AppContext.BaseDirectory, "appsettings.json")}").And.Some.Contains("user secrets").And.Some.Contains("/run/secrets")
                .And.Some.Contains($"$CREDENTIALS_DIRECTORY: {credentials}").And.Some.Contains("environment").And.Some.Contains("command line"));
    }

    [Test]
    public async Task A_taken_address_is_told_in_one_line_with_what_to_do_and_exit_code_1()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var (code, output) = await ServeAsync($"http://{other.LocalEndpoint}");

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain($"http://{other.LocalEndpoint}: address already in use. Stop the program that listens there, or give another address with --urls or ASPNETCORE_URLS."));
        Assert.That(output.Split('\n').Where(line => line.Contains("address already in use", StringComparison.Ordinal)), Has.Exactly(1).Items);
        Assert.That(output, Does.Not.Contain("   at "), "no stack trace");
    }

    [TestCase("3978")]
    [TestCase("https://127.0.0.1:3978")]
    [TestCase("http://127.0.0.1:0;ftp://127.0.0.1")]
    [TestCase("http://127.0.0.1:3978/jitbot")]
    public async Task What_cannot_be_listened_at_is_told_in_words_and_exit_code_2(string url)
    {
        var (code, output) = await ServeAsync(url);

        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain(url.Split(';')[^1]).And.Contain("ASPNETCORE_URLS").And.Not.Contain("   at "));
    }

    [Test]
    public async Task An_address_that_is_not_there_now_ends_with_1_because_it_may_come()
    {
        var (code, output) = await ServeAsync("http://192.0.2.1:3978");

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("http://192.0.2.1:3978").And.Contain("ASPNETCORE_URLS").And.Not.Contain("   at "));
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
    [TestCase("audit export --format ocsf", 1)]
    [TestCase("audit export --format cef", 2)]
    [TestCase("audit export --format csv --from yesterday", 2)]
    [TestCase("audit export --format csv --from 2026-12-01 --to 2026-11-01", 2)]
    [TestCase("--urlz http://127.0.0.1:0", 2)]
    [TestCase("audit verify", 1)]
    [TestCase("audit verify --key", 2)]
    [TestCase("audit verify --key xyz", 2)]
    [TestCase("audit verify --key 30", 2)]
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

    [TestCase("audit verify")]
    [TestCase("audit export --format csv")]
    [TestCase("audit accept-restore")]
    [TestCase("reaper")]
    public async Task A_verb_that_finds_no_database_names_the_setting_that_says_where_it_is(string verb)
    {
        var path = Path.Combine(_folder, "nothing.db");
        var (code, output) = await RunAsync(verb.Split(' '), ("Storage__Sqlite__Path", path));
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain($"{path} does not exist. Give the path of the database as Storage:Sqlite:Path"));
    }

    [Test]
    public async Task A_damaged_database_is_refused_in_one_sentence_with_what_to_do_and_exit_code_1()
    {
        await File.WriteAllTextAsync(Database, string.Concat(Enumerable.Repeat("this is not what was written here. ", 1_000)));
        var (code, output) = await ServeAsync("http://127.0.0.1:0");

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("put the last good backup in its place").And.Contain(Database));
        Assert.That(output, Does.Not.Contain("   at "), "no stack trace");
    }

    /// <summary>Serves with good settings, which a program that can listen would do until it is stopped.</summary>
    private Task<(int Code, string Output)> ServeAsync(string url) =>
        ProgramRun.RunAsync(_folder, [], [.. GoodSettings.All().Select(pair => (pair.Key, pair.Value)), ("Storage:Sqlite:Path", Database), ("urls", url)]);

    private Task<(int Code, string Output)> RunAsync(string[] arguments, params (string Key, string Value)[] environment) =>
        ProgramRun.RunAsync(_folder, arguments, environment.Select(pair => (pair.Key, (string?)pair.Value)));
}
