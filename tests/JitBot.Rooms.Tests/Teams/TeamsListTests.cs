using JitBot.Chat.Teams;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Rooms.Tests.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>The answers to the verbs that only read.</summary>
internal sealed class TeamsListTests
{
    private static readonly IReadOnlyList<Entitlement> Entitlements = [.. Enumerable.Range(1, 100).Select(i => Entitlement($"group-{i}", $"Group {i}", $"What {i} is for."))];

    [TestCase("", "Group 1", "Page 1 of 13. Type list 2 for the next one.")]
    [TestCase("13", "Group 97", "Page 13 of 13, the last one.")]
    [TestCase("gr 2", "Group 9", "Page 2 of 13. Type list gr 3 for the next one.")]
    public void The_catalogue_is_listed_page_by_page(string typed, string first, string footer)
    {
        var page = TypedPage.Read(typed, TeamsLimits.Rows);
        var post = TeamsLists.Catalogue(page.Wanted.Of(Entitlements), page, isEmpty: false);
        TeamsFit.Message(post);
        Assert.That(TeamsFit.Words(post.Card), Does.Contain($"|{first}|").And.EndsWith(footer));
    }

    [Test]
    public void A_page_of_the_catalogue_is_as_approved()
    {
        var page = TypedPage.Read("", TeamsLimits.Rows);
        Matches(TeamsLists.Catalogue(page.Wanted.Of([.. Entitlements.Take(2)]), page, isEmpty: false), "list");
    }

    [Test]
    public void My_requests_are_as_approved() => Matches(
        TeamsLists.Mine(Page(TeamsPictures.Of(Phase.Pending), TeamsPictures.Of(Phase.Active), TeamsPictures.Of(Phase.Ended)), "Your requests, newest first:", "", "mine"), "mine");

    [Test]
    public void Who_has_something_is_as_approved() =>
        Matches(TeamsLists.Holders(Entitlements[0], Page(TeamsPictures.Of(Phase.Active)), [new StageDeciders(["Avery Quinn"], 1)]), "who");

    [Test]
    public void The_help_is_as_approved() => Matches(TeamsLists.Help(), "help");

    [Test]
    public void Whatever_people_wrote_a_full_page_fits() => AnyText.Holds(AssertFits);

    [TestCase("x")]
    [TestCase("\"\\")]
    [TestCase("👩‍👩‍👧‍👦")]
    [TestCase("{{{{")]
    public void The_longest_page_fits(string text) => AssertFits(string.Concat(Enumerable.Repeat(text, 5_000)));

    private static void AssertFits(string text)
    {
        var odd = Entitlement(text, text, text);
        var page = new TypedPage(text, new PageRequest(1, TeamsLimits.Rows));
        TeamsFit.Message(TeamsLists.Catalogue(new Page<Entitlement>([.. Enumerable.Repeat(odd, TeamsLimits.Rows)], 1, 3), page, isEmpty: false));
        foreach (var phase in new[] { Phase.Pending, Phase.Active, Phase.Ended })
        {
            var rows = Enumerable.Repeat(TeamsPictures.Full(text, phase), TeamsLimits.Rows).ToArray();
            TeamsFit.Message(TeamsLists.Mine(new Page<RequestView>(rows, 1, 3), "Your requests, newest first:", "", "mine"));
            TeamsFit.Message(TeamsLists.Holders(odd, new Page<RequestView>(rows, 1, 3), [new StageDeciders([.. Enumerable.Repeat(text, 60)], 1)]));
        }
    }

    private static Page<RequestView> Page(params RequestView[] rows) => new(rows, 1, 1);

    private static void Matches(TeamsPost post, string name)
    {
        TeamsFit.Message(post);
        Approved.Matches(post.Card, name);
    }

    private static Entitlement Entitlement(string id, string name, string description) => new(
        id, name, description, "Directory", "g", new Policy("p", [], [new Stage([], 1, [])], [], TimeSpan.FromHours(1), TimeSpan.FromHours(1), 0));
}
