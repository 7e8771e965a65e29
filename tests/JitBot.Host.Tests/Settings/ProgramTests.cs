using System.Diagnostics;

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

    [TestCase("--help", 0)]
    [TestCase("dance", 2)]
    [TestCase("doctor", 2)]
    [TestCase("audit verify", 1)]
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

    private async Task<(int Code, string Output)> RunAsync(string[] arguments, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "JitBot.Host.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        foreach (var name in start.Environment.Keys.Except(["PATH", "HOME", "DOTNET_ROOT"]).ToList())
            start.Environment.Remove(name);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
