using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;
using JitBot.Engine.People;

namespace JitBot.Engine.Tests;

/// <summary>The catalogue while it is edited: what is read without a restart, what is refused, and what waits for an operator's yes.</summary>
public class CatalogueTests
{
    private const string Longest = "Catalogue:Policies:0:LongestGrant";
    private static readonly (string, string?) Operator = ("Operations:Operators:0", "person:morgan@example.com");

    [Test]
    public async Task A_saved_file_counts_without_a_restart_once_it_has_settled()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Save((Longest, "08:00:00"));
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(4)), "it was saved just now, perhaps in part");
        world.Save();
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(4)), "it was saved again");
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(8)));
    }

    [Test]
    public async Task Whoever_asks_for_it_has_it_read_at_once()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Save((Longest, "08:00:00"));
        world.Get<SettingsWatch>().ReadAgain();
        await world.Engine.KeepHouseAsync(default);
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(8)));
    }

    [Test]
    public async Task A_wrong_edition_is_refused_told_once_and_the_one_in_force_stays()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.SaveAndReadAsync((Longest, "for ever"), ("Catalogue:Entitlements:0:Policy", "none"));
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.Multiple(async () =>
        {
            Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(4)));
            Assert.That(Announced(world).Count(said => said.Contains("Catalogue:Policies:0:LongestGrant: must be a length", StringComparison.Ordinal)
                && said.Contains("Catalogue:Entitlements:0:Policy: names none", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That((await LinesAsync(world)).OfType<CatalogueEvent.Refused>().Single().Keys, Is.EquivalentTo(new[] { "Catalogue:Entitlements:0:Policy", Longest }));
        });
        await world.SaveAndReadAsync((Longest, "02:00:00"), ("Catalogue:Entitlements:0:Policy", "production"));
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(2)));
        Assert.That(Announced(world)[^1], Does.Contain("is in order again"));
    }

    [Test]
    public async Task Each_edition_is_a_line_and_an_address_in_none()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.RestartAsync();
        await world.SaveAndReadAsync((Longest, "08:00:00"));
        var lines = await LinesAsync(world);
        var raw = await world.Store.LoadAsync(StreamId.Catalogue, 0, default);
        Assert.Multiple(async () =>
        {
            Assert.That(lines.Select(each => each.GetType().Name), Is.EqualTo(new[] { "Seen", "InForce", "Seen", "InForce" }), "a start with the same settings adds none");
            Assert.That(lines.OfType<CatalogueEvent.Seen>().Select(each => each.Version), Is.EqualTo(lines.OfType<CatalogueEvent.InForce>().Select(each => each.Version)));
            Assert.That(string.Concat(raw.Select(line => line.Body)), Does.Not.Contain("@"));
            var texts = await world.Store.LoadTextsAsync([.. lines.OfType<CatalogueEvent.InForce>().Select(each => each.Content)], default);
            Assert.That(texts, Has.Count.EqualTo(2));
            Assert.That(string.Concat(texts.Values), Does.Not.Contain("@"));
        });
    }

    [Test]
    public async Task What_loosens_waits_for_an_operators_yes_also_over_a_restart()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.SaveAndReadAsync(Operator);
        await world.SaveAndReadAsync((Longest, "08:00:00"), ("Catalogue:Policies:0:MinimumJustification", "20"));
        var version = (await LinesAsync(world)).OfType<CatalogueEvent.Seen>().Last().Version[..AcceptRules.LeastTyped];
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(4)));
        Assert.That(Announced(world)[^1], Does.Contain($"Edition {version} of the catalogue waits").And.Contain("database"));

        await world.RestartAsync();
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(4)), "a restart with the looser file does not put it in force");
        Assert.That(await SayAsync(world, EngineWorld.Riley, ""), Does.Contain("a grant may last 8 hours instead of 4 hours").And.Contain($"/jit catalogue accept {version}"));

        Assert.That(await SayAsync(world, EngineWorld.Riley, $"accept {version}"), Does.Contain("Only an operator"));
        Assert.That(await SayAsync(world, EngineWorld.Morgan, "accept 0123456789ab"), Does.Contain("not the edition that waits"));
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(4)));

        Assert.That(await SayAsync(world, EngineWorld.Morgan, $"accept {version}"), Does.Contain("is in force as a whole"));
        Assert.That(await SayAsync(world, EngineWorld.Morgan, $"accept {version}"), Does.Contain("is in force as a whole"), "the same yes twice is one");
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(8)));
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(Announced(world)[^1], Does.Contain("does not wait any more"));

        await world.RestartAsync();
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(8)));
        var lines = await LinesAsync(world);
        Assert.That(lines.Skip(4).Select(each => each.GetType().Name), Is.EqualTo(new[] { "Seen", "InForce", "NotAccepted", "Accepted", "InForce" }));
    }

    [Test]
    public async Task A_request_is_judged_by_what_is_in_force_and_not_by_what_waits()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.SaveAndReadAsync(Operator);
        await world.SaveAndReadAsync((Longest, "08:00:00"), ("Catalogue:Policies:0:Stages:0:Approvers:2", "person:riley@example.com"));
        var outcome = await world.Desk.AskAsync(EngineWorld.Avery, new AskForm("database", TimeSpan.FromHours(8), "fixing the incident"), world.Gesture(), default);
        Assert.That(outcome, Is.EqualTo(new Outcome.Refused(Refusal.LengthNotAllowed)));
        var request = await world.AskAsync(EngineWorld.Avery);
        Assert.That(await world.Desk.ApproveAsync(EngineWorld.Riley, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)));
    }

    [Test]
    public async Task What_tightens_counts_at_once()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.SaveAndReadAsync(Operator);
        await world.SaveAndReadAsync((Longest, "01:00:00"));
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(await SayAsync(world, EngineWorld.Riley, ""), Does.Contain("Nothing waits"));
    }

    [Test]
    public async Task A_newer_edition_takes_the_place_of_the_one_that_waits()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.SaveAndReadAsync(Operator);
        await world.SaveAndReadAsync((Longest, "08:00:00"));
        var first = (await LinesAsync(world)).OfType<CatalogueEvent.Seen>().Last().Version[..AcceptRules.LeastTyped];
        await world.SaveAndReadAsync((Longest, "09:00:00"));
        Assert.That(await SayAsync(world, EngineWorld.Morgan, $"accept {first}"), Does.Contain("not the edition that waits"));
        Assert.That(LongestOf(world), Is.EqualTo(TimeSpan.FromHours(4)));
        await world.SaveAndReadAsync((Longest, "04:00:00"));
        Assert.That(await SayAsync(world, EngineWorld.Riley, ""), Does.Contain("Nothing waits"), "the change was taken back");
    }

    [Test]
    public async Task An_edition_of_which_the_text_is_gone_was_not_in_force_as_far_as_anybody_can_show()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.SaveAndReadAsync(Operator);
        await world.Store.ForgetAsync(new Core.People.PersonId("catalogue"), default);
        await world.RestartAsync();
        Assert.That(world.Desk.Catalogue.Entitlements, Is.Empty, "nothing is known to have been in force");
        Assert.That(await SayAsync(world, EngineWorld.Riley, ""), Does.Contain("database: it is new"));
        var version = (await LinesAsync(world)).OfType<CatalogueEvent.Seen>().Last().Version[..AcceptRules.LeastTyped];
        await SayAsync(world, EngineWorld.Morgan, $"accept {version}");
        Assert.That(world.Desk.Catalogue.Entitlements, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task By_a_schedule_that_is_read_elsewhere_nobody_is_on_call_until_an_operator_has_said_yes()
    {
        await using var world = await EngineWorld.OpenAsync($"{ToldOnCall.SourceName}:night");
        await world.SaveAndReadAsync(Operator);
        world.OnCall.Fill("casey@example.com");
        Assert.That(await CaseyApprovesAsync(world, EngineWorld.Riley), Is.InstanceOf<Outcome.Done>());

        world.OnCallAddress = "elsewhere";
        await world.RestartAsync();
        var (night, shelf) = (new Rule.Member(ToldOnCall.SourceName, "night"), world.Get<GroupShelf>());
        Assert.That(await CaseyApprovesAsync(world, EngineWorld.Avery), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)));
        Assert.That(await shelf.OnCallAsync(night, default), Is.Null, "nor may anybody break glass by it");
        Assert.That(shelf.LastOnCall(night), Is.Null);
        Assert.That(await SayAsync(world, EngineWorld.Riley, ""), Does.Contain("rota:night: it is read from another address"));
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(Announced(world)[^1], Does.Contain("because it loosens rota:night"));

        var version = (await LinesAsync(world)).OfType<CatalogueEvent.Seen>().Last().Version;
        Assert.That(await SayAsync(world, EngineWorld.Morgan, $"accept {version}"), Does.Contain("is in force as a whole"));
        Assert.That((await shelf.OnCallAsync(night, default))?.Roster.Has("casey@example.com"), Is.True);
        Assert.That($"{await CaseyApprovesAsync(world, EngineWorld.Olive)}", Does.StartWith("Done"));
    }

    [Test]
    public async Task A_schedule_that_is_read_elsewhere_is_not_waited_for_once_it_is_read_from_where_it_was()
    {
        await using var world = await EngineWorld.OpenAsync($"{ToldOnCall.SourceName}:night");
        await world.SaveAndReadAsync(Operator);
        world.OnCall.Fill("casey@example.com");
        world.OnCallAddress = "elsewhere";
        await world.RestartAsync();
        world.OnCallAddress = "here";
        await world.RestartAsync();
        Assert.That(await CaseyApprovesAsync(world, EngineWorld.Riley), Is.InstanceOf<Outcome.Done>());
        Assert.That(await SayAsync(world, EngineWorld.Riley, ""), Does.Contain("Nothing waits"));
    }

    [Test]
    public async Task A_rule_that_stays_because_its_change_waits_is_read_from_where_it_was()
    {
        await using var world = await EngineWorld.OpenAsync($"{ToldOnCall.SourceName}:night");
        await world.SaveAndReadAsync(Operator);
        world.OnCall.Fill("casey@example.com");
        world.Save(("Catalogue:Policies:0:Stages:0:Approvers:2", $"{ToldOnCall.SourceName}:day"));
        world.OnCallAddress = "elsewhere";
        await world.RestartAsync();
        Assert.That(await CaseyApprovesAsync(world, EngineWorld.Riley), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)), "the edition that waits does not name the rule that still counts");
    }

    private static async Task<Outcome> CaseyApprovesAsync(EngineWorld world, AccountFacts requester) => await world.Desk.ApproveAsync(
        EngineWorld.Account("casey"), await world.AskAsync(requester), new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);

    private static List<string> Announced(EngineWorld world) =>
        [.. world.Chat.Announcements.Select(each => each.Words).Where(words => words.Contains("catalogue", StringComparison.Ordinal))];

    private static TimeSpan LongestOf(EngineWorld world) => world.Desk.Catalogue.Find("database")!.Policy.LongestGrant;

    private static async Task<string> SayAsync(EngineWorld world, AccountFacts who, string typed) =>
        (await world.Get<CatalogueDesk>().AnswerAsync(who, typed, default)).ToPlainText();

    private static async Task<List<CatalogueEvent>> LinesAsync(EngineWorld world) =>
        [.. (await world.Store.LoadAsync(StreamId.Catalogue, 0, default)).Select(EventJson.ReadCatalogue)];
}
