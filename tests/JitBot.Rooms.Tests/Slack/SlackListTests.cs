using JitBot.Chat.Slack;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;
using SlackLimits = JitBot.Chat.Slack.SlackLimits;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>The verbs that list, page by page.</summary>
internal sealed class SlackListTests : SlackHouseTests
{
    private const int Many = 10_000;

    private static readonly IReadOnlyList<Entitlement> Entitlements = [.. Enumerable.Range(1, Many).Select(i => new Entitlement(
        $"group-{i}", $"Group {i}", "", "Directory", "g", new Policy("p", [], [new Stage([], 1, [])], [], TimeSpan.FromHours(1), TimeSpan.FromHours(1), 0)))];

    private SlackGestures Riley => House.Slack.Person("riley");

    [TestCase("", "", 1)]
    [TestCase("3", "", 3)]
    [TestCase("prod db 2", "prod db", 2)]
    [TestCase("  prod-db ", "prod-db", 1)]
    [TestCase("99999999999", "99999999999", 1)]
    public void What_is_typed_is_words_and_a_page(string typed, string words, int page) =>
        Assert.That(TypedPage.Read(typed, SlackLimits.Rows), Is.EqualTo(new TypedPage(words, new PageRequest(page, SlackLimits.Rows))));

    [TestCase("", "Group 1", "Page 1 of 500. Type /jit list 2 for the next one.")]
    [TestCase("14", "Group 261", "Page 14 of 500. Type /jit list 15 for the next one.")]
    [TestCase("500", "Group 9981", "Page 500 of 500, the last one.")]
    [TestCase("777", "Group 9981", "Page 500 of 500, the last one.")]
    [TestCase("0", "Group 1", "Page 1 of 500. Type /jit list 2 for the next one.")]
    [TestCase("gr 2", "Group 21", "Page 2 of 500. Type /jit list gr 3 for the next one.")]
    public void Ten_thousand_entitlements_are_listed_page_by_page(string typed, string first, string footer)
    {
        var page = TypedPage.Read(typed, SlackLimits.Rows);
        var post = SlackLists.Catalogue(page.Wanted.Of(Entitlements), page, isEmpty: false);
        SlackFit.Message(post);
        var words = string.Join('|', SlackBlocks.Texts(post.Blocks));
        Assert.That(words, Does.Contain($"|{first}|").And.EndsWith(footer));
    }

    [Test]
    public void One_page_has_no_number()
    {
        var page = TypedPage.Read("", SlackLimits.Rows);
        var post = SlackLists.Catalogue(page.Wanted.Of([.. Entitlements.Take(SlackLimits.Rows)]), page, isEmpty: false);
        Assert.That(string.Concat(SlackBlocks.Texts(post.Blocks)), Does.Not.Contain("Page"));
    }

    [Test]
    public async Task The_catalogue_is_searched_by_a_word()
    {
        await Riley.CommandAsync("/jit", "list vau");
        await Riley.CommandAsync("/jit", "list nothing");
        Assert.That(House.Whispers("riley"), Does.Contain("Vault").And.Not.Contain("Production database").And.Contain("Nothing is called that."));
    }

    [TestCase("prod 2", "prod", 2)]
    [TestCase("3", "", 3)]
    [TestCase("Cluster 2", "Cluster 2", 1)]
    [TestCase("Cluster 2 4", "Cluster 2", 4)]
    [TestCase("7", "7", 1)]
    public void A_number_at_the_end_is_a_page_unless_it_belongs_to_a_name(string typed, string words, int page)
    {
        var read = TypedPage.Read(typed, SlackLimits.Rows, name => name is "Cluster 2" or "7");
        Assert.That((read.Words, read.Wanted.Number), Is.EqualTo((words, page)));
    }

    [Test]
    public async Task My_requests_and_those_of_others_have_pages()
    {
        var many = Enumerable.Range(1, SlackLimits.Rows).ToList();
        await using var house = await SlackHouse.OpenAsync([KeyValuePair.Create<string, string?>("Catalogue:MostOpenRequests", "50"), .. many.SelectMany(Another)]);
        var riley = house.Slack.Person("riley");
        foreach (var i in many)
        {
            await house.AskAsync($"more-{i}");
            house.Slack.Workspace.AddPerson($"person{i}");
            await house.AskAsync("quiet", $"person{i}");
        }

        await house.AskAsync("quiet");
        await riley.CommandAsync("/jit", "mine");
        Assert.That(house.Whispers("riley"), Does.Contain("Page 1 of 2. Type /jit mine 2 for the next one."));
        await riley.CommandAsync("/jit", "mine 2");
        await riley.CommandAsync("/jit", "status 2");
        await riley.CommandAsync("/jit", "who quiet 2");
        Assert.That(house.Whispers("riley").Split("Page 2 of 2, the last one."), Has.Length.EqualTo(4));
        Assert.That(riley.Ephemerals.TakeLast(3).Select(answer => answer.Blocks.Count), Is.All.LessThan(6));
    }

    [Test]
    public async Task What_somebody_may_not_ask_for_is_neither_listed_nor_offered()
    {
        await using var house = await SlackHouse.OpenAsync([KeyValuePair.Create<string, string?>("Catalogue:Policies:1:Requesters:0", "person:blake@example.com")]);
        await house.Slack.Person("riley").CommandAsync("/jit", "list");
        Assert.That(house.Whispers("riley"), Does.Contain("Production database").And.Not.Contain("Vault"));
        await house.Slack.Person("riley").CommandAsync("/jit", "request");
        Assert.That((await house.Slack.Modal("riley").TypeAheadAsync("entitlement", "")).Select(option => option.Value), Is.EqualTo(new[] { "prod-db", "quiet" }));
        await house.Slack.Person("blake").CommandAsync("/jit", "list vau");
        Assert.That(house.Whispers("blake"), Does.Contain("Vault"));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Another(int i) =>
        new[] { ("Id", $"more-{i}"), ("Provider", "Directory"), ("Resource", $"g-more-{i}"), ("Policy", "three") }
            .Select(each => KeyValuePair.Create($"Catalogue:Entitlements:{i + 9}:{each.Item1}", (string?)each.Item2));

    [Test]
    public async Task What_somebody_uses_is_offered_first()
    {
        await House.AskAsync("vault");
        await Riley.CommandAsync("/jit", "request");
        var offered = await House.Slack.Modal("riley").TypeAheadAsync("entitlement", "");
        Assert.That(offered[0].Value, Is.EqualTo("vault"));
        Assert.That(offered, Has.Count.EqualTo(3));
    }
}
