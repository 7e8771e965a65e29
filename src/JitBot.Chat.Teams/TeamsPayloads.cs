using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Chat.Teams;

/// <summary>Reads JSON from outside without trusting its shape: what is missing or of another kind is null.</summary>
internal static class TeamsPayloads
{
    /// <summary>A card within a card within an invoke is some twenty levels deep.</summary>
    private const int Deepest = 64;

    // Naming a property twice is how readers are made to disagree.
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        MaxDepth = Deepest,
        AllowDuplicateProperties = false,
    };

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>The activity, or null if it is none: one without a type is nothing that Teams would send.</summary>
    public static TeamsActivity? ReadActivity(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<TeamsActivity>(body, Wire) is { Type.Length: > 0 } activity ? activity : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The object, or null if it is broken, no object, too deep, or names a property twice.</summary>
    public static JsonObject? ReadObject(ReadOnlySpan<byte> json)
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

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
