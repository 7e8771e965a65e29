using JitBot.Host.Tests.Running;
using JitBot.Host.Tests.Settings;
using JitBot.Host.Tests.Tidy;
using Microsoft.Extensions.Configuration;

namespace JitBot.Host.Tests.VerbTable;

/// <summary>Expectations are played by the real rules, and a file that is wrong is named with everything in it that is.</summary>
[TestFixture]
public class CatalogueTestTests
{
    [Test]
    public async Task The_example_is_what_the_pattern_of_a_catalogue_does()
    {
        var (code, output) = await RunAsync(await File.ReadAllTextAsync(Path.Combine(House.Root, "manifests", "expectations.example.json")));
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.StartWith("✓ whoever asks").And.EndWith($"catalogue test: 4 as expected, 0 not{Environment.NewLine}"));
    }

    [TestCase("""{ "granted": false }""", "it is granted")]
    [TestCase("""{ "mayAsk": false }""", "they may ask")]
    [TestCase("""{ "autoApproved": true }""", "somebody is asked")]
    [TestCase("""{ "brokeGlass": true }""", "glass is not broken")]
    [TestCase("""{ "grantedFor": "30m" }""", "it is granted for 1 hour")]
    [TestCase("""{ "denied": true }""", "it is not denied")]
    [TestCase("""{ "refusal": "OwnRequest" }""", "OwnRequest is not why, but nothing is refused")]
    public async Task A_case_that_comes_out_otherwise_says_how(string expect, string told)
    {
        var (code, output) = await RunAsync($$"""
            { "cases": [ { "name": "one", "when": { "person": "riley@example.com", "entitlement": "prod-db", "length": "1h",
              "votes": [ { "person": "avery@example.com" } ] }, "expect": {{expect}} } ] }
            """);
        Assert.That((code, output), Is.EqualTo((1, $"""
            ✗ one: {told}
                riley@example.com asks for 1 hour: they may, by everyone in Requesters
                then: stage 1 of 1 is asked, 1 yes of person:avery@example.com
                avery@example.com says yes: it counts in stage 1 of 1, by person:avery@example.com; it is granted
            catalogue test: 0 as expected, 1 not{Environment.NewLine}
            """)));
    }

    [Test]
    public async Task Groups_and_hours_and_stages_count_as_they_would()
    {
        var (code, output) = await RunAsync(
            """
            { "cases": [
              { "name": "nobody is asked on a Monday night", "given": { "now": "2026-03-02T22:30:00+01:00" },
                "when": { "person": "riley@example.com", "entitlement": "prod-db", "length": "1h" }, "expect": { "autoApproved": true, "granted": true } },
              { "name": "nor for longer", "given": { "now": "2026-03-02T22:30:00+01:00" },
                "when": { "person": "riley@example.com", "entitlement": "prod-db", "length": "2h" }, "expect": { "autoApproved": false, "granted": false } },
              { "name": "two stages need two people", "when": { "person": "riley@example.com", "entitlement": "prod-db", "length": "2h",
                "votes": [ { "person": "avery@example.com", "reason": "on it" }, { "person": "casey@example.com", "after": "1m", "reason": "on it" } ] }, "expect": { "granted": true } },
              { "name": "Morgan may decide the first when nobody has", "when": { "person": "riley@example.com", "entitlement": "prod-db", "length": "2h",
                "votes": [ { "person": "morgan@example.com", "after": "20m", "reason": "x" }, { "person": "casey@example.com", "after": "21m", "reason": "x" } ] }, "expect": { "granted": true } },
              { "name": "but not before", "when": { "person": "riley@example.com", "entitlement": "prod-db", "length": "2h",
                "votes": [ { "person": "morgan@example.com", "after": "5m", "reason": "x" } ] }, "expect": { "granted": false, "refusal": "NotAnApprover" } } ] }
            """, GoodSettings.WholePolicy);
        Assert.That(code, Is.Zero, output);
    }

    [Test]
    public async Task An_emergency_is_taken_at_once_by_whom_the_policy_names_and_by_nobody_else()
    {
        var (code, output) = await RunAsync(
            """
            { "cases": [
              { "name": "Casey takes it at once, for as long as emergencies last", "when": { "person": "casey@example.com", "entitlement": "prod-db", "emergency": true,
                "justification": "it is down" }, "expect": { "brokeGlass": true, "granted": true, "grantedFor": "30m", "autoApproved": false } },
              { "name": "Riley does not", "when": { "person": "riley@example.com", "entitlement": "prod-db", "emergency": true },
                "expect": { "mayAsk": false, "brokeGlass": false, "granted": false, "refusal": "MayNotBreakGlass" } },
              { "name": "a dot is no reason", "when": { "person": "casey@example.com", "entitlement": "prod-db", "emergency": true, "justification": "." },
                "expect": { "refusal": "EmergencyWithoutReason" } },
              { "name": "Casey takes what nobody answers", "when": { "person": "casey@example.com", "entitlement": "prod-db", "length": "2h", "escalatesAfter": "12m",
                "votes": [ { "person": "avery@example.com", "after": "13m", "reason": "too late" } ] }, "expect": { "brokeGlass": true, "grantedFor": "30m" } },
              { "name": "but not what was denied before", "when": { "person": "casey@example.com", "entitlement": "prod-db", "length": "2h", "escalatesAfter": "12m",
                "votes": [ { "person": "avery@example.com", "says": "no", "after": "1m" } ] }, "expect": { "brokeGlass": false, "denied": true, "granted": false } },
              { "name": "nor does Riley", "when": { "person": "riley@example.com", "entitlement": "prod-db", "length": "2h", "escalatesAfter": "12m" },
                "expect": { "mayAsk": true, "brokeGlass": false, "refusal": "MayNotBreakGlass" } } ] }
            """, GoodSettings.WholePolicy);
        Assert.That(code, Is.Zero, output);
    }

    [Test]
    public async Task Whoever_is_on_call_in_a_case_may_break_glass_in_it()
    {
        var (code, output) = await RunAsync(
            """
            { "cases": [
              { "name": "on call", "given": { "groups": { "slack-usergroup:S0ONCALL": [ "riley@example.com" ] } },
                "when": { "person": "riley@example.com", "entitlement": "prod-db", "emergency": true }, "expect": { "brokeGlass": true } },
              { "name": "not on call", "when": { "person": "riley@example.com", "entitlement": "prod-db", "emergency": true }, "expect": { "brokeGlass": false, "refusal": "MayNotBreakGlass" } } ] }
            """, [.. GoodSettings.WholePolicy, ("Catalogue:Policies:0:BreakGlass:For:0", "slack-usergroup:S0ONCALL")]);
        Assert.That(code, Is.Zero, output);
    }

    [Test]
    public async Task Whoever_the_running_program_would_turn_away_neither_asks_nor_votes_in_a_case()
    {
        const string Cases = """
            { "cases": [
              { "name": "a partner does not ask", "when": { "person": "riley@partner.example", "entitlement": "prod-db", "length": "1h" }, "expect": { "mayAsk": false, "refusal": "ForeignDomain" } },
              { "name": "nor decides", "when": { "person": "riley@example.com", "entitlement": "prod-db", "length": "1h",
                "votes": [ { "person": "avery@partner.example" } ] }, "expect": { "mayAsk": true, "granted": false, "refusal": "ForeignDomain" } } ] }
            """;
        (string, string?)[] changes = [("Identity:Domains:0", "example.com"), ("Catalogue:Policies:0:Stages:0:Approvers:1", "person:avery@partner.example")];
        var (code, output) = await RunAsync(Cases, changes);
        Assert.That(code, Is.Zero, output);
        Assert.That((await RunAsync(Cases.Replace("ForeignDomain", "NotEligible", StringComparison.Ordinal), changes)).Output,
            Does.Contain("refused, ForeignDomain: the address is in none of Identity:Domains (example.com), so no new account is linked to it\n"));
        Assert.That((await RunAsync(Cases, [.. changes, ("Identity:Domains:1", "partner.example")])).Output, Does.EndWith($"0 as expected, 2 not{Environment.NewLine}"));
    }

    [TestCase("riley@example.com", "2h", "", "riley@example.com asks for 2 hours: they may, by everyone in Requesters",
        "then: no rule of AutoApprovals holds, so stage 1 of 2 is asked, 1 yes of person:avery@example.com",
        "in the end: it waits for stage 1 of 2, 1 yes of person:avery@example.com")]
    [TestCase("riley@example.com", "5h", "", "riley@example.com asks for 5 hours: refused, LengthNotAllowed: LongestGrant is 4 hours")]
    [TestCase("riley@example.com", "2h", """{ "person": "avery@example.com" }""", "avery@example.com says yes: refused, ReasonMissing: ReasonToApprove is true")]
    [TestCase("riley@example.com", "2h", """{ "person": "casey@example.com", "after": "20m" }""",
        "after 15 minutes, nobody has answered: tier 1 of stage 1 of 2 is asked too: person:morgan@example.com",
        "after 20 minutes, casey@example.com says yes: refused, NotAnApprover: stage 1 of 2 is decided by person:avery@example.com, person:morgan@example.com at that moment")]
    [TestCase("riley@example.com", "2h", """{ "person": "avery@example.com", "after": "61m" }""", "after 1 hour, nobody has answered: it lapses, by RequestLapsesAfter")]
    public async Task A_case_that_comes_out_otherwise_tells_which_rule_decided_what(string person, string length, string votes, params string[] told)
    {
        var (code, output) = await RunAsync($$"""
            { "cases": [ { "name": "one", "when": { "person": "{{person}}", "entitlement": "prod-db", "length": "{{length}}", "votes": [ {{votes}} ] }, "expect": { "granted": true } } ] }
            """, GoodSettings.WholePolicy);
        Assert.That(code, Is.EqualTo(1), output);
        foreach (var line in told)
            Assert.That(output.Split('\n'), Does.Contain("    " + line), output);
    }

    [TestCase(""" "entitlement": "prod-bd" """, "cases[0].when.entitlement: \"one\" names prod-bd, which the catalogue does not have; did you mean prod-db?")]
    [TestCase(""" "entitlement": "mail" """, "cases[0].when.entitlement: \"one\" names mail, which the catalogue does not have; known entitlements: prod-db.")]
    [TestCase(""" "person": "caesy@example.com" """,
        "cases[0].when.person: \"one\" names caesy@example.com, whom no rule of the catalogue and no group of the case names; did you mean casey@example.com? "
        + "If there is such a person, write \"given\": { \"others\": [ \"caesy@example.com\" ] }")]
    [TestCase(""" "person": "riley" """, "cases[0].when.person: \"one\" names riley, which is no e-mail address;")]
    [TestCase(""" "votes": [ { "person": "blake@example.com" } ] """,
        "cases[0].when.votes[0].person: \"one\" names blake@example.com, whom no rule of the catalogue and no group of the case names; known people: avery@example.com, ")]
    public async Task A_name_that_the_catalogue_does_not_know_is_no_reason_to_be_content(string field, string told)
    {
        var (code, output) = await RunAsync(One(field, "{ }"), GoodSettings.WholePolicy);
        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain(told));
    }

    [Test]
    public async Task A_group_that_no_rule_names_is_none_to_be_in()
    {
        const string Right = "slack-usergroup:S0ONCALL";
        (string, string?)[] changes = [.. GoodSettings.WholePolicy, ("Catalogue:Policies:0:BreakGlass:For:0", Right)];
        var (code, output) = await RunAsync(One(" \"emergency\": true ", """{ "groups": { "slack-usergroup:S0ONCAL": [ "riley@example.com" ] } }"""), changes);
        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain($"cases[0].given.groups: \"one\" names slack-usergroup:S0ONCAL, which no rule of the catalogue names; did you mean {Right}?"));
    }

    [TestCase(""" "person": "caesy@example.com" """, """{ "others": [ "caesy@example.com" ] }""")]
    [TestCase(""" "votes": [ { "person": "blake@example.com" } ] """, """{ "others": [ "blake@example.com" ] }""")]
    [TestCase(""" "votes": [ { "person": "riley@example.com" } ] """, "{ }")]
    public async Task Whoever_is_meant_to_be_nobody_of_the_catalogue_is_said_to_be_there(string field, string given)
    {
        var (code, output) = await RunAsync(One(field, given), GoodSettings.WholePolicy);
        Assert.That(code, Is.Zero, output);
    }

    [Test]
    public async Task That_something_cannot_be_asked_for_at_all_can_be_expected()
    {
        var (code, output) = await RunAsync("""
            { "cases": [ { "name": "gone", "when": { "person": "riley@example.com", "entitlement": "prod-bd", "length": "1h" }, "expect": { "refusal": "UnknownEntitlement" } } ] }
            """);
        Assert.That(code, Is.Zero, output);
    }

    /// <summary>A case in which what is misspelt is refused, as it expects.</summary>
    private static string One(string field, string given)
    {
        var person = field.StartsWith(" \"person\"", StringComparison.Ordinal) ? "" : "\"person\": \"riley@example.com\",";
        var entitlement = field.StartsWith(" \"entitlement\"", StringComparison.Ordinal) ? "" : "\"entitlement\": \"prod-db\",";
        return $$"""{ "cases": [ { "name": "one", "given": {{given}}, "when": { {{person}} {{entitlement}} "length": "5h", {{field}} }, "expect": { "granted": false } } ] }""";
    }

    [Test]
    public async Task Everything_that_is_wrong_is_named_with_its_path()
    {
        var (code, output) = await RunAsync(
            """{ "cases": [ { "name": "one", "when": { "person": 1, "length": "soon", "votes": [ { "person": "a@b.c", "says": "maybe" } ] }, "expect": { "refusal": "No", "colour": 1 } } ] }""");
        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain("cases[0].when.person: must be a text").And.Contain("cases[0].when.entitlement: is missing").And.Contain("cases[0].when.length: must be a length")
            .And.Contain("cases[0].when.votes[0].says: must be yes or no").And.Contain("cases[0].expect.refusal: must be one of Guest").And.Contain("cases[0].expect.colour: is not known here"));
        Assert.That(await RunAsync("{\n \"cases\": [,] }"), Has.Property("Code").EqualTo(2).And.Property("Output").Contains("line 2: is no JSON"));
        Assert.That((await VerbRun.RunAsync(["catalogue", "test", "nowhere.json"], Adjust([]))).Code, Is.EqualTo(2));
    }

    private static async Task<Run> RunAsync(string expectations, params IEnumerable<(string Key, string? Value)> changes)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, expectations);
            var (code, output) = await VerbRun.RunAsync(["catalogue", "test", file], Adjust(changes));
            return new Run(code, output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder> Adjust(IEnumerable<(string Key, string? Value)> changes) => builder =>
    {
        builder.Configuration.AddInMemoryCollection(GoodSettings.All());
        foreach (var (key, value) in changes)
            builder.Configuration.AddInMemoryCollection([KeyValuePair.Create(key, value)]);
    };

    private sealed record Run(int Code, string Output);
}
