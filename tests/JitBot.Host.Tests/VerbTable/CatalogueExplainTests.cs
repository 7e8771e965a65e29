using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JitBot.Host.Tests.Running;
using JitBot.Host.Tests.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace JitBot.Host.Tests.VerbTable;

/// <summary>What the verb says of a person and an entitlement. The document is approved: scripts read it.</summary>
[TestFixture]
public partial class CatalogueExplainTests
{
    private static readonly string[] Riley = ["--person", "Riley@example.com", "--entitlement", "prod-db", "--offline"];

    [Test]
    public async Task It_is_said_in_lines()
    {
        var (code, output) = await ExplainAsync(Riley);
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.StartWith("riley@example.com and prod-db (Production database), edition ")
            .And.Contain("  may ask: yes, by everyone in the Requesters of policy production\n")
            .And.Contain("    for up to 4 hours, with at least 10 characters of justification; the form offers ")
            .And.Contain("    lapses after 1 hour without an answer, approvers are reminded after 10 minutes; a yes needs a reason; warned 10 minutes before the end\n")
            .And.Contain("    while they have fewer than 10 open requests, and fewer than 50 made within a day\n")
            .And.Contain("  stage 1 of 2: 1 must say yes; 1 who says no denies it\n    person:avery@example.com\n    person:morgan@example.com, if nobody answered within 15 minutes\n")
            .And.Contain("  nobody is asked: yes, for everyone, up to 1 hour, on Monday from 22:00 to 06:00 (Europe/Berlin)\n")
            .And.Contain("  gives the group 0000000a-c0de-4a1e-8d17-6a697462f000 of Entra, under policy production\n")
            .And.Contain("  can be decided: yes, there are enough people besides them\n")
            .And.Contain("  in an emergency: no, for person:casey@example.com\n    at once for 30 minutes, at most 2 a day and person; team databases owes two reviews within 12 hours\n"));
    }

    [Test]
    public async Task Whoever_may_take_it_at_once_is_told_so_and_where_nobody_may_that_too()
    {
        Assert.That((await ExplainAsync("--person", "casey@example.com", "--entitlement", "prod-db", "--offline")).Output, Does.Contain("  in an emergency: yes, for person:casey@example.com\n"));
        var (_, output) = await VerbRun.RunAsync(["catalogue", "explain", .. Riley], builder => builder.Configuration.AddInMemoryCollection(GoodSettings.All()));
        Assert.That(output, Does.Contain("  in an emergency: nobody may take it at once").And.Contain("; a yes needs no reason;"));
    }

    [Test]
    public async Task Whoever_the_running_program_would_turn_away_may_not_ask_and_decides_nothing()
    {
        Action<WebApplicationBuilder> partners = builder => builder.Configuration.AddInMemoryCollection([new("Identity:Domains:0", "partner.example")]);
        var (code, output) = await ExplainAsync(partners, Riley);
        Assert.That(code, Is.Zero, output);
        const string Told = "the address is in none of Identity:Domains (partner.example), so no new account is linked to it";
        Assert.That(output, Does.Contain($"  may ask: no, {Told} → add example.com to Identity:Domains\n")
            .And.Contain("  nobody is asked: no, for everyone,")
            .And.Contain($"    person:avery@example.com (turned away: {Told})\n")
            .And.Contain("  can be decided: no, without those who are turned away there are not enough people → let them in, or name more Approvers in policy production\n"));
        Assert.That((await ExplainAsync(partners, "--person", "casey@partner.example", "--entitlement", "prod-db", "--offline")).Output, Does.Contain("  may ask: yes, by everyone"));
    }

    [Test]
    public async Task Letters_that_could_look_like_others_are_told_as_what_they_are()
    {
        const string Told = "the address has letters beyond ASCII, which can look like others, so no new account is linked to it";
        var (_, output) = await ExplainAsync(
            builder => builder.Configuration.AddInMemoryCollection([new("Catalogue:Policies:0:Stages:0:Approvers:0", "person:аvery@example.com")]),
            "--person", "rıley@example.com", "--entitlement", "prod-db", "--offline");
        Assert.That(output, Does.Contain($"  may ask: no, {Told} → give an address without them\n")
            .And.Contain($"    person:аvery@example.com (turned away: {Told})\n").And.Not.Contains("in none of"));
    }

    [Test]
    public async Task The_document_is_as_approved()
    {
        var (code, output) = await ExplainAsync([.. Riley, "--format", "json"]);
        Assert.That(code, Is.Zero, output);
        output = Edition().Replace(output, "\"edition\": \"…\""); // it changes with every field that a policy gets
        var file = Path.Combine(Path.GetDirectoryName(Here())!, "Approved", "explain.json");
        if (Environment.GetEnvironmentVariable("JITBOT_APPROVE") == "1")
            await File.WriteAllTextAsync(file, output);
        Assert.That(output, Is.EqualTo(await File.ReadAllTextAsync(file)), "explain.json is no longer what was approved: look at it with JITBOT_APPROVE=1.");
    }

    [Test]
    public async Task The_lines_and_the_document_say_the_same()
    {
        Action<WebApplicationBuilder> more = builder => builder.Configuration.AddInMemoryCollection(
            [new("Catalogue:Policies:0:SignOut", "true"), new("Catalogue:Policies:0:AskForOthers", "true"), new("Catalogue:Policies:0:AutoApprovals:0:Windows:1:Zone", "UTC"),
                new("Catalogue:Policies:0:AutoApprovals:0:Windows:1:Days:0", "Sunday"), new("Catalogue:Policies:0:AutoApprovals:0:Windows:1:From", "00:00"),
                new("Catalogue:Policies:0:AutoApprovals:0:Windows:1:Until", "00:00")]);
        var (_, lines) = await ExplainAsync(more, Riley);
        var (_, document) = await ExplainAsync(more, [.. Riley, "--format", "json"]);
        Assert.That(lines, Does.Contain("    signed out everywhere when it is gone\n").And.Contain("    for themselves, or by somebody else for them")
            .And.Contain(", on Monday from 22:00 to 06:00 (Europe/Berlin) or on Sunday all day (UTC)\n"));
        var json = JsonNode.Parse(document)!;
        Assert.Multiple(() =>
        {
            Assert.That((bool)json["signOut"]!, Is.True);
            Assert.That((bool)json["askForOthers"]!, Is.True);
            Assert.That((string)json["entitlementName"]!, Is.EqualTo("Production database"));
            Assert.That(json["autoApprovals"]![0]!["windows"]!.AsArray(), Has.Count.EqualTo(2));
            Assert.That(json["autoApprovals"]![0]!["windows"]![0]!.ToJsonString(), Is.EqualTo("""{"zone":"Europe/Berlin","days":["Monday"],"from":"22:00","until":"06:00"}"""));
        });
    }

    [Test]
    public async Task What_is_not_there_is_named_with_what_there_is()
    {
        Assert.That(await ExplainAsync("--person", "riley@example.com", "--entitlement", "prod-bd"), Is.EqualTo((2, "There is no entitlement prod-bd; there are: prod-db.\n")));
        Assert.That(await ExplainAsync("--person", "riley", "--entitlement", "prod-db"),
            Is.EqualTo((2, "riley is no e-mail address; give the address by which the chat and the directory know the person.\n")));
        Assert.That((await ExplainAsync([.. Riley, "--format", "xml"])).Code, Is.EqualTo(2));
    }

    [GeneratedRegex("\"edition\": \"[0-9a-f]{32}\"")]
    private static partial Regex Edition();

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    private static Task<(int Code, string Output)> ExplainAsync(params string[] options) => ExplainAsync(_ => { }, options);

    private static Task<(int Code, string Output)> ExplainAsync(Action<WebApplicationBuilder> adjust, params string[] options) => VerbRun.RunAsync(["catalogue", "explain", .. options], builder =>
    {
        builder.Configuration.AddInMemoryCollection(GoodSettings.All());
        builder.Configuration.AddInMemoryCollection(GoodSettings.WholePolicy.ToDictionary(each => each.Key, each => each.Value));
        adjust(builder);
    });
}
