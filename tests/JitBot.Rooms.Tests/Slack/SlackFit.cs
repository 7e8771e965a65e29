using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JitBot.Chat.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Asserts that Slack would take a message or a form, and that nothing in it is parsed that somebody else wrote.</summary>
internal static class SlackFit
{
    // What this room may send at all: with any other type this list has to say why it is harmless.
    private static readonly HashSet<string> KnownTypes = new(StringComparer.Ordinal)
    {
        "header", "section", "context", "actions", "input", "rich_text", "rich_text_section", "rich_text_quote", "text", "date",
        "plain_text", "button", "modal", "external_select", "static_select", "users_select", "plain_text_input",
    };

    public static void Message(SlackPost post)
    {
        Assert.That(post.Text, Is.Not.Empty);
        Assert.That(post.Text, Does.Not.Contain('<').And.Not.Contain('>'));
        Assert.That(post.Text.Split('&').Skip(1), Is.All.Matches<string>(IsEscape), "a bare ampersand");
        Assert.That(post.Text.Length, Is.LessThanOrEqualTo(5 * SlackLimits.Fallback));
        AssertWhole(post.Text);
        Blocks(post.Blocks, SlackLimits.BlocksInMessage);
        AssertValidJson(post.Blocks);
    }

    public static void View(JsonObject view)
    {
        AssertText(view["title"]!, SlackLimits.ViewTitle);
        AssertText(view["submit"], SlackLimits.ViewTitle);
        AssertText(view["close"], SlackLimits.ViewTitle);
        AssertLength(view["private_metadata"], SlackLimits.PrivateMetadata);
        AssertLength(view["callback_id"], SlackLimits.Id);
        Blocks(view["blocks"]!.AsArray(), SlackLimits.BlocksInView);
        Assert.That(view["blocks"]!.AsArray().Count(block => (string?)block!["type"] == "input"), Is.LessThanOrEqualTo(6));
        Assert.That(Encoding.UTF8.GetByteCount(view.ToJsonString()), Is.LessThan(SlackLimits.ViewBytes));
        AssertValidJson(view);
    }

    public static void Blocks(JsonArray blocks, int most)
    {
        Assert.That(blocks, Is.Not.Empty);
        Assert.That(blocks.Count, Is.LessThanOrEqualTo(most));
        var ids = blocks.Select(block => (string?)block!["block_id"]).OfType<string>().ToList();
        Assert.That(ids, Is.Unique);
        foreach (var each in blocks.SelectMany(Objects))
            Object(each);
    }

    private static void Object(JsonObject each)
    {
        var type = (string?)each["type"];
        if (type is not null)
            Assert.That(KnownTypes, Does.Contain(type));
        AssertLength(each["block_id"], SlackLimits.Id);
        AssertLength(each["action_id"], SlackLimits.Id);
        AssertText(each["placeholder"], SlackLimits.Placeholder);
        AssertText(each["label"], SlackLimits.Label);
        AssertText(each["hint"], SlackLimits.Label);
        if (type is "plain_text" or "text")
            AssertLength(each["text"]!, SlackLimits.TextObject);
        if (type == "header")
            AssertText(each["text"]!, SlackLimits.Header);
        if (type == "button")
            Button(each);
        if (type == "actions")
            Assert.That(each["elements"]!.AsArray().Count, Is.InRange(1, SlackLimits.ActionsInBlock));
        if (type is "rich_text" or "rich_text_section" or "rich_text_quote" or "context")
            Assert.That(each["elements"]!.AsArray().Count, Is.GreaterThan(0));
        if (each["options"] is JsonArray options)
            Options(options);
        if (each["initial_value"] is { } initial)
            AssertLength(initial, SlackLimits.InputLength);
    }

    private static void Button(JsonObject button)
    {
        AssertText(button["text"]!, SlackLimits.ButtonText);
        AssertLength(button["value"]!, SlackLimits.ButtonValue);
        Assert.That((string?)button["style"], Is.Null.Or.EqualTo("primary").Or.EqualTo("danger"));
    }

    private static void Options(JsonArray options)
    {
        Assert.That(options.Count, Is.InRange(1, SlackLimits.Options));
        foreach (var option in options)
        {
            AssertText(option!["text"]!, SlackLimits.OptionText);
            AssertText(option["description"], SlackLimits.OptionText);
            AssertLength(option["value"]!, SlackLimits.OptionValue);
        }
    }

    private static void AssertText(JsonNode? text, int most)
    {
        if (text is null)
            return;
        Assert.That((string?)text["type"], Is.EqualTo("plain_text"));
        Assert.That((bool?)text["emoji"], Is.False);
        AssertLength(text["text"]!, most);
    }

    private static void AssertLength(JsonNode? text, int most)
    {
        if (text is null)
            return;
        var value = (string)text!;
        Assert.That(value, Is.Not.Empty);
        Assert.That(SlackText.Weight(value), Is.LessThanOrEqualTo(most));
        AssertWhole(value);
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
        (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => "a mark that turns the text",
        _ => null,
    };

    private static void AssertValidJson(JsonNode node)
    {
        using var read = JsonDocument.Parse(node.ToJsonString());
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(read.RootElement.GetRawText()), node), Is.True);
    }

    private static bool IsEscape(string afterAmpersand) =>
        new[] { "amp;", "lt;", "gt;" }.Any(escape => afterAmpersand.StartsWith(escape, StringComparison.Ordinal));

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => [found, .. found.SelectMany(member => Objects(member.Value))],
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
