using System.Text;
using System.Text.Json.Nodes;
using static JitBot.Sandbox.LookAlikes.Slack.SlackCompositionRules;
using static JitBot.Sandbox.LookAlikes.Slack.SlackRules;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// Modal views (https://docs.slack.dev/reference/views/modal-views) and Home tabs (https://docs.slack.dev/reference/views/home-tab-views).
/// </summary>
internal static class SlackViewRules
{
    private static readonly SlackShape Modal = new(
        new("type", OneOf("modal"), Required: true),
        new("title", PlainText(SlackLimits.ViewTitle), Required: true),
        new("blocks", SlackBlockRules.CheckView, Required: true),
        new("submit", PlainText(SlackLimits.ViewButton)), new("close", PlainText(SlackLimits.ViewButton)),
        new("private_metadata", Text(SlackLimits.PrivateMetadata)), new("callback_id", Text(SlackLimits.CallbackId)),
        new("external_id", Text(SlackLimits.ExternalId)), new("clear_on_close", Flag), new("notify_on_close", Flag),
        new("submit_disabled", Flag))
    { Whole = InputsAreSubmitted };

    private static readonly SlackShape Home = new(
        new("type", OneOf("home"), Required: true),
        new("blocks", SlackBlockRules.CheckView, Required: true),
        new("private_metadata", Text(SlackLimits.PrivateMetadata)), new("callback_id", Text(SlackLimits.CallbackId)),
        new("external_id", Text(SlackLimits.ExternalId)));

    /// <summary>Checks a modal where a method or an answer carries it.</summary>
    public static SlackFindings CheckModal(JsonNode view) => Check(Modal, view);

    /// <summary>Checks a Home tab.</summary>
    public static SlackFindings CheckHome(JsonNode view) => Check(Home, view);

    private static SlackFindings Check(SlackShape shape, JsonNode view)
    {
        var found = new SlackFindings();
        shape.Check(view, "/view", found);
        return found;
    }

    public static bool IsTooLarge(JsonNode view) => Encoding.UTF8.GetByteCount(view.ToJsonString()) > SlackLimits.ViewBytes;

    private static void InputsAreSubmitted(JsonObject view, string at, SlackFindings found)
    {
        var blocks = (view["blocks"] as JsonArray ?? []).OfType<JsonObject>().ToArray();
        if (view["submit"] is null && blocks.Any(block => (string?)block["type"] == "input"))
            found.Add(at, "missing required field: submit");
        if (SlackBlocks.Objects(view["blocks"]).Count(element => element["focus_on_load"]?.ToString() == "true") > 1)
            found.Add(at, "only one element can have `focus_on_load`");
    }
}
