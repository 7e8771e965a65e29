using System.Text.Json;

namespace JitBot.Core.Audit;

/// <summary>
/// Reads fields of lines that may be anything, because somebody changed them: what is not there or of another kind is null. Half a surrogate pair is good JSON and
/// no text; JSON readers throw over it wherever it stands, so nothing else here reads a name or a string of a line.
/// </summary>
internal static class LineFields
{
    /// <summary>The field of an object; a JSON null is none.</summary>
    public static JsonElement? Field(this JsonElement? element, string name) =>
        element.Property(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    /// <summary>The field of an object, whatever it is; of several of that name the last, as JSON readers take it.</summary>
    public static JsonElement? Property(this JsonElement? element, string name)
    {
        if (element is not { ValueKind: JsonValueKind.Object } known)
            return null;
        try
        {
            return known.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            return known.EnumerateObject().Where(each => each.Spelled() == name).Select(each => (JsonElement?)each.Value).LastOrDefault();
        }
    }

    /// <summary>A string, or the one within an id (<c>value</c>).</summary>
    public static string? Words(this JsonElement? element)
    {
        var text = element is { ValueKind: JsonValueKind.Object } ? element.Field("value") : element;
        return text is { ValueKind: JsonValueKind.String } known ? known.Said() : null;
    }

    /// <summary>A string as it is, anything else as .NET writes it (<c>True</c>, a number as it stands, an object as its JSON); null for a string that is no text.</summary>
    public static string? Said(this JsonElement element) => TextOrNull(element.ToString);

    /// <summary>The name of a field; null if it is no text.</summary>
    public static string? Spelled(this JsonProperty property) => TextOrNull(() => property.Name);

    private static string? TextOrNull(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
