using static JitBot.Sandbox.LookAlikes.Slack.SlackCompositionRules;
using static JitBot.Sandbox.LookAlikes.Slack.SlackRules;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Rich text and its elements (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block).</summary>
internal static class SlackRichTextRules
{
    private const int AnyNumber = 1000;
    private const int ListIndent = 8;

    private static readonly SlackField Style = new("style", Object(new SlackShape(
        new("bold", Flag), new("italic", Flag), new("strike", Flag), new("underline", Flag), new("code", Flag), new("highlight", Flag),
        new("client_highlight", Flag), new("unlink", Flag))));

    private static readonly SlackRule Inline = ByType(
        ("text", new SlackShape(Kind, Style, new("text", Text(SlackLimits.SectionText, 1), Required: true))),
        ("link", new SlackShape(
            Kind, Style, new("url", Text(SlackLimits.ButtonUrl, 1), Required: true), new("text", Text(SlackLimits.SectionText)),
            new("unsafe", Flag))),
        ("user", new SlackShape(Kind, Style, new("user_id", Text(SlackLimits.Id, 1), Required: true))),
        ("usergroup", new SlackShape(Kind, Style, new("usergroup_id", Text(SlackLimits.Id, 1), Required: true))),
        ("channel", new SlackShape(Kind, Style, new("channel_id", Text(SlackLimits.Id, 1), Required: true))),
        ("emoji", new SlackShape(
            Kind, new("name", Text(SlackLimits.Id, 1), Required: true), new("unicode", Text(SlackLimits.Id)),
            new("skin_tone", Number(1, 6)))),
        ("broadcast", new SlackShape(Kind, new SlackField("range", OneOf("here", "channel", "everyone"), Required: true))),
        ("color", new SlackShape(Kind, new SlackField("value", Text(SlackLimits.Id, 1), Required: true))),
        ("date", new SlackShape(
            Kind, Style, new("timestamp", Number(0, int.MaxValue), Required: true), new("format", Text(SlackLimits.Id, 1), Required: true),
            new("url", Text(SlackLimits.ButtonUrl)), new("fallback", Text(SlackLimits.Id)))));

    private static readonly SlackField Inlines = new("elements", List(AnyNumber, Inline, least: 0), Required: true);

    private static readonly SlackShape Section = new(Kind, Inlines);

    private static readonly SlackField Border = new("border", Number(0, 1));

    /// <summary>The block itself.</summary>
    public static SlackShape Block { get; } = new(Kind, BlockId, new("elements", List(AnyNumber, ByType(
        ("rich_text_section", Section),
        ("rich_text_preformatted", new SlackShape(Kind, Border, Inlines, new("language", Text(SlackLimits.Id)))),
        ("rich_text_quote", new SlackShape(Kind, Border, Inlines)),
        ("rich_text_list", new SlackShape(
            Kind, Border, new("style", OneOf("bullet", "ordered"), Required: true), new("indent", Number(0, ListIndent)),
            new("offset", Number(0, AnyNumber)),
            new("elements", List(AnyNumber, ByType(("rich_text_section", Section))), Required: true)))), least: 0), Required: true));
}
