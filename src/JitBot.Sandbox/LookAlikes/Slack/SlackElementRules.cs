using System.Text.Json.Nodes;
using static JitBot.Sandbox.LookAlikes.Slack.SlackCompositionRules;
using static JitBot.Sandbox.LookAlikes.Slack.SlackRules;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Block elements and which block takes which (https://docs.slack.dev/reference/block-kit/block-elements).</summary>
internal static class SlackElementRules
{
    private static readonly SlackShape Button = new(
        Kind, ActionId, Confirm,
        new("text", PlainText(SlackLimits.ButtonText), Required: true), new("value", Text(SlackLimits.ButtonValue)),
        new("url", Text(SlackLimits.ButtonUrl, 1)), new("style", OneOf("primary", "danger")),
        new("accessibility_label", Text(SlackLimits.AccessibilityLabel)));

    private static readonly SlackShape StaticSelect = new(
        Kind, ActionId, Confirm, PlaceholderText, FocusOnLoad, Options, OptionGroups, new("initial_option", MenuOption))
    { Whole = OptionsOrGroups };

    private static readonly SlackShape ExternalSelect = new(
        Kind, ActionId, Confirm, PlaceholderText, FocusOnLoad, new("initial_option", MenuOption),
        new("min_query_length", Number(0, SlackLimits.TextInput)));

    private static readonly SlackShape MultiStaticSelect = new(
        Kind, ActionId, Confirm, PlaceholderText, FocusOnLoad, Options, OptionGroups,
        new("max_selected_items", Number(1, SlackLimits.Options)), new("initial_options", List(SlackLimits.Options, MenuOption)))
    { Whole = OptionsOrGroups };

    private static readonly SlackShape UsersSelect = new(
        Kind, ActionId, Confirm, PlaceholderText, FocusOnLoad, new("initial_user", Text(SlackLimits.Id, 1)));

    private static readonly SlackShape Overflow = new(
        Kind, ActionId, Confirm, new("options", List(SlackLimits.OverflowOptions, OverflowOption), Required: true));

    private static readonly SlackShape Radio = new(
        Kind, ActionId, Confirm, FocusOnLoad, new("options", List(SlackLimits.ChoiceOptions, ChoiceOption), Required: true),
        new("initial_option", ChoiceOption))
    { Whole = OptionsOrGroups };

    private static readonly SlackShape Checkboxes = new(
        Kind, ActionId, Confirm, FocusOnLoad, new("options", List(SlackLimits.ChoiceOptions, ChoiceOption), Required: true),
        new("initial_options", List(SlackLimits.ChoiceOptions, ChoiceOption)));

    private static readonly SlackShape DatePicker = new(
        Kind, ActionId, Confirm, PlaceholderText, FocusOnLoad, new("initial_date", Text(10, 10)));

    private static readonly SlackShape TimePicker = new(
        Kind, ActionId, Confirm, PlaceholderText, FocusOnLoad, new("initial_time", Text(5, 5)), new("timezone", Text(SlackLimits.Id, 1)));

    private static readonly SlackShape DateTimePicker = new(
        Kind, ActionId, Confirm, FocusOnLoad, new("initial_date_time", Number(0, int.MaxValue)));

    private static readonly SlackField DispatchConfig = new("dispatch_action_config", Object(new SlackShape(
        new SlackField("trigger_actions_on", List(2, OneOf("on_enter_pressed", "on_character_entered"))))));

    private static readonly SlackShape PlainTextInput = new(
        Kind, ActionId, PlaceholderText, FocusOnLoad, DispatchConfig, new("multiline", Flag),
        new("initial_value", Text(SlackLimits.TextInput)), new("min_length", Number(0, SlackLimits.TextInput)),
        new("max_length", Number(1, SlackLimits.TextInput)))
    { Whole = LeastBeforeMost };

    private static readonly SlackShape NumberInput = new(
        Kind, ActionId, PlaceholderText, FocusOnLoad, DispatchConfig, new("is_decimal_allowed", Flag, Required: true),
        new("initial_value", Text(SlackLimits.Id)), new("min_value", Text(SlackLimits.Id)), new("max_value", Text(SlackLimits.Id)));

    private static readonly SlackShape Image = new(
        Kind, new("image_url", Text(SlackLimits.ImageUrl, 1), Required: true),
        new("alt_text", Text(SlackLimits.AltText, 1), Required: true));

    private static readonly (string, SlackShape)[] Menus =
    [
        ("static_select", StaticSelect), ("external_select", ExternalSelect), ("users_select", UsersSelect), ("radio_buttons", Radio),
        ("checkboxes", Checkboxes), ("datepicker", DatePicker), ("timepicker", TimePicker),
    ];

    public static SlackRule Accessory { get; } =
        ByType([.. Menus, ("multi_static_select", MultiStaticSelect), ("button", Button), ("overflow", Overflow), ("image", Image)]);

    public static SlackRule InActions { get; } =
        ByType([.. Menus, ("button", Button), ("overflow", Overflow), ("datetimepicker", DateTimePicker)]);

    public static SlackRule InInput { get; } = ByType([
        .. Menus, ("multi_static_select", MultiStaticSelect), ("datetimepicker", DateTimePicker), ("plain_text_input", PlainTextInput),
        ("number_input", NumberInput)]);

    public static SlackRule InContext { get; } = (value, at, found) =>
    {
        if (value is JsonObject members && (string?)members["type"] == "image")
            Image.Check(members, at, found);
        else
            AnyText(SlackLimits.ContextText)(value, at, found);
    };

    private static void LeastBeforeMost(JsonObject input, string at, SlackFindings found)
    {
        if (input["min_length"] is JsonValue least && input["max_length"] is JsonValue most && (double)least > (double)most)
            found.Add(at, "min_length must be less than or equal to max_length");
    }
}
