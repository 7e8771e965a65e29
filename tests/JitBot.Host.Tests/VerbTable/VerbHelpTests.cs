using JitBot.Host.Tests.Running;

namespace JitBot.Host.Tests.VerbTable;

/// <summary>Every verb has its help, and whatever is typed wrongly is named.</summary>
[TestFixture]
public class VerbHelpTests
{
    private static IEnumerable<string> Names => Verbs.All.Select(verb => verb.Name);

    [TestCaseSource(nameof(Names))]
    public async Task A_verb_says_what_it_takes_and_how_it_ends(string name)
    {
        var verb = Verbs.All.Single(each => each.Name == name);
        var help = VerbHelp.Of(verb);

        Assert.That(help, Does.StartWith($"JitBot.Host {name}").And.Contain("Exit codes: 0 "));
        foreach (var option in verb.Options)
            Assert.That(help, Does.Contain(option.Usage).And.Contain(option.What));
        Assert.That(help.Split('\n'), Has.All.Matches<string>(line => line.Length <= 160), help);
        if (name.Length > 0)
            Assert.That(await VerbRun.RunAsync([.. verb.Words, "--help"]), Is.EqualTo((0, help + Environment.NewLine)));
    }

    [TestCase("help")]
    [TestCase("--help")]
    [TestCase("-h")]
    public async Task The_program_lists_them_all(string asked)
    {
        var (code, output) = await VerbRun.RunAsync([asked]);
        Assert.That(code, Is.Zero);
        foreach (var verb in Verbs.All)
            Assert.That(output, Does.Contain($"JitBot.Host {verb.Name}").And.Contain(verb.Summary));
    }

    [Test]
    public async Task Help_before_a_verb_and_help_on_a_family_work_too()
    {
        Assert.That((await VerbRun.RunAsync(["help", "doctor"])).Output, Does.StartWith("JitBot.Host doctor [--json]"));
        Assert.That((await VerbRun.RunAsync(["audit", "--help"])).Output, Does.Contain("audit verify").And.Contain("audit export").And.Not.Contain("storage"));
        Assert.That((await VerbRun.RunAsync(["help", "dance"])).Code, Is.EqualTo(2));
    }

    [TestCase("doctor --jsn", "doctor takes no '--jsn'; it takes --json.")]
    [TestCase("doctor --json=yes", "--json takes no value.")]
    [TestCase("doctor --json --json", "--json is given twice.")]
    [TestCase("doctor now", "doctor takes no 'now'")]
    [TestCase("audit verify --key", "--key needs a value: --key HEX.")]
    [TestCase("audit verify --key 30", "--key is no key; give all of the hexadecimal digits")]
    [TestCase("audit export --format --out x", "--format needs a value")]
    [TestCase("audit export --format csv --from 2026-12-01 --to 2026-11-01", "--from is later than --to")]
    [TestCase("audit export --out x", "audit export needs --format FORMAT")]
    [TestCase("storage upgrade --yes", "storage upgrade takes no '--yes'; it takes nothing.")]
    [TestCase("--url http://127.0.0.1:0", "JitBot takes no '--url'; it takes --urls URL.")]
    [TestCase("catalogue test", "catalogue test needs FILE: the expectations")]
    [TestCase("catalogue test one.json two.json", "catalogue test takes no 'two.json'; it takes FILE.")]
    [TestCase("catalogue chek", "'catalogue chek' is not a verb.")]
    public async Task What_is_typed_wrongly_is_named(string typed, string told)
    {
        var (code, output) = await VerbRun.RunAsync(typed.Split(' '));
        Assert.That((code, output), Is.EqualTo((2, output)).And.Matches<(int, string Output)>(each => each.Output.StartsWith(told, StringComparison.Ordinal)));
    }
}
