using System.Globalization;
using System.Text.Json.Nodes;

namespace JitBot.Host.Tests.Settings;

/// <summary>Settings as somebody would write them into the file: a tree, with lists and whole numbers.</summary>
internal static class SettingsTree
{
    public static JsonNode Of(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var root = new JsonObject();
        foreach (var (key, value) in settings.Where(pair => pair.Value is not null))
            Put(root, key.Split(':'), value!);
        return Lists(root);
    }

    private static void Put(JsonObject at, string[] path, string value)
    {
        if (path.Length == 1)
            at[path[0]] = Typed(value);
        else
            Put((JsonObject)(at[path[0]] ??= new JsonObject()), path[1..], value);
    }

    /// <summary>An object whose keys are all numbers is a list.</summary>
    private static JsonNode Lists(JsonNode node)
    {
        if (node is not JsonObject some)
            return node.DeepClone();
        return some.Count > 0 && some.All(pair => int.TryParse(pair.Key, out _))
            ? new JsonArray([.. some.Select(pair => Lists(pair.Value!))])
            : new JsonObject(some.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Lists(pair.Value!))));
    }

    private static JsonNode? Typed(string? value)
    {
        if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        return bool.TryParse(value, out var flag) ? flag : value;
    }
}
