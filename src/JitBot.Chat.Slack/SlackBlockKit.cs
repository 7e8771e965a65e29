using System.Text.Json.Nodes;
using JitBot.Core.Chat;

namespace JitBot.Chat.Slack;

/// <summary>
/// The pieces of Block Kit that we use (https://docs.slack.dev/reference/block-kit). Text goes into plain_text objects and rich_text runs
/// alone, which Slack shows as they are: no text of ours or of anybody else is ever parsed as markup.
/// </summary>
internal static class SlackBlockKit
{
    // Shown in the reader's own time zone; the tokens are Slack's (https://docs.slack.dev/reference/block-kit/block-elements/date-element).
    private const string DateFormat = "{date_short_pretty} at {time}";
    private const string AgoFormat = "{ago}";

    public static JsonObject PlainText(string text, int most) => new()
    {
        ["type"] = "plain_text",
        ["text"] = SlackText.Line(text, most),
        ["emoji"] = false,
    };

    public static JsonObject Header(string text) => new() { ["type"] = "header", ["text"] = PlainText(text, SlackLimits.Header) };

    public static JsonObject Context(string text) =>
        new() { ["type"] = "context", ["elements"] = new JsonArray(PlainText(text, SlackLimits.Sentence)) };

    public static JsonObject Actions(params JsonNode[] elements) => new() { ["type"] = "actions", ["elements"] = new JsonArray(elements) };

    public static JsonObject Button(string actionId, string label, string value, string? style = null)
    {
        var button = new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = actionId,
            ["text"] = PlainText(label, SlackLimits.ButtonText),
            ["value"] = value,
        };
        if (style is not null)
            button["style"] = style;
        return button;
    }

    public static JsonObject RichText(params JsonNode[] sections) =>
        new() { ["type"] = "rich_text", ["elements"] = new JsonArray(sections) };

    public static JsonObject Section(params IEnumerable<JsonObject> runs) => Runs("rich_text_section", runs);

    public static JsonObject Quote(params IEnumerable<JsonObject> runs) => Runs("rich_text_quote", runs);

    /// <summary>A run of text with its own spaces, which belong to the sentence around it.</summary>
    public static JsonObject Run(string text, string? style = null)
    {
        var run = new JsonObject { ["type"] = "text", ["text"] = text };
        if (style is not null)
            run["style"] = new JsonObject { [style] = true };
        return run;
    }

    /// <summary>A sentence, each word in the form Slack has for it.</summary>
    public static IEnumerable<JsonObject> Sentence(Words words, int most = SlackLimits.Sentence)
    {
        var room = most;
        foreach (var word in Joined(words.Parts.Take(SlackLimits.Words)))
        {
            var run = word switch
            {
                Word.Plain plain => Run(SlackText.Part(plain.Text, room)),
                Word.Strong strong => Run(SlackText.Part(strong.Text, room), "bold"),
                Word.Moment moment => Date(moment.At),
                _ => throw new InvalidOperationException($"A word nobody knows: {word}."),
            };
            var text = (string?)run["text"];
            if (text is not "")
                yield return run;
            room -= SlackText.Weight(text);
            if (room <= 1)
                yield break;
        }
    }

    /// <summary>Neighbouring plain words as one run, so that a sentence reads as one to screen readers too.</summary>
    private static IEnumerable<Word> Joined(IEnumerable<Word> words)
    {
        var plain = "";
        foreach (var word in words)
        {
            if (word is Word.Plain next)
            {
                plain += next.Text;
                continue;
            }

            if (plain.Length > 0)
                yield return new Word.Plain(plain);
            plain = "";
            yield return word;
        }

        if (plain.Length > 0)
            yield return new Word.Plain(plain);
    }

    /// <summary>A sentence of our own in which `backticks` mark what can be typed; never for text from outside.</summary>
    public static IEnumerable<JsonObject> OurSentence(string sentence) =>
        sentence.Split('`').Select((part, i) => (part, IsCode: i % 2 == 1)).Where(each => each.part.Length > 0)
            .Select(each => Run(each.part, each.IsCode ? "code" : null));

    /// <summary>How far off a moment is, as the reader's client reckons when it shows it: "2 hours from now".</summary>
    public static JsonObject Ago(DateTimeOffset at) => Date(at, AgoFormat);

    private static JsonObject Date(DateTimeOffset at, string format = DateFormat) => new()
    {
        ["type"] = "date",
        ["timestamp"] = at.ToUnixTimeSeconds(),
        ["format"] = format,
        ["fallback"] = new Words([new Word.Moment(at)]).ToPlainText(),
    };

    private static JsonObject Runs(string type, IEnumerable<JsonObject> runs) => new()
    {
        ["type"] = type,
        ["elements"] = new JsonArray([.. runs.DefaultIfEmpty(Run(SlackText.Line("", 1)))]),
    };
}
