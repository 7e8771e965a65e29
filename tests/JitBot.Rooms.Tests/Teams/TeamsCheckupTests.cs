using JitBot.Core;
using JitBot.Core.Checkup;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>What the doctor finds at Teams' door.</summary>
internal sealed class TeamsCheckupTests
{
    private const string Channel = "19:abc@thread.tacv2";
    private const string NamedBy = "Catalogue:Policies:0:Stages:0:TeamsChannel";

    private TeamsLine _line = null!;

    [SetUp]
    public void Open() => _line = new TeamsLine();

    [TearDown]
    public ValueTask CloseAsync() => _line.DisposeAsync();

    [Test]
    public async Task Everything_is_as_it_should_be()
    {
        _line.Wire.Answer(404, """{"error":{"code":"ConversationNotFound"}}""", response => response.Headers.Date = _line.Clock.GetUtcNow());
        var found = await LookAsync(Channel);
        Assert.That(found.Select(each => (each.Check, each.Verdict)), Is.EqualTo(new[]
        {
            (CheckKind.Right, Verdict.Good), (CheckKind.Reach, Verdict.Good), (CheckKind.Channel, Verdict.Good),
        }));
        Assert.That(found[^1].What, Does.Contain(NamedBy));
        Assert.That(_line.Seen, Is.Not.Empty, "their clock is compared with ours");
    }

    [Test]
    public async Task Keys_that_cannot_be_had_are_named()
    {
        _line.Issuer.IsDown = true;
        Assert.That(Bad(await LookAsync()), Is.EqualTo(new[] { "Teams:OpenIdMetadataUrl: let this machine reach login.botframework.com over https, or leave Teams:OpenIdMetadataUrl out" }));
    }

    [TestCase("AADSTS7000215: wrong", "Certificates & secrets")]
    [TestCase("timed out", "login.microsoftonline.com over https")]
    public async Task A_token_that_is_not_given_is_named(string fault, string todo)
    {
        _line.Credential.Fault = fault;
        Assert.That(Bad(await LookAsync()).Single(), Does.StartWith("Teams: ").And.Contain(todo));
        Assert.That(_line.Wire.Requests, Is.Empty);
    }

    [TestCase(401, "BotNotRegistered", "Azure Bot resource")]
    [TestCase(403, "InvalidBotApiHost", "Teams:ServiceUrls")]
    public async Task A_service_that_does_not_let_us_in_is_named(int status, string code, string todo)
    {
        _line.Wire.Answer(status, $$$"""{"error":{"code":"{{{code}}}"}}""");
        Assert.That(Bad(await LookAsync(Channel)).Single(), Does.Contain(todo));
    }

    [Test]
    public async Task A_service_that_cannot_be_reached_is_named()
    {
        _line.Wire.Break(new HttpRequestException());
        _line.Wire.Break(new HttpRequestException());
        Assert.That(Bad(await LookAsync(Channel)).Single(), Does.Contain("smba.trafficmanager.net over https"));
    }

    [TestCase(200, """{"value":[{"id":"app-1"}]}""", null)]
    [TestCase(200, """{"value":[]}""", "upload what the verb 'manifest teams' packs")]
    [TestCase(403, """{"error":{"code":"Forbidden"}}""", "AppCatalog.Read.All")]
    [TestCase(503, "", "run doctor again")]
    public async Task Whether_the_app_can_install_itself_is_asked_where_the_settings_want_it(int status, string body, string? todo)
    {
        await using var line = new TeamsLine(("InstallForPeople", "true"));
        line.Wire.Answer(404, """{"error":{"code":"ConversationNotFound"}}""");
        line.Wire.Answer(status, body);
        var found = (await LookAsync(line.Services, new NamedInSettings([], [], [], []))).Single(each => each.Where == "Teams:InstallForPeople");
        Assert.That(found.Verdict, Is.EqualTo(todo is null ? Verdict.Good : Verdict.Bad));
        Assert.That(found.Todo ?? "", Does.Contain(todo ?? ""));
        Assert.That(line.Wire.Requests.Where(request => request.StartsWith("POST", StringComparison.Ordinal)), Is.Empty, "The doctor installs nothing.");
    }

    [TestCase(404, "ConversationNotFound", "correct its id")]
    [TestCase(403, "BotNotInConversationRoster", "add the app to the team")]
    [TestCase(403, "BotDisabledByAdmin", "run doctor again")]
    public async Task A_channel_that_cannot_be_used_is_named(int status, string code, string todo)
    {
        _line.Wire.Answer(404, """{"error":{"code":"ConversationNotFound"}}""");
        _line.Wire.Answer(status, $$$"""{"error":{"code":"{{{code}}}"}}""");
        Assert.That(Bad(await LookAsync(Channel)).Single(), Does.StartWith(Channel).And.Contain(todo));
    }

    [TestCase("avery@example.com", Verdict.Good, "is in 19:")]
    [TestCase("nobody@example.com", Verdict.Bad, "is not in 19:")]
    [TestCase("gus_example.com#EXT#@example.com", Verdict.Bad, "is a guest and can never decide")]
    public async Task Whether_an_approver_is_in_the_channel_is_asked_of_Teams(string email, Verdict verdict, string words)
    {
        await using var house = await TeamsHouse.OpenAsync();
        var channel = new NamedChannel("Teams", house.World.Approvals.Id, NamedBy);
        var approver = new NamedApprover(email, [], "policy one") { Channels = [channel, new NamedChannel("Slack", "C1", "x")] };
        var found = await LookAsync(house.Services, new NamedInSettings([channel], [], [approver], []));

        var person = found.Single(each => each.Check == CheckKind.Person);
        Assert.That((person.Verdict, person.Where), Is.EqualTo((verdict, $"{email} in Teams")));
        Assert.That(person.What, Does.Contain(words).And.Contain(NamedBy));
    }

    [Test]
    public async Task Of_a_channel_that_cannot_be_looked_at_the_people_are_not_asked_for()
    {
        await using var house = await TeamsHouse.OpenAsync();
        var channel = new NamedChannel("Teams", "19:nowhere@thread.tacv2", NamedBy);
        var found = await LookAsync(house.Services, new NamedInSettings([channel], [], [new NamedApprover("avery@example.com", [], "x") { Channels = [channel] }], []));

        Assert.That(Bad(found).Single(), Does.StartWith(channel.Id));
    }

    private Task<List<Finding>> LookAsync(params string[] channels) => LookAsync(
        _line.Services, new NamedInSettings([.. channels.Select(channel => new NamedChannel("Teams", channel, NamedBy)), new NamedChannel("Slack", "C1", "x")], [], [], []));

    private static async Task<List<Finding>> LookAsync(IServiceProvider services, NamedInSettings named)
    {
        var found = new List<Finding>();
        await foreach (var finding in services.GetRequiredService<ICheckup>().LookAsync(named, default))
            found.Add(finding);
        return found;
    }

    private static IEnumerable<string> Bad(IEnumerable<Finding> found) => found.Where(each => each.Verdict == Verdict.Bad).Select(each => $"{each.Where}: {each.Todo}");
}
