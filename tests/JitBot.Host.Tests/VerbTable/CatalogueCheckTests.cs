using JitBot.Host.Tests.Running;
using JitBot.Host.Tests.Settings;
using JitBot.Sandbox.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace JitBot.Host.Tests.VerbTable;

/// <summary>The catalogue's faults are named all at once, each with its full key; other sections need not be in order.</summary>
[TestFixture]
public class CatalogueCheckTests
{
    /// <summary>What the test gives stands in no file.</summary>
    private static readonly string Read = $"  (read, later ones over earlier ones: nothing){Environment.NewLine}";

    [Test]
    public async Task Every_fault_is_named_at_once()
    {
        var (code, output) = await CheckAsync(
            ("Catalogue:Entitlements:0:Policy", "productoin"), ("Catalogue:Entitlements:0:Provider", "Entar"), ("Catalogue:Policies:0:LongestGrant", "soon"),
            ("Catalogue:Policies:0:Requesters:0", "everybody"), ("Catalogue:Policies:0:Colour", "red"));

        Assert.That(code, Is.EqualTo(1), output);
        var lines = output.Trim().Split('\n');
        Assert.That(lines[..^2], Has.All.StartsWith("✗ Catalogue:"));
        Assert.That(lines[^2], Is.EqualTo("catalogue check: 5 bad"));
        Assert.That(output, Does.Contain("✗ Catalogue:Entitlements:0:Policy: names productoin, but there is no such policy; there are: production")
            .And.Contain("Catalogue:Entitlements:0:Provider: names Entar").And.Contain("Catalogue:Policies:0:LongestGrant: must be a length")
            .And.Contain("Catalogue:Policies:0:Requesters:0: is not a rule").And.Contain("Catalogue:Policies:0:Colour: is not a setting"));
    }

