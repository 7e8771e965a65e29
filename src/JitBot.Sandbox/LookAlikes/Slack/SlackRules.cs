using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>The words in which shapes are written: texts, flags, numbers, lists, one of several types.</summary>
internal static class SlackRules
{
    public static SlackRule Text(int most, int least = 0) => (value, at, found) =>
    {
        if (!IsText(value, out var text))
            found.Add(at, "must be a string");
        else if (text.Length > most)
            found.Add(at, string.Create(CultureInfo.InvariantCulture, $"must be less than {most + 1} characters"));
        else if (text.Length < least)
            found.Add(at, string.Create(CultureInfo.InvariantCulture, $"must be more than {least - 1} characters"));
    };

    public static SlackRule Flag { get; } = (value, at, found) =>
    {
        if (value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            found.Add(at, "must be a boolean");
    };

    public static SlackRule Number(int least, int most) => (value, at, found) =>
    {
        if (value.GetValueKind() != JsonValueKind.Number || (double)value is var number && (number < least || number > most))
            found.Add(at, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}"));
    };

    public static SlackRule OneOf(params string[] words) => (value, at, found) =>
    {
        if (!IsText(value, out var text) || !words.Contains(text, StringComparer.Ordinal))
            found.Add(at, $"must be a valid enum value: {string.Join(", ", words)}");
    };

    public static SlackRule Object(SlackShape shape) => shape.Check;

    public static SlackRule List(int most, SlackRule item, int least = 1) => (value, at, found) =>
    {
        if (value is not JsonArray items)
        {
            found.Add(at, "must be an array");
            return;
        }

        if (items.Count > most)
            found.Add(at, string.Create(CultureInfo.InvariantCulture, $"no more than {most} items allowed"));
        if (items.Count < least)
            found.Add(at, string.Create(CultureInfo.InvariantCulture, $"no fewer than {least} items allowed"));
        for (var i = 0; i < items.Count; i++)
            CheckItem(items[i], string.Create(CultureInfo.InvariantCulture, $"{at}/{i}"), item, found);
    };

    /// <summary>The shape is chosen by the object's <c>type</c>, from a closed list.</summary>
    public static SlackRule ByType(params (string Type, SlackShape Shape)[] kinds)
    {
        var shapes = kinds.ToDictionary(kind => kind.Type, kind => kind.Shape, StringComparer.Ordinal);
        return (value, at, found) =>
        {
            if (value is not JsonObject members)
                found.Add(at, "must provide an object");
            else if (!IsText(members["type"], out var type))
                found.Add(at, "missing required field: type");
            else if (!shapes.TryGetValue(type, out var shape))
                found.Add($"{at}/type", $"unsupported type: {type}");
            else
                shape.Check(members, at, found);
        };
    }

    public static bool IsText(JsonNode? value, out string text)
    {
        var isText = value?.GetValueKind() == JsonValueKind.String;
        text = isText ? (string)value! : "";
        return isText;
    }

    private static void CheckItem(JsonNode? item, string at, SlackRule rule, SlackFindings found)
    {
        if (item is null)
            found.Add(at, "must not be null");
        else
            rule(item, at, found);
    }
}
