using System.Text.RegularExpressions;
using JitBot.Core.Checkup;

namespace JitBot.Host.Tests.Doctors;

/// <summary>Where everything is as it should be the doctor says so, beside a running program and without changing anything.</summary>
internal sealed partial class HealthyWorldTests : DoctorFixture
{
    [SetUp]
    public async Task TypeACommandAsync() => await World.Slack.Person("riley").CommandAsync("/jit", "help");

    [Test]
    public async Task All_is_good_and_the_exit_code_is_0()
    {
        var (code, output) = await RunAsync("doctor");

        Assert.That(code, Is.Zero, output);
        var lines = output.Trim().Split('\n');
        Assert.That(lines[..^1], Has.All.StartsWith("✓ "), output);
        Assert.That(lines[^1], Is.EqualTo($"doctor: {lines.Length - 1} good, 0 to look at, 0 bad"));
        Assert.That(output, Does.Contain("is served from by a running JitBot"));
    }

    [Test]
    public async Task The_document_for_scripts_is_what_somebody_looked_at()
    {
        var (_, output) = await RunAsync("doctor", "--json");

        Approved.Matches(Moving().Replace(output.Replace(App.Folder, "/data", StringComparison.Ordinal), "…"), "healthy.json");
    }

    [Test]
    public async Task Nothing_is_changed_anywhere()
    {
        var before = (World.Slack.Workspace.Messages.In(World.Approvals).Count, World.Graph.Directory.Memberships.All.Count, World.Okta.Directory.Memberships.All.Count);
        var files = Directory.GetFiles(App.Folder).Order().ToList();
        var lines = (await App.Store.ReadHeadsAsync(default)).Sum(head => head.Size);

        await LookAsync();

        Assert.That((World.Slack.Workspace.Messages.In(World.Approvals).Count, World.Graph.Directory.Memberships.All.Count, World.Okta.Directory.Memberships.All.Count), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(App.Folder).Order(), Is.EqualTo(files));
        Assert.That((await App.Store.ReadHeadsAsync(default)).Sum(head => head.Size), Is.EqualTo(lines));
        Assert.That(World.Graph.Requests.Concat(World.Okta.Requests), Has.None.StartsWith("PUT").And.None.StartsWith("DELETE").And.None.EndsWith("members/$ref"));
    }

    [Test]
    public async Task While_the_program_is_stopped_the_file_is_tried_for_writing_and_left_as_it_was()
    {
        await App.CloseAsync();
        var before = File.ReadAllBytes(Path.Combine(App.Folder, "jitbot.db"));

        Assert.That((await LookAsync()).Select(finding => finding.What), Has.Some.Contains("opens and can be written"));
        Assert.That(File.ReadAllBytes(Path.Combine(App.Folder, "jitbot.db")), Is.EqualTo(before));
    }

    [Test]
    public async Task The_catalogue_is_in_order_with_and_without_the_doors()
    {
        var (code, output) = await RunAsync("catalogue", "check", "--offline");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.StartWith("✓ Catalogue: in order: 4 entitlements under 2 policies\n  (read, "));
        (code, output) = await RunAsync("catalogue", "check", "--doors");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("Production database is of a kind that JitBot can change").And.Contain("JitBot is in it").And.Contain("avery@example.com in Okta"));
    }

    [Test]
    public async Task It_is_explained_with_what_the_directories_say()
    {
        var (code, output) = await RunAsync("catalogue", "explain", "--person", "riley@example.com", "--entitlement", "prod-db");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("known to the provider: yes, Entra has exactly one active account with this address").And.Contain("may ask: yes"));
        (code, output) = await RunAsync("catalogue", "explain", "--person", "nobody@example.com", "--entitlement", "prod-db");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("known to the provider: no, "));
    }

    [Test]
    public async Task Whoever_was_linked_before_is_not_turned_away_whichever_domains_are_named_now()
    {
        string[] explain = ["catalogue", "explain", "--person", "riley@example.com", "--entitlement", "prod-db"];
        const string Ask = "request prod-db 1h to have been here before";
        const string TurnedAway = "    person:avery@example.com (turned away: the address is in none of Identity:Domains (elsewhere.example), ";
        Set("Identity:Domains:0", "elsewhere.example");
        await World.Slack.Person("riley").CommandAsync("/jit", Ask);
        await App.DrainAsync();
        Assert.That((await RunAsync(explain)).Output, Does.Contain("  may ask: yes").And.Contain(TurnedAway));
        Assert.That((await RunAsync([.. explain, "--offline"])).Output, Does.Contain("  may ask: no"), "where nobody is asked nobody was");
        await World.Slack.Person("avery").CommandAsync("/jit", Ask);
        await App.DrainAsync();
        Assert.That((await RunAsync(explain)).Output, Does.Contain("    person:avery@example.com\n").And.Not.Contains(TurnedAway));
    }

    [Test]
    public async Task A_fresh_installation_has_one_thing_to_look_at_which_is_no_failure()
    {
        Set("Storage:Sqlite:Path", Path.Combine(App.Folder, "new", "jitbot.db"));

        var findings = await LookAsync();

        Assert.That(findings.Where(finding => finding.Verdict != Verdict.Good).Select(finding => finding.Check), Is.EqualTo(new[] { CheckKind.Command }));
        Assert.That(Directory.Exists(Path.Combine(App.Folder, "new")), Is.False);
    }

    [GeneratedRegex(@"\d+ MiB|127\.0\.0\.1|20\d\d-\d\d-\d\d")]
    private static partial Regex Moving();
}
