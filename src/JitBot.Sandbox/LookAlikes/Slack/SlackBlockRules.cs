using System.Text.Json.Nodes;
using static JitBot.Sandbox.LookAlikes.Slack.SlackCompositionRules;
using static JitBot.Sandbox.LookAlikes.Slack.SlackRules;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Layout blocks, where each may stand, and ids that must differ (https://docs.slack.dev/reference/block-kit/blocks).</summary>
internal static class SlackBlockRules
{
    private static readonly SlackShape Section = new(
        Kind, BlockId, new("text", AnyText(SlackLimits.SectionText)), new("expand", Flag), new("accessory", SlackElementRules.Accessory),
        new("fields", List(SlackLimits.SectionFields, AnyText(SlackLimits.SectionField))))
    { Whole = TextOrFields };

    private static readonly SlackShape Input = new(
        Kind, BlockId, new("label", PlainText(SlackLimits.InputLabel), Required: true), new("hint", PlainText(SlackLimits.InputHint)),
        new("optional", Flag), new("dispatch_action", Flag), new("element", SlackElementRules.InInput, Required: true));

    private static readonly (string, SlackShape)[] Everywhere =
    [
        ("section", Section),
        ("input", Input),
        ("header", new SlackShape(Kind, BlockId, new("text", PlainText(SlackLimits.Header), Required: true))),
        ("divider", new SlackShape(Kind, BlockId)),
        ("actions", new SlackShape(
            Kind, BlockId, new("elements", List(SlackLimits.ActionsElements, SlackElementRules.InActions), Required: true))),
        ("context", new SlackShape(
            Kind, BlockId, new("elements", List(SlackLimits.ContextElements, SlackElementRules.InContext), Required: true))),
        ("image", new SlackShape(
            Kind, BlockId, new("image_url", Text(SlackLimits.ImageUrl, 1), Required: true),
            new("alt_text", Text(SlackLimits.AltText, 1), Required: true), new("title", PlainText(SlackLimits.ImageTitle)))),
        ("rich_text", SlackRichTextRules.Block),
    ];

    private static readonly SlackRule MessageBlock = ByType([
        .. Everywhere,
        ("markdown", new SlackShape(Kind, BlockId, new("text", Text(SlackLimits.MarkdownBlock, 1), Required: true)))]);

    private static readonly SlackRule ViewBlock = ByType(Everywhere);

    /// <summary>Blocks of a message, ephemeral or not.</summary>
    public static SlackFindings CheckMessage(JsonNode blocks)
    {
        var found = new SlackFindings();
        List(SlackLimits.BlocksInMessage, MessageBlock, least: 0)(blocks, "/blocks", found);
        NoIdTwice(blocks, "/blocks", found);
        return found;
    }

    /// <summary>Blocks of a view, at the place where the view keeps them.</summary>
    public static void CheckView(JsonNode blocks, string at, SlackFindings found)
    {
        List(SlackLimits.BlocksInView, ViewBlock, least: 0)(blocks, at, found);
        NoIdTwice(blocks, at, found);
    }

    /// <summary>How much text there is in the blocks of a message.</summary>
    public static int TextLength(JsonArray blocks) => SlackBlocks.Texts(blocks).Sum(text => text.Length);

    private static void TextOrFields(JsonObject section, string at, SlackFindings found)
    {
        if (section["text"] is null && section["fields"] is null)
            found.Add(at, "must define either `fields` or `text`");
    }

    private static void NoIdTwice(JsonNode blocks, string at, SlackFindings found)
    {
        var all = (blocks as JsonArray ?? []).OfType<JsonObject>().ToArray();
        foreach (var id in Twice(all.Select(block => block["block_id"])))
            found.Add(at, $"`block_id` \"{id}\" already exists");
        foreach (var block in all)
            foreach (var id in Twice(SlackBlocks.ElementsOf(block).Select(element => element["action_id"])))
                found.Add(at, $"`action_id` \"{id}\" already exists for a block");
    }

    private static IEnumerable<string> Twice(IEnumerable<JsonNode?> ids) =>
        from id in ids
        where id is JsonValue
        group id by id.ToString() into same
        where same.Skip(1).Any()
        select same.Key;
}
