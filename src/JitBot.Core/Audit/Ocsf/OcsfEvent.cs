using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JitBot.Core.Audit.Ocsf;

/// <summary>
/// A line of the log as an event of the schema, https://schema.ocsf.io/1.7.0/classes/base_event: one JSON object. What was sealed stands in <c>raw_data</c>, byte for
/// byte, and the chain's hash after it in <c>unmapped</c>, so that the chain can be followed here too. Nothing is left out: a line that cannot say what its class
/// asks for, because somebody changed it or the lines before it, is a Base Event.
/// </summary>
public sealed class OcsfEvent
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The fields that say why, or what was answered; the first that is there is the <c>status_detail</c>.</summary>
    private static readonly string[] Details = ["why", "what", "cause", "how", "because", "verdict", "todo"];

    private readonly ExportedLine _line;
    private readonly StreamFacts _facts;
    private readonly string _version;
    private readonly OcsfMapping _mapping;
    private readonly OcsfParts _parts;

    /// <summary>Of a line and what its stream tells about it; <paramref name="version"/> is JitBot's own.</summary>
    public OcsfEvent(ExportedLine line, StreamFacts facts, string version)
    {
        (_line, _facts, _version) = (line, facts, version);
        var subject = OcsfTable.SubjectOf(line.Line.Stream);
        _mapping = OcsfTable.FindOrUnknown(subject, line.Type).For(line.Body);
        _parts = new OcsfParts(line, facts, subject);
        if (!_parts.CanBe(_mapping.Activity.Class))
            _mapping = _mapping with { Activity = OcsfActivity.Other(OcsfClass.BaseEvent) };
    }

    /// <summary>The hashes of the texts it wants to say.</summary>
    public IEnumerable<string> Hashes => OcsfPeople.IdentityOf(_facts.Requester) is { } requester ? _line.Hashes.Append(requester).Distinct() : _line.Hashes;

    /// <summary>The object, in one line; <paramref name="texts"/> are those that were found.</summary>
    public string ToJson(IReadOnlyDictionary<string, string> texts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Compact))
        {
            json.WriteStartObject();
            WriteClass(json);
            WriteOutcome(json);
            WriteMetadata(json);
            _parts.Write(json, _mapping, texts);
            WriteSource(json, texts);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>JitBot's own troubles say what they are by the name of their condition.</summary>
    private string? Detail => Details.Select(name => _line.Body.Field(name).Words()).FirstOrDefault(words => words is not null)
        ?? _line.Body.Field("condition").Field("condition").Words();

    private void WriteClass(Utf8JsonWriter json)
    {
        var (activity, within) = (_mapping.Activity, _mapping.Activity.Class);
        json.WriteNumber("class_uid", within.Uid);
        json.WriteString("class_name", within.Name);
        json.WriteNumber("category_uid", within.Category);
        json.WriteString("category_name", within.CategoryName);
        json.WriteNumber("activity_id", activity.Id);
        json.WriteString("activity_name", activity.IsOther && _line.Type.Length > 0 ? _line.Type : activity.Name);
        json.WriteNumber("type_uid", activity.TypeUid);
        json.WriteString("type_name", $"{within.Name}: {activity.Name}");
        json.WriteNumber("time", (_line.At ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds()); // it must have one; the epoch is nobody's time
    }

    private void WriteOutcome(Utf8JsonWriter json)
    {
        json.WriteNumber("severity_id", (int)_mapping.Severity);
        json.WriteString("severity", _mapping.Severity.ToString());
        json.WriteNumber("status_id", (int)_mapping.Outcome);
        json.WriteString("status", _mapping.Outcome.ToString());
        if (Detail is { } detail)
            json.WriteString("status_detail", detail);
        json.WriteString("message", _mapping.Message);
    }

    /// <summary>https://schema.ocsf.io/1.7.0/objects/metadata. The chain's hash is the one name of a line that no other log has too.</summary>
    private void WriteMetadata(Utf8JsonWriter json)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", OcsfSchema.Version);
        json.WriteStartObject("product");
        json.WriteString("name", OcsfSchema.Product);
        json.WriteString("vendor_name", OcsfSchema.Product);
        json.WriteString("version", _version);
        json.WriteEndObject();
        json.WriteString("uid", _line.Line.Hash);
        json.WriteString("original_event_uid", $"{_line.Line.Chain}/{_line.Line.Sequence}");
        json.WriteNumber("sequence", _line.Line.Sequence);
        if (_parts.Requests is [var request])
            json.WriteString("correlation_uid", request);
        if (_line.Type.Length > 0)
            json.WriteString("event_code", _line.Type);
        json.WriteString("log_name", OcsfSchema.LogName);
        json.WriteString("log_provider", OcsfSchema.Product);
        if (_line.At is { } at)
            json.WriteString("original_time", AuditJson.Time(at));
        json.WriteEndObject();
    }

    private void WriteSource(Utf8JsonWriter json, IReadOnlyDictionary<string, string> texts)
    {
        var raw = Raw();
        if (raw is not null)
            json.WriteString("raw_data", raw);
        json.WriteStartObject("unmapped");
        json.WriteNumber("chain", _line.Line.Chain);
        json.WriteNumber("seq", _line.Line.Sequence);
        json.WriteString("stream", _line.Line.Stream);
        json.WriteNumber("version", _line.Line.Version);
        json.WriteString("hash", _line.Line.Hash);
        if (raw is null)
            json.WriteString("bytes", Convert.ToBase64String(_line.Line.Bytes));
        if (_parts.Requests.Count > 1)
        {
            json.WriteStartArray("requests");
            foreach (var request in _parts.Requests)
                json.WriteStringValue(request);
            json.WriteEndArray();
        }

        _line.WriteTexts(json, texts);
        json.WriteEndObject();
    }

    /// <summary>What was sealed; null if it is no text, because somebody changed it.</summary>
    private string? Raw()
    {
        try
        {
            return Strict.GetString(_line.Line.Bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
