using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using JitBot.Core.Audit;

namespace JitBot.Core.Store;

/// <summary>Times in the store: UTC, milliseconds, one form only.</summary>
internal sealed class MomentConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.ParseExact(reader.GetString()!, AuditJson.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(AuditJson.Time(value));
}
