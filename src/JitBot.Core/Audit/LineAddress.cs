using System.Text.Json;

namespace JitBot.Core.Audit;

/// <summary>What a line says it is. Read without its body, which an auditor of a million lines does not need.</summary>
internal readonly record struct LineAddress(int Chain, long Sequence, string Stream, long Version)
{
    /// <summary>The address in sealed bytes, whose fields stand in the canonical order; null if they are no such line.</summary>
    public static LineAddress? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var json = new Utf8JsonReader(bytes);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject || !Field(ref json, "chain"u8))
                return null;
            var chain = json.GetInt32();
            if (!Field(ref json, "seq"u8))
                return null;
            var sequence = json.GetInt64();
            if (!Field(ref json, "at"u8) || !Field(ref json, "stream"u8))
                return null;
            var stream = json.GetString();
            return stream is not null && Field(ref json, "version"u8) ? new LineAddress(chain, sequence, stream, json.GetInt64()) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Field(ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(name) && json.Read();
}
