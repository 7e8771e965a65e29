using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using JitBot.Host.Tests.Running;
using JitBot.Host.Tests.Tidy;
using Microsoft.Extensions.Configuration;

namespace JitBot.Host.Tests.Manifests;

/// <summary>The app that Teams installs keeps the rules of its manifest and is packed for the bot of the settings.</summary>
[TestFixture]
public class TeamsManifestTests
{
    private const string AppId = "6f9619ff-8b86-d011-b42d-00c04fc964ff";

    private static readonly string Folder = Path.Combine(House.Root, "manifests/teams");

    private static readonly JsonRules Rules = new(Path.Combine(House.Root, "tests/JitBot.Host.Tests/Manifests/teams-manifest.rules.json"));

    private string _folder = "";

    private string Package => Path.Combine(_folder, "jitbot.zip");

    [SetUp]
    public void Open() => _folder = Directory.CreateTempSubdirectory("jitbot-manifest-").FullName;

    [TearDown]
    public void Close() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void It_keeps_the_rules_of_the_manifest_reference() => Assert.That(Rules.FaultsOf(Read()), Is.Empty);

    [TestCase("name", "short", "a name of more than thirty characters")]
    [TestCase("developer", "websiteUrl", "http://jitbot.example.com")]
    [TestCase("icons", "colour", "color.png")]
    public void What_breaks_a_rule_is_found(string section, string key, string value)
    {
        var manifest = Read();
        manifest[section]![key] = value;
        Assert.That(Rules.FaultsOf(manifest), Is.Not.Empty);
    }

    [TestCase("color.png", 192)]
    [TestCase("outline.png", 32)]
    public void Its_icons_have_the_size_that_teams_wants(string name, int side)
    {
        var header = File.ReadAllBytes(Path.Combine(Folder, name)).AsSpan(16, 8);
        Assert.That((BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..])), Is.EqualTo((side, side)));
    }

    [Test]
    public async Task It_is_packed_for_the_bot_of_the_settings_and_the_page_that_was_given()
    {
        var (code, output) = await PackAsync(AppId, "--site", "https://it.example.com/jitbot/");
        Assert.That((code, output), Is.EqualTo((0, $"{Package} is written, version 1.0.0, for the bot {AppId}.")));
        await using var archive = await ZipFile.OpenReadAsync(Package);
        Assert.That(archive.Entries.Select(entry => entry.FullName), Is.EquivalentTo(new[] { "manifest.json", "color.png", "outline.png" }));
        using var reader = new StreamReader(await archive.GetEntry("manifest.json")!.OpenAsync());
        var manifest = JsonNode.Parse(await reader.ReadToEndAsync())!;
        Assert.That(Rules.FaultsOf(manifest), Is.Empty);
        Assert.That(new[] { manifest["id"], manifest["bots"]![0]!["botId"], manifest["composeExtensions"]![0]!["botId"] }.Select(id => (string)id!), Has.All.EqualTo(AppId));
        Assert.That((string)manifest["developer"]!["privacyUrl"]!, Is.EqualTo("https://it.example.com/jitbot/privacy"));
    }

    [Test]
    public async Task Without_the_bots_id_nothing_is_written_and_the_key_is_named()
    {
        var (code, output) = await PackAsync(null);
        Assert.That((code, output), Is.EqualTo((2, "Teams:AppId is missing, or is no id such as 00000000-0000-0000-0000-000000000000: set it to the bot's Microsoft App ID.")));
        Assert.That(File.Exists(Package), Is.False);
    }

    [Test]
    public async Task A_file_that_is_there_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(Package, "mine");
        var (code, output) = await PackAsync(AppId);
        Assert.That((code, output), Is.EqualTo((2, $"{Package} is there already; remove it, or name another.")));
        Assert.That(await File.ReadAllTextAsync(Package), Is.EqualTo("mine"));
    }

    [Test]
    public async Task A_page_without_tls_is_refused()
    {
        var (code, output) = await PackAsync(AppId, "--site", "http://it.example.com");
        Assert.That((code, output), Is.EqualTo((2, "--site is not an https address such as https://example.com/jitbot: Teams opens no other.")));
    }

    [TestCase("https://it.example.com/jitbot?team=1")]
    [TestCase("https://it.example.com/jitbot#top")]
    [TestCase("https://someone@it.example.com/jitbot")]
    public async Task A_page_under_which_nothing_can_lie_is_refused(string site)
    {
        Assert.That((await PackAsync(AppId, "--site", site)).Code, Is.EqualTo(2));
        Assert.That(File.Exists(Package), Is.False);
    }

    [Test]
    public async Task A_page_with_odd_letters_stays_one_text()
    {
        const string site = "https://it.example.com/jit\"bot\\x";
        Assert.That((await PackAsync(AppId, "--site", site)).Code, Is.EqualTo(0));
        await using var archive = await ZipFile.OpenReadAsync(Package);
        using var reader = new StreamReader(await archive.GetEntry("manifest.json")!.OpenAsync());
        Assert.That((string)JsonNode.Parse(await reader.ReadToEndAsync())!["developer"]!["termsOfUseUrl"]!, Is.EqualTo($"{site}/terms"));
    }

    [Test]
    public async Task A_package_that_replaces_another_gets_the_version_it_was_given()
    {
        var (code, output) = await PackAsync(AppId, "--version", "1.10.2");
        Assert.That((code, output.Split('\n')[0]), Is.EqualTo((0, $"{Package} is written, version 1.10.2, for the bot {AppId}.")));
        await using var archive = await ZipFile.OpenReadAsync(Package);
        using var reader = new StreamReader(await archive.GetEntry("manifest.json")!.OpenAsync());
        var manifest = JsonNode.Parse(await reader.ReadToEndAsync())!;
        Assert.That(((string)manifest["version"]!, Rules.FaultsOf(manifest).Count), Is.EqualTo(("1.10.2", 0)));
    }

    [TestCase("2")]
    [TestCase("1.01.0")]
    [TestCase("1.0.0-beta")]
    [TestCase("v1.0.0")]
    public async Task What_is_no_version_is_refused(string version)
    {
        Assert.That(await PackAsync(AppId, "--version", version), Is.EqualTo((2, "--version is not three numbers such as 1.0.0.")));
        Assert.That(File.Exists(Package), Is.False);
    }

    private static JsonNode Read() => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "manifest.json")))!;

    private async Task<(int Code, string Output)> PackAsync(string? id, params string[] more)
    {
        var settings = new Dictionary<string, string?> { ["Teams:AppId"] = id };
        var (code, output) = await VerbRun.RunAsync(["manifest", "teams", "--out", Package, .. more], builder => builder.Configuration.AddInMemoryCollection(settings));
        return (code, output.Trim());
    }
}
