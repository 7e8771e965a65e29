using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Finding the element a person means, and the action that says what was done to it.</summary>
internal static class SlackTouch
{
    private const char BlockThenAction = '/';

    /// <summary>The one element with this action_id; <c>block/action</c> where several blocks have it.</summary>
    public static SlackTouchable Find(JsonArray blocks, string actionId)
    {
        var all = SlackBlocks.Touchables(blocks).ToArray();
        var found = all.Where(each => each.ActionId == actionId || Name(each) == actionId).ToArray();
        return found.Length == 1
            ? found[0]
            : throw new InvalidOperationException($"{found.Length} are called {actionId} among {string.Join(", ", all.Select(Name))}");

        static string Name(SlackTouchable each) => each.BlockId + BlockThenAction + each.ActionId;
    }

    /// <summary>The option of a menu with this value (or, failing that, this text); nothing for what has no options.</summary>
    public static JsonObject? Picked(SlackTouchable touched, string? option)
    {
        if (option is null)
            return null;
        var options = SlackCompositionRules.Flattened(touched.Element).ToArray();
        return options.FirstOrDefault(each => (string?)each["value"] == option)
            ?? options.FirstOrDefault(each => (string?)each["text"]?["text"] == option)
            ?? throw new InvalidOperationException(
                $"{touched.ActionId} has no option {option} among {string.Join(", ", options.Select(each => (string?)each["value"]))}");
    }

    /// <summary>The entry of <c>actions</c>: what was touched, and what it holds now.</summary>
    public static JsonObject Action(SlackTouchable touched, JsonNode? held, string actionTs)
    {
        var action = new JsonObject
        {
            ["type"] = touched.Type,
            ["action_id"] = touched.ActionId,
            ["block_id"] = touched.BlockId,
            ["action_ts"] = actionTs,
        };
        foreach (var shown in (string[])["text", "value", "style", "placeholder"])
            if (touched.Type != "plain_text_input" && touched.Element[shown] is { } node)
                action[shown] = node.DeepClone();
        var member = touched.Type == "overflow" ? "selected_option" : SlackViewState.HeldIn(touched.Type);
        if (member is not null)
            action[member] = held?.DeepClone();
        return action;
    }
}
