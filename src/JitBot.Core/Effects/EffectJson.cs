using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace JitBot.Core.Effects;

/// <summary>How an effect stands in a store: JSON, with enums by name and ids as plain strings inside their records.</summary>
public static class EffectJson
{
    private static readonly JsonSerializerOptions Stored = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never shown in a page
        IgnoreReadOnlyProperties = true, // what is computed from the rest is not stored
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>The effect as text.</summary>
    public static string Write(Effect effect) => JsonSerializer.Serialize(effect, Stored);

    /// <summary>Reads it back. Throws <see cref="JsonException"/> for an effect this version does not know.</summary>
    public static Effect Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Effect>(json, Stored) ?? throw new JsonException("An effect cannot be null.");
        }
        catch (NotSupportedException e) // how the serializer reports an object without a discriminator
        {
            throw new JsonException("An object without a known discriminator.", e);
        }
    }
}
