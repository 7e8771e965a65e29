using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>What is filled in a view: <c>state.values</c> by block_id and action_id, one entry for each element that can hold.</summary>
internal static class SlackViewState
{
    /// <summary>The state of a view just opened; what was filled in before stays where block_id, action_id and type are the same.</summary>
    public static JsonObject Of(JsonArray blocks, JsonObject? before = null)
    {
        var values = new JsonObject();
        foreach (var touchable in SlackBlocks.Touchables(blocks))
        {
            if (Initial(touchable.Element) is not { } initial)
                continue;
            var kept = before?[touchable.BlockId]?[touchable.ActionId];
            var entry = (string?)kept?["type"] == touchable.Type ? kept!.DeepClone() : initial;
            values[touchable.BlockId] ??= new JsonObject();
            values[touchable.BlockId]![touchable.ActionId] = entry;
        }

        return values;
    }

    /// <summary>A copy in which one element holds something else.</summary>
    public static JsonObject With(JsonObject values, SlackTouchable touchable, JsonNode? held)
    {
        var copy = (JsonObject)values.DeepClone();
        copy[touchable.BlockId]![touchable.ActionId]![HeldIn(touchable.Type)!] = held?.DeepClone();
        return copy;
    }

    public static JsonNode? Held(JsonObject values, SlackTouchable touchable) =>
        HeldIn(touchable.Type) is { } member ? values[touchable.BlockId]?[touchable.ActionId]?[member] : null;

    /// <summary>The member in which an element of this type keeps what it holds; none for buttons.</summary>
    public static string? HeldIn(string type) => type switch
    {
        "plain_text_input" or "number_input" => "value",
        "static_select" or "external_select" or "radio_buttons" => "selected_option",
        "multi_static_select" or "checkboxes" => "selected_options",
        "users_select" => "selected_user",
        "datepicker" => "selected_date",
        "timepicker" => "selected_time",
        "datetimepicker" => "selected_date_time",
        _ => null,
    };

    private static JsonObject? Initial(JsonObject element)
    {
        var type = (string)element["type"]!;
        if (HeldIn(type) is not { } member)
            return null;
        var initial = element["initial_" + (member == "value" ? "value" : member["selected_".Length..])]?.DeepClone();
        if (member == "selected_options")
            initial ??= new JsonArray();
        return new JsonObject { ["type"] = type, [member] = initial };
    }
}
