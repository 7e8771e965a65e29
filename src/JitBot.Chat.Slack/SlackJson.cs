using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Chat.Slack;

/// <summary>Reads JSON from outside without trusting its shape: what is missing or of another kind is null.</summary>
internal static class SlackJson
{
    // Slack's deepest payload, a modal's view with its blocks, is a dozen levels deep.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>The object, or null if it is broken, no object, too deep, or names a property twice.</summary>
    public static JsonObject? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Read(ReadOnlySpan{byte})" />
    public static JsonObject? Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    public static JsonNode? At(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node;
    }

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
