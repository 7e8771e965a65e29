using FsCheck;
using FsCheck.Fluent;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Any Unicode text, and more often than chance would have it the kind that breaks things.</summary>
internal static class AnyText
{
    private static readonly string[] Nasty =
    [
        "<!channel>", "<!here>", "<@U0RILEY00>", "<!subteam^S0OWNERS0>", "<https://example.com|safe>", "<!date^0^{date}|x>",
        "@here", "&amp;", "&", "<", ">",
        "*bold*", "_it_", "~no~", "`code`", "```", ":x:", "\n", "\r\n", "\t", "\0", "\u001b[31m", "\u202E", "\u2066",
        "\u200B", "\uFEFF", "\u2028", "\u0085",
        "\uD800", "\uDC00", "\uD83D", "é", "a\u0301\u0302\u0303", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇭", "👍🏽", "ﷺ", "नि", "각", "\u0301",
        "\"", "\\", "{\"a\":1}", " ", "",
    ];

    private static readonly Gen<string> Piece = Gen.Frequency(
        (4, Gen.Elements(Nasty)),
        (2, Gen.Choose(0, 0xFFFF).Select(unit => ((char)unit).ToString())),
        (1, Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32)),
        (1, Gen.Elements("x", "<", "é", "👍🏽").SelectMany(one => Gen.Choose(0, 2_500).Select(times => Repeated(one, times)))),
        (1, Gen.Choose(0, 2_500).Select(marks => "a" + new string('\u0301', marks))));

    private static readonly Arbitrary<string> Texts =
        Gen.Choose(0, 12).SelectMany(count => Piece.ListOf(count)).Select(string.Concat).ToArbitrary();

    /// <summary>Asserts for a hundred texts; a failure names the seed to replay it.</summary>
    public static void Holds(Action<string> asserted) => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Texts, asserted));

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
