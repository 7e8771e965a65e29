using System.Globalization;
using JitBot.Chat.Slack;
using JitBot.Core.Chat;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackTextTests
{
    [TestCase("short", 10, "short")]
    [TestCase("exactly ten", 11, "exactly ten")]
    [TestCase("exactly eleven", 11, "exactly el…")]
    [TestCase("two\nlines", 20, "two lines")]
    [TestCase("  ", 20, "–")]
    [TestCase("\u202Etxt.exe\u200B", 20, "txt.exe")]
    [TestCase("tab\tand\0nul", 20, "tab andnul")]
    [TestCase("می‌خواهم", 20, "می‌خواهم")]
    public void A_line_fits(string text, int most, string shown) => Assert.That(SlackText.Line(text, most), Is.EqualTo(shown));

    [TestCase("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 13, "👩‍👩‍👧‍👦…")]
    [TestCase("cafe\u0301s", 5, "caf…")]
    [TestCase("🇨🇭🇨🇭🇨🇭", 6, "🇨🇭…")]
    [TestCase("👍🏽👍🏽", 5, "👍🏽…")]
    public void A_character_is_cut_whole_or_not_at_all(string text, int most, string shown) =>
        Assert.That(SlackText.Line(text, most), Is.EqualTo(shown));

    [Test]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.That(SlackText.Line("a\uD83Db", 5), Is.EqualTo("a\uFFFDb"));

    [Test]
    public void Markup_is_escaped_after_cutting_so_that_no_escape_is_halved() =>
        Assert.That(SlackText.Escaped("<!channel> & more", 12), Is.EqualTo("&lt;!channe…"));

    [Test]
    public void A_moment_is_shown_by_each_readers_own_clock()
    {
        var run = SlackBlockKit.Sentence(Words.Of($"{SlackViews.At}")).Single();
        Assert.That((string?)run["type"], Is.EqualTo("date"));
        Assert.That((long?)run["timestamp"], Is.EqualTo(SlackViews.At.ToUnixTimeSeconds()));
        Assert.That((string?)run["fallback"], Does.EndWith(" UTC"), "where a client cannot reckon, the zone is named");
    }

    [Test]
    public void Whatever_the_text_a_line_keeps_its_limit_and_begins_as_the_text_does() => AnyText.Holds(text =>
    {
        foreach (var most in new[] { 24, 75, 150, 1_000 })
        {
            var shown = SlackText.Line(text, most);
            var whole = SlackText.Line(text, int.MaxValue);
            Assert.That(SlackText.Weight(shown), Is.LessThanOrEqualTo(most));
            if (shown != whole)
                AssertIsCutOf(whole, shown);
        }
    });

    private static void AssertIsCutOf(string whole, string shown)
    {
        Assert.That(shown, Does.EndWith("…"));
        var kept = shown[..^1];
        Assert.That(whole.StartsWith(kept, StringComparison.Ordinal), Is.True);
        var boundaries = StringInfo.ParseCombiningCharacters(whole);
        Assert.That(
            boundaries.Append(whole.Length).Any(boundary => whole[..boundary].TrimEnd().Length == kept.Length),
            Is.True, "cut within a character");
    }
}
