using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Reading of blocks: every object in them, their texts, and the elements a person can touch.</summary>
internal static class SlackBlocks
{
    /// <summary>Every object inside, the outermost first.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => Enumerable.Concat([found], found.SelectMany(member => Objects(member.Value))),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    /// <summary>All texts, whether parsed or not.</summary>
    public static IEnumerable<string> Texts(JsonArray blocks) =>
        Objects(blocks).Select(found => found["text"]).OfType<JsonValue>().Select(text => text.ToString());

    /// <summary>The texts that Slack parses for markup.</summary>
    public static IEnumerable<string> MarkdownTexts(JsonArray blocks) =>
        Objects(blocks).Where(found => (string?)found["type"] is "mrkdwn" or "markdown").Select(found => found["text"]?.ToString() ?? "");

    /// <summary>The elements of one block: its accessory, its element or its elements.</summary>
    public static IEnumerable<JsonObject> ElementsOf(JsonObject block)
    {
        if (block["accessory"] is JsonObject accessory)
            yield return accessory;
        if (block["element"] is JsonObject element)
            yield return element;
        if ((string?)block["type"] is not ("actions" or "context") || block["elements"] is not JsonArray elements)
            yield break;
        foreach (var each in elements.OfType<JsonObject>())
            yield return each;
    }

    /// <summary>Every element a person can touch, with its block.</summary>
    public static IEnumerable<SlackTouchable> Touchables(JsonNode? blocks) =>
        from block in (blocks as JsonArray ?? []).OfType<JsonObject>()
        from element in ElementsOf(block)
        where element["action_id"] is not null
        select new SlackTouchable(block, element);

    /// <summary>A copy in which every block and element has its id, as Slack gives one where the app gave none.</summary>
    public static JsonArray WithIds(JsonArray blocks, SlackNumbers numbers)
    {
        var copy = (JsonArray)blocks.DeepClone();
        foreach (var block in copy.OfType<JsonObject>())
        {
            block["block_id"] ??= numbers.Next("b");
            foreach (var element in ElementsOf(block).Where(found => (string?)found["type"] is not ("image" or "mrkdwn" or "plain_text")))
                element["action_id"] ??= numbers.Next("a");
        }

        return copy;
    }

    /// <summary>A copy of a view in which every block and element has its id.</summary>
    public static JsonObject Settled(JsonObject view, SlackNumbers numbers)
    {
        var copy = (JsonObject)view.DeepClone();
        copy["blocks"] = WithIds((JsonArray)view["blocks"]!, numbers);
        return copy;
    }
}

/// <summary>An element that can be touched, and the block it sits in.</summary>
internal sealed record SlackTouchable(JsonObject Block, JsonObject Element)
{
    public string BlockId => (string)Block["block_id"]!;
    public string ActionId => (string)Element["action_id"]!;
    public string Type => (string)Element["type"]!;
    public bool IsInput => (string?)Block["type"] == "input";

    /// <summary>Whether touching it tells the app at once.</summary>
    public bool TellsAtOnce => !IsInput || (bool?)Block["dispatch_action"] == true;
}
