using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JitBot.Chat.Teams;
using NUnit.Framework;
using AdaptiveCardRules = JitBot.Sandbox.LookAlikes.Teams.AdaptiveCardRules;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Asserts that Teams would take a message or a form, and that nothing in it is parsed that somebody else wrote.</summary>
internal static partial class TeamsFit
{
    // What this room may send at all: with any other type this list has to say why it is harmless. TextBlock and FactSet read Markdown.
    private static readonly HashSet<string> KnownTypes = new(StringComparer.Ordinal)
    {
        "AdaptiveCard", "RichTextBlock", "TextRun", "Container", "ActionSet", "Action.Execute", "Action.Submit", "Action.ShowCard",
        "Input.Text", "Input.ChoiceSet", "Data.Query", "task/fetch",
    };

    private static readonly JsonSerializerOptions AsSent = new() { Encoder = TeamsText.Encoder };

    /// <summary>More inputs than these do not fit a phone.</summary>
    private const int MostInputs = 6;

    /// <summary>More buttons in a row than these are not shown (https://github.com/atc0005/go-teams-notify/issues/161).</summary>
    private const int MostActions = 6;

    public static void Message(TeamsPost post)
    {
        Assert.That(post.Summary, Is.Not.Empty);
        AssertWhole(post.Summary);
        var activity = post.ToActivity();
        Assert.That(activity["text"], Is.Null, "text beside a card may be split from it");
        Assert.That(activity.ToJsonString(AsSent).Length * sizeof(char), Is.LessThanOrEqualTo(TeamsLimits.MessageBytes));
        Card(post.Card);
    }

    public static void Card(JsonObject card)
    {
        Assert.That((string?)card["version"], Is.EqualTo("1.5"));
        Assert.That(AdaptiveCardRules.Check(card).Messages, Is.Empty, "by the schema of 1.5");
        Assert.That(card["body"]!.AsArray(), Is.Not.Empty);
        Assert.That(Objects(card).Count(each => ((string?)each["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true), Is.LessThanOrEqualTo(MostInputs));
        foreach (var each in Objects(card))
            Object(each);
        AssertValidJson(card);
    }

    /// <summary>All runs of text, one after the other.</summary>
    public static string Words(JsonObject card) => string.Join('|', Objects(card).Select(each => (string?)each["text"] ?? (string?)each["title"]).OfType<string>());

    private static void Object(JsonObject each)
    {
        if (each["type"] is JsonValue type)
            Assert.That(KnownTypes, Does.Contain((string?)type));
        foreach (var name in new[] { "text", "title", "label", "placeholder", "value", "errorMessage", "fallbackText" })
        {
            if (each[name] is JsonValue text && text.GetValueKind() == JsonValueKind.String)
                AssertShown((string)text!);
        }

        if (each["actions"] is JsonArray actions)
            Assert.That(actions.Count, Is.InRange(1, MostActions));
        if ((string?)each["type"] == "Action.Execute" && each.Parent?.GetPropertyName() != "refresh")
            AssertHasStandIn(each);
        if ((string?)each["type"] == "RichTextBlock")
            Assert.That(each["inlines"]!.AsArray(), Is.Not.Empty);
    }

    /// <summary>What an older client shows does the same.</summary>
    private static void AssertHasStandIn(JsonObject execute)
    {
        Assert.That(execute.Parent?.Parent?["type"]?.ToString(), Is.EqualTo("ActionSet"), "elsewhere it has no stand-in");
        Assert.That((string?)execute["fallback"]?["type"], Is.EqualTo("Action.Submit"));
        Assert.That(JsonNode.DeepEquals(execute["fallback"]!["data"], execute["data"]), Is.True);
        Assert.That((string?)execute["data"]!["verb"], Is.EqualTo((string?)execute["verb"]));
    }

    /// <summary>Dates are the one thing read in a run: only a whole one of ours may be.</summary>
    private static void AssertShown(string text)
    {
        Assert.That(text, Is.Not.Empty);
        if (!OurMoment().IsMatch(text))
            Assert.That(text, Does.Not.Contain("{{"));
        AssertWhole(text);
    }

    /// <summary>No half of a character, nothing that hides or turns the text.</summary>
    private static void AssertWhole(string text)
    {
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (WhyNotWhole(text, i) is { } why)
                Assert.Fail($"{why} at {i} of {text}");
        }
    }

    private static string? WhyNotWhole(string text, int i) => text[i] switch
    {
        '\n' => null,
        _ when char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i) => "half a surrogate pair",
        _ when char.GetUnicodeCategory(text, i) == UnicodeCategory.Control => "a control character",
        (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200B' or '\uFEFF' => "a mark that hides or turns the text",
        _ => null,
    };

    private static void AssertValidJson(JsonNode node)
    {
        using var read = JsonDocument.Parse(node.ToJsonString(AsSent));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(read.RootElement.GetRawText()), node), Is.True);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => [found, .. found.SelectMany(member => Objects(member.Value))],
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    [GeneratedRegex(@"\A\{\{DATE\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ,SHORT\)\}\} \{\{TIME\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\)\}\}\z")]
    private static partial Regex OurMoment();
}
