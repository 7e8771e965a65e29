using JitBot.Chat.Teams;
using JitBot.Core.Chat;
using JitBot.Rooms.Tests.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

internal sealed class TeamsTextTests
{
    [TestCase("short", 10, "short")]
    [TestCase("exactly eleven", 11, "exactly el…")]
    [TestCase("two\nlines", 20, "two lines")]
    [TestCase("  ", 20, "–")]
    [TestCase("\u202Etxt.exe\u200B", 20, "txt.exe")]
    [TestCase("می‌خواهم", 20, "می‌خواهم")]
    [TestCase("\"\"\"\"", 5, "\"\"…")]
    public void A_line_fits_as_it_is_sent(string text, int most, string shown) => Assert.That(TeamsText.Line(text, most), Is.EqualTo(shown));

    [TestCase("{{DATE(2026-03-02T09:30:00Z)}}")]
    [TestCase("{{{{")]
    [TestCase("{{{")]
    [TestCase("{\u200B{TIME(2026-03-02T09:30:00Z)}}")]
    public void No_text_of_others_becomes_a_date(string text) => Assert.That(TeamsText.Line(text, 100), Does.Not.Contain("{{"));

    [Test]
    public void A_moment_is_shown_by_each_readers_own_clock()
    {
        var run = TeamsElements.Sentence(Words.Of($"{TeamsPictures.At}"), 100).Single();
        Assert.That((string?)run["text"], Does.Match(@"^\{\{DATE\(2026-03-02T\d\d:\d\d:00Z,SHORT\)\}\} \{\{TIME\(2026-03-02T\d\d:\d\d:00Z\)\}\}$"));
    }

    [Test]
    public void Whatever_the_text_it_keeps_its_limit_and_its_braces_apart() => AnyText.Holds(text =>
    {
        foreach (var most in new[] { 24, 100, 1_000 })
        {
            Assert.That(TeamsText.Weight(TeamsText.Line(text, most)), Is.LessThanOrEqualTo(most));
            Assert.That(TeamsText.Lines("{" + text, most), Does.Not.Contain("{{"));
        }
    });
}
