using System.Globalization;
using JitBot.Core.Catalogue;
using NUnit.Framework;

namespace JitBot.Core.Tests.Catalogue;

public class SearchTests
{
    private static readonly AccessCatalogue Catalogue = new(
    [
        Of("prod-db", "Production database"), Of("prod-web", "Web servers, production"), Of("billing", "Billing (production)"),
        Of("hr", "Überstunden und Löhne"), Of("reprod", "Reproduction lab"), Of("crm", "Customer relations"),
    ]);

    [TestCase("prod", "prod-db prod-web billing reprod")]
    [TestCase("PROD-W", "prod-web")]
    [TestCase("uber", "hr")]
    [TestCase("LÖHNE", "hr")]
    [TestCase("lohne", "hr")]
    [TestCase("lo\u0308hne", "hr")]
    [TestCase("web", "prod-web")]
    [TestCase("  relations ", "crm")]
    [TestCase("nothing", "")]
    [TestCase("\uD800", "")]
    public void Beginnings_come_before_beginnings_of_words_and_those_before_the_rest(string typed, string ids) =>
        Assert.That(Ids(Catalogue.Search(typed, 100, Habits.None)), Is.EqualTo(ids));

    [Test]
    public void What_somebody_has_used_comes_first_the_recent_and_frequent_before_the_rest()
    {
        Assert.That(Ids(Catalogue.Search("prod", 100, Habits.Of(["reprod", "billing", "billing", "gone"]))), Is.EqualTo("billing reprod prod-db prod-web"));
        Assert.That(Ids(Catalogue.Search("", 3, Habits.Of(["crm"]))), Is.EqualTo("crm billing prod-db"));
    }

    [Test]
    public void Old_habits_are_not_looked_at() =>
        Assert.That(Habits.Of(Enumerable.Repeat("new", Habits.MostLookedAt).Append("old")).Keys, Is.EqualTo(new[] { "new" }));

    [Test]
    public void Ten_thousand_are_searched_and_the_time_is_printed()
    {
        var many = new AccessCatalogue(Enumerable.Range(0, 10_000).Select(i => Of(Name("group", i), Name("Access to the systems of team", i))));
        var used = Habits.Of(Enumerable.Range(0, Habits.MostLookedAt).Select(i => Name("group", i)));
        foreach (var typed in new[] { "", "team 99", "e", "nothing at all" })
            Time(many, typed, used);
        Assert.That(many.Search("team 9999", 100, used).Single().Id, Is.EqualTo("group 9999"));
        Assert.That(many.Search("e", 100, used), Has.Count.EqualTo(100));

        static string Name(string what, int i) => string.Create(CultureInfo.InvariantCulture, $"{what} {i}");
    }

    private static void Time(AccessCatalogue catalogue, string typed, IReadOnlyDictionary<string, int> used)
    {
        const int Times = 20;
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Times; i++)
            catalogue.Search(typed, 100, used);
        var each = TimeProvider.System.GetElapsedTime(start) / Times;
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\"{typed}\" in 10,000 entitlements: {each.TotalMilliseconds:F2} ms"));
    }

    private static string Ids(IEnumerable<Entitlement> found) => string.Join(' ', found.Select(each => each.Id));

    private static Entitlement Of(string id, string name) => new(
        id, name, "", "provider", "group", new Policy("policy", [], [new Stage([], 1, [])], [], TimeSpan.FromHours(1), TimeSpan.FromHours(1), 0));
}
