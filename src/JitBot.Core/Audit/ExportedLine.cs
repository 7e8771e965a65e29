using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JitBot.Core.Audit;

/// <summary>A line on its way out of the house: its sealed bytes, read once, and the personal texts it names by their hashes.</summary>
public sealed class ExportedLine
{
    /// <summary>The columns of the table.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["chain", "seq", "at", "stream", "version", "event", "person", "entitlement", "text", "body", "hash", "asked_by"];

    private const string Erased = "(erased)";

    private const int HashLength = 64;

    /// <summary>The fields of events that hold the hash of a text: who somebody is, and what somebody wrote.</summary>
    private static readonly string[] People = ["identity"];

    /// <summary>The field of whoever asked for somebody else, under which their identity is kept apart from the other's.</summary>
    private const string AskedBy = "askedBy";

    private static readonly string[] Askers = [AskedBy];

    private static readonly string[] Words = ["justification", "reason", "finding"];

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SealedLine _line;
    private readonly JsonElement? _sealed;
    private readonly List<(string Field, string Hash)> _named = [];

    /// <summary>Reads the line. Bytes that are no JSON, because somebody changed them, are exported as they are.</summary>
    public ExportedLine(SealedLine line)
    {
        _line = line;
        try
        {
            using var document = JsonDocument.Parse(line.Bytes);
            _sealed = document.RootElement.Clone();
            if (Body is { } body)
                Find("", body);
        }
        catch (JsonException)
        {
            _sealed = null;
        }
    }

    /// <summary>The hashes of the texts it names.</summary>
    public IEnumerable<string> Hashes => _named.Select(each => each.Hash).Distinct();

    /// <summary>When it says it was written; null if it does not say.</summary>
    public DateTimeOffset? At =>
        DateTimeOffset.TryParseExact(Text("at"), AuditJson.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>The line as it was sealed.</summary>
    public SealedLine Line => _line;

    /// <summary>The name of its event; empty if it does not say.</summary>
    public string Type => Text("type");

    /// <summary>What its event says of itself; null if the line is no JSON or has none.</summary>
    public JsonElement? Body => _sealed.Property("body");

    /// <summary>
    /// One JSON object: <c>line</c> is what was sealed, byte for byte (or <c>bytes</c>, as Base64, if it is no JSON in one line), <c>hash</c> the chain's
    /// after it, and <c>texts</c> what it names, each with its hash and the text or <c>"erased": true</c>.
    /// </summary>
    public string ToJson(IReadOnlyDictionary<string, string> texts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Compact))
        {
            json.WriteStartObject();
            if (_sealed is null || _line.Bytes.AsSpan().IndexOfAny((byte)'\n', (byte)'\r') >= 0) // one object a line, whatever was sealed
                json.WriteString("bytes", Convert.ToBase64String(_line.Bytes));
            else
            {
                json.WritePropertyName("line");
                json.WriteRawValue(_line.Bytes, skipInputValidation: true);
            }

            json.WriteString("hash", _line.Hash);
            WriteTexts(json, texts);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The field <c>texts</c> of an object: what the line names, each with its hash and the text or <c>"erased": true</c>.</summary>
    public void WriteTexts(Utf8JsonWriter json, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartArray("texts");
        foreach (var hash in Hashes)
            Write(json, hash, texts.GetValueOrDefault(hash));
        json.WriteEndArray();
    }

    /// <summary>What somebody wrote, as far as it is not erased; null if there is nothing.</summary>
    public string? WordsKept(IReadOnlyDictionary<string, string> texts)
    {
        var kept = _named.Where(each => Words.Contains(each.Field)).Select(each => texts.GetValueOrDefault(each.Hash)).Where(text => text is not null).ToList();
        return kept.Count > 0 ? string.Join("; ", kept) : null;
    }

    /// <summary>The cells of its row, in the order of <see cref="Columns"/>.</summary>
    public IReadOnlyList<string> ToCells(IReadOnlyDictionary<string, string> texts) =>
    [
        _line.Chain.ToString(CultureInfo.InvariantCulture), _line.Sequence.ToString(CultureInfo.InvariantCulture), Text("at"), _line.Stream,
        _line.Version.ToString(CultureInfo.InvariantCulture), Type, Resolved(People, texts), Entitlement, Resolved(Words, texts),
        _sealed is null ? Convert.ToBase64String(_line.Bytes) : Body?.GetRawText() ?? "", _line.Hash, Resolved(Askers, texts),
    ];

    private string Entitlement => Body.Field("terms").Field("entitlementId")?.Said() ?? "";

    private static void Write(Utf8JsonWriter json, string hash, string? text)
    {
        json.WriteStartObject();
        json.WriteString("hash", hash);
        if (text is null)
            json.WriteBoolean("erased", true);
        else
            json.WriteString("text", text);
        json.WriteEndObject();
    }

    private string Resolved(string[] fields, IReadOnlyDictionary<string, string> texts) =>
        string.Join("; ", _named.Where(each => fields.Contains(each.Field)).Select(each => texts.GetValueOrDefault(each.Hash, Erased)));

    private string Text(string field) => _sealed.Field(field)?.Said() ?? "";

    private void Find(string field, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Find(NameOf(property, field), property.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Find(field, item);
                break;
            case JsonValueKind.String when People.Contains(field) || Words.Contains(field) || field == AskedBy:
                if (element.Said() is { Length: HashLength } hash && hash.All(char.IsAsciiHexDigitLower))
                    _named.Add((field, hash));
                break;
        }
    }
    private static string NameOf(JsonProperty property, string within)
    {
        var name = property.Spelled() ?? "";
        return within == AskedBy && People.Contains(name) ? AskedBy : name;
    }
}
