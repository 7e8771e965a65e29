using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using JitBot.Core.Store;

namespace JitBot.Core.Audit;

/// <summary>The canonical form of a line: fixed order of fields, no white space, times in UTC with milliseconds.</summary>
public static class AuditJson
{
    /// <summary>How times stand in the log.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly JsonWriterOptions Canonical =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = false };

    /// <summary>The bytes that are sealed.</summary>
    public static byte[] Write(StoredLine line)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Canonical))
        {
            json.WriteStartObject();
            json.WriteNumber("chain", line.Chain);
            json.WriteNumber("seq", line.Sequence);
            json.WriteString("at", Time(line.At));
            json.WriteString("stream", line.Stream);
            json.WriteNumber("version", line.Version);
            json.WriteString("type", line.Type);
            json.WritePropertyName("body");
            json.WriteRawValue(line.Body);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads a sealed line back.</summary>
    public static StoredLine Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        return new StoredLine(
            root.GetProperty("chain").GetInt32(),
            root.GetProperty("seq").GetInt64(),
            DateTimeOffset.ParseExact(
                root.GetProperty("at").GetString()!, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            root.GetProperty("stream").GetString()!,
            root.GetProperty("version").GetInt64(),
            root.GetProperty("type").GetString()!,
            root.GetProperty("body").GetRawText());
    }

    /// <summary>A time as it stands in the log.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
