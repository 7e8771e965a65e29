using System.Globalization;
using System.Text.Json.Nodes;
using JitBot.Core.Chat;

namespace JitBot.Chat.Teams;

/// <summary>
/// The pieces of Adaptive Cards 1.5 that we use (https://adaptivecards.io/explorer). Text goes into the runs of rich text, labels and choices
/// alone, which Teams shows as they are: no text of ours or of anybody else is ever read as Markdown
/// (https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features).
/// </summary>
internal static class TeamsElements
{
    private const string Version = "1.5";

    /// <summary>Shown by a client that is too old for the card.</summary>
    private const string TooOld = "This version of Teams is too old to show what JitBot says. Please update it.";

    // Shown in the reader's own time zone; seconds and no fractions, or it is shown as it is.
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static JsonObject Card(params IEnumerable<JsonObject> body) => new()
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = Version,
        ["fallbackText"] = TooOld,
        ["body"] = List(body),
    };

    public static JsonObject Heading(string text) => RichText(Run(text, "bolder", size: "large"));

    /// <summary>A heading in the client's colour for what needs attention.</summary>
    public static JsonObject Alarm(string text)
    {
        var run = Run(text, "bolder", size: "large");
        run["color"] = "attention";
        return RichText(run);
    }

    public static JsonObject Subtle(string text)
    {
        var run = Run(TeamsText.Line(text, TeamsLimits.Sentence), size: "small");
        run["isSubtle"] = true;
        return RichText(run);
    }

    public static JsonObject RichText(params IEnumerable<JsonObject> runs) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = List(runs.DefaultIfEmpty(Run(TeamsText.Line("", 1)))),
    };

    /// <summary>Text that somebody wrote, set off from ours, line by line.</summary>
    public static JsonObject Quote(string text)
    {
        var lines = text.Split('\n');
        var shown = lines.Take(TeamsLimits.JustificationLines - 1).Append(string.Join(' ', lines.Skip(TeamsLimits.JustificationLines - 1)));
        return new JsonObject
        {
            ["type"] = "Container",
            ["style"] = "emphasis",
            ["items"] = List(shown.Where(line => line.Length > 0).Select(line => RichText(Run(line)))),
        };
    }

    /// <summary>A run of text with its own spaces, which belong to the sentence around it.</summary>
    public static JsonObject Run(string text, string? weight = null, string? size = null)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = text };
        if (weight is not null)
            run["weight"] = weight;
        if (size is not null)
            run["size"] = size;
        return run;
    }

    /// <summary>A sentence, each word in the form Teams has for it.</summary>
    public static IEnumerable<JsonObject> Sentence(Words words, int most)
    {
        var room = most;
        foreach (var word in Joined(words.Parts.Take(TeamsLimits.Words)))
        {
            var run = word switch
            {
                Word.Plain plain => Run(TeamsText.Part(plain.Text.Replace('\n', ' '), room)),
                Word.Strong strong => Run(TeamsText.Part(strong.Text.Replace('\n', ' '), room), "bolder"),
                Word.Moment moment => Run(Moment(moment.At)),
                _ => throw new InvalidOperationException($"A word nobody knows: {word}."),
            };
            var text = (string)run["text"]!;
            if (text.Length > 0)
                yield return run;
            room -= TeamsText.Weight(text);
            if (room <= 1)
                yield break;
        }
    }

    /// <summary>A sentence of our own in which `backticks` mark what can be typed; never for text from outside.</summary>
    public static IEnumerable<JsonObject> OurSentence(string sentence) =>
        sentence.Split('`').Select((part, i) => (part, IsCode: i % 2 == 1)).Where(each => each.part.Length > 0).Select(each => Typed(each.part, each.IsCode));

    /// <summary>
    /// Buttons, in a set of their own: there a client that knows no <c>Action.Execute</c> takes what stands in for it
    /// (https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model).
    /// </summary>
    public static JsonObject Actions(params IEnumerable<JsonObject> actions) => new() { ["type"] = "ActionSet", ["actions"] = List(actions) };

    /// <summary>A button whose press comes as an invoke, and from older clients as a message with the same data.</summary>
    public static JsonObject Execute(string verb, string title, JsonObject data, string? style = null)
    {
        data["verb"] = verb;
        var action = Action("Action.Execute", title, data, style);
        action["verb"] = verb;
        action["fallback"] = Action("Action.Submit", title, data.DeepClone().AsObject(), style);
        return action;
    }

    /// <summary>A button that opens a dialog (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots).</summary>
    public static JsonObject OpenDialog(string verb, string title, JsonObject data)
    {
        data["verb"] = verb;
        data["msteams"] = new JsonObject { ["type"] = "task/fetch" };
        return Action("Action.Submit", title, data, "positive");
    }

    /// <summary>A button that unfolds a part of the card.</summary>
    public static JsonObject Unfold(string title, params IEnumerable<JsonObject> body) => new()
    {
        ["type"] = "Action.ShowCard",
        ["title"] = TeamsText.Line(title, TeamsLimits.Label),
        ["card"] = new JsonObject { ["type"] = "AdaptiveCard", ["body"] = List(body) },
    };

    public static JsonObject Action(string type, string title, JsonObject data, string? style = null)
    {
        var action = new JsonObject { ["type"] = type, ["title"] = TeamsText.Line(title, TeamsLimits.Label), ["data"] = data };
        if (style is not null)
            action["style"] = style;
        return action;
    }

    /// <summary>A list of nodes of their own.</summary>
    public static JsonArray List(IEnumerable<JsonObject> nodes) => [.. nodes];

    private static JsonObject Typed(string text, bool isCode)
    {
        var run = Run(text);
        if (isCode)
            run["fontType"] = "monospace";
        return run;
    }

    private static string Moment(DateTimeOffset at)
    {
        var moment = at.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture);
        return "{{DATE(" + moment + ",SHORT)}} {{TIME(" + moment + ")}}";
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
}
