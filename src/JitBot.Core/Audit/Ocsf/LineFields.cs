using System.Text.Json;

namespace JitBot.Core.Audit.Ocsf;

/// <summary>Reads fields of lines that may be anything, because somebody changed them: what is not there or of another kind is null.</summary>
internal static class LineFields
{
    /// <summary>The field of an object; a JSON null is none.</summary>
    public static JsonElement? Field(this JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A string, or the one within an id (<c>value</c>).</summary>
    public static string? Words(this JsonElement? element)
    {
        var text = element is { ValueKind: JsonValueKind.Object } ? element.Field("value") : element;
        try
        {
            return text is { ValueKind: JsonValueKind.String } known ? known.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }
}
