using System.Text.Json.Nodes;

namespace JitBot.Host.Tests.Settings;

/// <summary>Every key a JSON Schema describes, written as configuration writes keys; numbers of lists are 0.</summary>
internal sealed class SchemaKeys(JsonNode schema)
{
    /// <summary>The keys with their descriptions; a key without values of its own is not one.</summary>
    public IEnumerable<(string Key, string? Description)> All() => Below("", schema, null);

    /// <summary>The objects that let any key pass.</summary>
    public IEnumerable<string> Open() => Objects("", schema).Where(each => (bool?)each.Schema["additionalProperties"] is not false).Select(each => each.Key);

    private IEnumerable<(string Key, string? Description)> Below(string at, JsonNode said, string? description)
    {
        var node = Resolve(said);
        var words = (string?)said["description"] ?? (string?)node["description"] ?? description;
        if (node["properties"] is JsonObject keys)
            return keys.SelectMany(key => Below(Join(at, key.Key), key.Value!, null));
        return node["items"] is { } item ? Below(Join(at, "0"), item, words) : [(at, words)];
    }

    private IEnumerable<(string Key, JsonNode Schema)> Objects(string at, JsonNode said)
    {
        var node = Resolve(said);
        if (node["items"] is { } item)
            return Objects(Join(at, "0"), item);
        return node["properties"] is JsonObject keys ? keys.SelectMany(key => Objects(Join(at, key.Key), key.Value!)).Prepend((at, node)) : [];
    }

    private JsonNode Resolve(JsonNode node) => (string?)node["$ref"] is { } path
        ? Resolve(path.Split('/')[1..].Aggregate(schema, (each, name) => each[name]!))
        : node;

    private static string Join(string at, string key) => at.Length == 0 ? key : $"{at}:{key}";
}
