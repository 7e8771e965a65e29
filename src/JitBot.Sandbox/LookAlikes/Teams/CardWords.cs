using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>The words in which the shapes of cards are written: texts, flags, numbers, lists, one of several types.</summary>
internal static class CardWords
{
    public static CardRule Text { get; } = (value, at, found) =>
    {
        if (!IsText(value, out _))
            found.Add(at, "must be a string");
    };

    public static CardRule Id { get; } = (value, at, found) =>
    {
        if (!IsText(value, out var text) || string.IsNullOrWhiteSpace(text))
            found.Add(at, "must be an id that is not empty");
    };

    public static CardRule Address { get; } = (value, at, found) =>
    {
        if (!IsText(value, out var text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http" or "data" or "mailto" or "msteams"))
            found.Add(at, "must be an absolute address");
    };

    public static CardRule Flag { get; } = (value, at, found) =>
    {
        if (value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            found.Add(at, "must be a boolean");
    };

    public static CardRule Number { get; } = (value, at, found) =>
    {
        if (value.GetValueKind() != JsonValueKind.Number)
            found.Add(at, "must be a number");
    };

    public static CardRule Members { get; } = (value, at, found) =>
    {
        if (value is not JsonObject)
            found.Add(at, "must be an object");
    };

    /// <summary>Case does not matter in the schema's enumerations.</summary>
    public static CardRule OneOf(params string[] words) => (value, at, found) =>
    {
        if (!IsText(value, out var text) || !words.Contains(text, StringComparer.OrdinalIgnoreCase))
            found.Add(at, $"must be one of {string.Join(", ", words)}");
    };

    public static CardRule Either(Func<JsonNode, bool> first, CardRule one, CardRule other) =>
        (value, at, found) => (first(value) ? one : other)(value, at, found);

    public static CardRule List(CardRule item) => (value, at, found) =>
    {
        if (value is not JsonArray items)
        {
            found.Add(at, "must be an array");
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{at}/{i}");
            if (items[i] is { } present)
                item(present, place, found);
            else
                found.Add(place, "must not be null");
        }
    };

    /// <summary>The shape is chosen by the object's <c>type</c>, from a closed list.</summary>
    public static void ByType(IReadOnlyDictionary<string, CardShape> kinds, JsonNode value, string at, CardFindings found)
    {
        if (value is not JsonObject members)
            found.Add(at, "must be an object");
        else if (!IsText(members["type"], out var type))
            found.Add(at, "missing property: type");
        else if (!kinds.TryGetValue(type, out var shape))
            found.Add($"{at}/type", $"unknown type: {type}");
        else
            shape.Check(members, at, found);
    }

    public static bool IsText(JsonNode? value, out string text)
    {
        var isText = value?.GetValueKind() == JsonValueKind.String;
        text = isText ? (string)value! : "";
        return isText;
    }
}