    [Test]
    public async Task Without_secrets_a_good_catalogue_is_good_unless_the_doors_are_to_be_asked()
    {
        (string, string?)[] changes = [("Slack:BotToken", ""), ("Okta:ApiToken", "")];
        Assert.That(await CheckAsync(changes), Is.EqualTo((0, $"✓ Catalogue: in order\n  (2 faults in other sections, so no door was asked; doctor names them)\n{Read}")));
        var (code, output) = await VerbRun.RunAsync(["catalogue", "check", "--doors"], builder => Alone(builder).AddInMemoryCollection(With(changes)));
        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain("Slack:BotToken: is missing"));
    }

    [Test]
    public async Task One_of_a_kind_is_told_in_the_singular()
    {
        var good = await VerbRun.RunAsync(["catalogue", "check", "--offline"], builder => Alone(builder).AddInMemoryCollection(GoodSettings.All()));
        Assert.That(good, Is.EqualTo((0, $"✓ Catalogue: in order: 1 entitlement under 1 policy\n{Read}")));
        Assert.That(await CheckAsync(("Slack:BotToken", "")), Is.EqualTo((0, $"✓ Catalogue: in order\n  (1 fault in other sections, so no door was asked; doctor names it)\n{Read}")));
    }

    [Test]
    public async Task Faults_of_other_sections_are_counted_beside_those_of_the_catalogue()
    {
        var (_, output) = await CheckAsync(("Slack:BotToken", ""), ("Okta:ApiToken", ""), ("Catalogue:Policies:0:Colour", "red"));
        Assert.That(output, Does.EndWith($"catalogue check: 1 bad\n  (2 faults in other sections, so no door was asked; doctor names them)\n{Read}"));
    }

    [Test]
    public async Task Where_the_settings_were_read_from_is_said()
    {
        const string Prefix = "CATALOGUE_CHECK_";
        const string Colour = Prefix + "Catalogue__Policies__0__Colour";
        using var folder = new SandboxFolder();
        var file = Path.Combine(folder.Path, "ours.json");
        await File.WriteAllTextAsync(file, """{ "Catalog": { "Entitlements": [ ] } }""");
        var (first, second) = (SecretsIn(folder, "first"), SecretsIn(folder, "second"));
        Environment.SetEnvironmentVariable(Colour, "red");
        try
        {
            var (_, output) = await VerbRun.RunAsync(["catalogue", "check"], builder => Alone(builder).AddEnvironmentVariables(Prefix).AddInMemoryCollection(GoodSettings.All())
                .AddJsonFile(file).Add(new SecretsFolder(first)).Add(new SecretsFolder(second)).AddEnvironmentVariables(Prefix));
            var read = $"{file}, the secrets in {first} (1 key), the secrets in {second} (1 key), the environment (1 key)";
            Assert.That(output, Does.EndWith($"  (read, later ones over earlier ones: {read}){Environment.NewLine}").And.Not.Contains("xoxb"));
            Assert.That(output, Does.Contain("✗ Catalog: is not a section; did you mean Catalogue?"), "it is about the catalogue, too");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Colour, null);
        }
    }

    [Test]
    public async Task A_policy_that_only_its_requester_could_decide_is_bad() => await AssertBadAsync(
        "Catalogue:Policies:0:Stages: can be decided by nobody: without person:avery@example.com", ("Catalogue:Policies:0:Requesters:0", "person:avery@example.com"));

    [Test]
    public async Task Stages_for_which_there_are_not_enough_different_people_are_bad() => await AssertBadAsync(
        "Catalogue:Policies:0:Stages: ask for more different people than are named",
        ("Catalogue:Policies:0:Stages:1:Approvers:0", "person:avery@example.com"), ("Catalogue:Policies:0:Stages:1:SlackChannel", "C0APPROVALS"));

    [TestCase("Catalogue:Policies:0:Stages:0:Approvers:1", "an approver by Catalogue:Policies:0:Stages")]
    [TestCase("Catalogue:Policies:0:Requesters:1", "a requester by Catalogue:Policies:0:Requesters")]
    [TestCase("Catalogue:Policies:0:BreakGlass:For:1", "somebody who may break glass by Catalogue:Policies:0:BreakGlass")]
    [TestCase("Operations:Operators:0", "an operator by Operations:Operators")]
    public async Task A_group_that_is_given_away_must_give_no_right_over_the_catalogue(string rule, string right) => await AssertBadAsync(
        $"Catalogue:Entitlements:0:Resource: is a group that makes its members {right}", (rule, "entra-group:0000000A-C0DE-4A1E-8D17-6A697462F000"));

    [TestCase("Catalogue:Policies:0:Stages", "Catalogue:Policies:0:Stages:0:Approvers:1", "person:morgan@partner.example")]
    [TestCase("Catalogue:Policies:0:Requesters", "Catalogue:Policies:0:Requesters:0", "person:morgan@partner.example")]
    [TestCase("Operations:Operators", "Operations:Operators:0", "person:morgan@partner.example")]
    public async Task Whoever_the_running_program_would_turn_away_is_named(string at, string key, string rule)
    {
        (string, string?)[] changes = [(key, rule), ("Slack:BotToken", ""), ("Identity:Domains:0", "example.com")];
        var (code, output) = await CheckAsync(changes);
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.StartWith(
            $"✗ {at}: names {rule}, but the address is in none of Identity:Domains (example.com), so no new account is linked to it: unless one was linked before, they can neither ask nor decide; "
            + "add partner.example to Identity:Domains, or name them by another address"));
        Assert.That((await CheckAsync([.. changes, ("Identity:Domains:1", "partner.example")])).Code, Is.Zero, "and whoever is let in is not");
    }

    [TestCase("Requesters", "everyone")]
    [TestCase("Durations", "1h")]
    [TestCase("Stages:0:Approvers", "person:avery@example.com")]
    public async Task A_single_value_in_the_place_of_a_list_is_said_to_be_one(string list, string value)
    {
        var (code, output) = await CheckAsync(($"Catalogue:Policies:0:{list}:0", null), ($"Catalogue:Policies:0:{list}", value), ("Slack:BotToken", ""));
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.StartWith($"✗ Catalogue:Policies:0:{list}: holds a single value where a list belongs; write [ … ] around it").And.Contains("catalogue check: 1 bad"));
    }

    [Test]
    public async Task The_settings_of_one_stage_in_the_place_of_a_list_of_stages_are_said_to_be_that()
    {
        const string Stages = "Catalogue:Policies:0:Stages";
        var (code, output) = await CheckAsync(
            ($"{Stages}:0:Approvers:0", null), ($"{Stages}:0:SlackChannel", null),
            ($"{Stages}:Approvers:0", "person:avery@example.com"), ($"{Stages}:Approvals", "1"), ("Slack:BotToken", ""));
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.StartWith($"✗ {Stages}: holds the settings of one where a list of them belongs; write [ … ] around the {{ … }}").And.Contains("catalogue check: 1 bad"));
    }

    [Test]
    public async Task A_misspelt_key_is_told_with_the_one_that_was_meant()
    {
        var (_, output) = await CheckAsync(("Catalogue:Policies:0:LongestGrnt", "1h"), ("Catalogue:Policies:0:SlackChannel", "C0APPROVALS"), ("Slack:BotToken", ""));
        Assert.That(output, Does.Contain("✗ Catalogue:Policies:0:LongestGrnt: is not a setting here; did you mean LongestGrant? Known here: AskForOthers, AutoApprovals,")
            .And.Contains("✗ Catalogue:Policies:0:SlackChannel: is not a setting here; did you mean Policies:0:BreakGlass:SlackChannel or Policies:0:Stages:0:SlackChannel? Known here: ")
            .And.Not.Contains("Policies:0:Stages:0:Approvals"));
    }

    private static string SecretsIn(SandboxFolder folder, string name)
    {
        var path = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
        File.WriteAllText(Path.Combine(path, "Slack__BotToken"), "xoxb-from-a-file");
        File.WriteAllText(Path.Combine(path, "ca.crt"), "no setting");
        return path;
    }

    /// <summary>Settings that come from this test alone: what stands in the shell, or in the user secrets, of whoever runs it does not count.</summary>
    private static ConfigurationManager Alone(WebApplicationBuilder builder)
    {
        builder.Configuration.Sources.Clear();
        return builder.Configuration;
    }

    private static async Task AssertBadAsync(string told, params (string Key, string? Value)[] changes)
    {
        var (code, output) = await CheckAsync([.. changes, ("Slack:BotToken", "")]);
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.StartWith($"✗ {told}").And.Contains("catalogue check: 1 bad\n  (1 fault in other sections"));
    }

    private static Task<(int Code, string Output)> CheckAsync(params (string Key, string? Value)[] changes) =>
        VerbRun.RunAsync(["catalogue", "check"], builder => Alone(builder).AddInMemoryCollection(With(changes)));

    private static Dictionary<string, string?> With((string Key, string? Value)[] changes)
    {
        var settings = GoodSettings.All();
        foreach (var (key, value) in changes)
        {
            if (value is null)
                settings.Remove(key);
            else
                settings[key] = value;
        }

        return settings;
    }
}
