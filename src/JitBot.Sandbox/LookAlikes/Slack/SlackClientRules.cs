using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>What Slack's own client checks before it sends a modal.</summary>
internal static class SlackClientRules
{
    /// <summary>Why the client keeps the modal open, or nothing.</summary>
    public static string? WhyNotSubmitted(SlackView view) =>
        view.Payload["submit"] is null ? "it has no submit button"
        : (bool?)view.Payload["submit_disabled"] == true ? "its submit button is disabled"
        : SlackBlocks.Touchables(view.Blocks).Select(input => WhyNot(view, input)).OfType<string>().FirstOrDefault();

    private static string? WhyNot(SlackView view, SlackTouchable input)
    {
        if (!input.IsInput)
            return null;
        var held = SlackViewState.Held(view.Values, input);
        var isEmpty = held is null or JsonArray { Count: 0 };
        if (isEmpty)
            return (bool?)input.Block["optional"] == true ? null : $"{input.ActionId} is not filled in";
        if (input.Type != "plain_text_input")
            return null;
        var length = held!.ToString().Length;
        if (length > ((int?)input.Element["max_length"] ?? SlackLimits.TextInput))
            return $"{input.ActionId} is too long";
        return length < ((int?)input.Element["min_length"] ?? 0) ? $"{input.ActionId} is too short" : null;
    }
}
