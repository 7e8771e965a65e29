using JitBot.Host.Tests.Running;
using Microsoft.Extensions.Configuration;

namespace JitBot.Host.Tests.Settings;

/// <summary>A settings file that cannot be read is said in a sentence, whatever was to be done.</summary>
[TestFixture]
public class BrokenFileTests
{
    private string _folder = "";

    [SetUp]
    public void Open() => _folder = Directory.CreateTempSubdirectory("jitbot-broken-").FullName;

    [TearDown]
    public void Close() => Directory.Delete(_folder, recursive: true);

    [TestCase("{\n  \"Teams\": { \"AppId\": }\n}", "LineNumber: 1", "doctor")]
    [TestCase("{\n  \"Teams\": { \"AppId\": }\n}", "LineNumber: 1", "catalogue", "check")]
    [TestCase("{\n  \"Teams\": { \"AppId\": }\n}", "LineNumber: 1")]
    [TestCase("{ \"Teams\": { \"AppId\": \"a\", \"appid\": \"b\" } }", "Teams:appid", "doctor")]
    public async Task It_is_named_with_the_place_where_it_breaks_and_exit_code_2(string text, string where, params string[] verb)
    {
        var file = Path.Combine(_folder, "appsettings.json");
        await File.WriteAllTextAsync(file, text);
        var (code, output) = await VerbRun.RunAsync(verb, builder => builder.Configuration.AddJsonFile(file, optional: false));
        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain(file).And.Contain(where).And.Not.Contain("   at "));
    }
}
