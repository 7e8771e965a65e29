using System.Text.Json.Nodes;
using static JitBot.Sandbox.LookAlikes.Slack.SlackRules;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Composition objects: texts, options, confirmations (https://docs.slack.dev/reference/block-kit/composition-objects).</summary>
internal static class SlackCompositionRules
{
    public static SlackRule PlainText(int most, int least = 1) => ByType(("plain_text", new SlackShape(
        Kind, new("text", Text(most, least), Required: true), new("emoji", Flag))));

    public static SlackRule AnyText(int most, int least = 1) => ByType(
        ("plain_text", new SlackShape(Kind, new("text", Text(most, least), Required: true), new("emoji", Flag))),
        ("mrkdwn", new SlackShape(Kind, new("text", Text(most, least), Required: true), new("verbatim", Flag))));

    public static SlackField Kind { get; } = new("type", Text(SlackLimits.Id, 1), Required: true);

    public static SlackField ActionId { get; } = new("action_id", Text(SlackLimits.Id, 1));

    public static SlackField BlockId { get; } = new("block_id", Text(SlackLimits.Id, 1));

    public static SlackField PlaceholderText { get; } = new("placeholder", PlainText(SlackLimits.Placeholder));

    public static SlackField FocusOnLoad { get; } = new("focus_on_load", Flag);

    public static SlackField Confirm { get; } = new("confirm", Object(new SlackShape(
        new("title", PlainText(SlackLimits.ConfirmTitle), Required: true),
        new("text", AnyText(SlackLimits.ConfirmText), Required: true),
        new("confirm", PlainText(SlackLimits.ConfirmButton), Required: true),
        new("deny", PlainText(SlackLimits.ConfirmButton), Required: true),
        new("style", OneOf("primary", "danger")))));

    /// <summary>An option of a select menu, whose text is plain.</summary>
    public static SlackRule MenuOption { get; } = Object(new SlackShape(
        new("text", PlainText(SlackLimits.OptionText), Required: true),
        new("value", Text(SlackLimits.OptionValue, 1), Required: true),
        new("description", PlainText(SlackLimits.OptionDescription))));

    /// <summary>An option of an overflow menu, which may open a page.</summary>
    public static SlackRule OverflowOption { get; } = Object(new SlackShape(
        new("text", PlainText(SlackLimits.OptionText), Required: true),
        new("value", Text(SlackLimits.OptionValue, 1), Required: true),
        new("description", PlainText(SlackLimits.OptionDescription)),
        new("url", Text(SlackLimits.ButtonUrl, 1))));

    /// <summary>An option of radio buttons or checkboxes, whose text may be mrkdwn.</summary>
    public static SlackRule ChoiceOption { get; } = Object(new SlackShape(
        new("text", AnyText(SlackLimits.OptionText), Required: true),
        new("value", Text(SlackLimits.OptionValue, 1), Required: true),
        new("description", AnyText(SlackLimits.OptionDescription))));

    public static SlackField Options { get; } = new("options", List(SlackLimits.Options, MenuOption));

    public static SlackField OptionGroups { get; } = new("option_groups", List(SlackLimits.OptionGroups, Object(new SlackShape(
        new("label", PlainText(SlackLimits.GroupLabel), Required: true),
        new("options", List(SlackLimits.Options, MenuOption), Required: true)))));

    /// <summary>The answer to a block_suggestion: options or groups of them, an empty list allowed.</summary>
    public static SlackShape Suggestions { get; } = new(
        new("options", List(SlackLimits.Options, MenuOption, least: 0)), OptionGroups)
    { Whole = OptionsOrGroups };

    /// <summary>Either options or groups; and what is chosen at first must be among them.</summary>
    public static void OptionsOrGroups(JsonObject menu, string at, SlackFindings found)
    {
        if (menu["options"] is null == menu["option_groups"] is null)
            found.Add(at, "must define either `options` or `option_groups`");
        if (menu["initial_option"] is { } initial && !Flattened(menu).Any(option => JsonNode.DeepEquals(option, initial)))
            found.Add($"{at}/initial_option", "must be one of the provided options");
    }

    /// <summary>All options of a menu, in groups or not.</summary>
    public static IEnumerable<JsonObject> Flattened(JsonNode menu) =>
        (menu["option_groups"] as JsonArray ?? []).Prepend(menu)
        .SelectMany(group => group?["options"] as JsonArray ?? [])
        .OfType<JsonObject>();
}
