using System.Text.Json;
using JitBot.Core.Store;

namespace JitBot.Core.Audit.Ocsf;

/// <summary>
/// What the earlier lines of a stream tell about a later one: who asked for what, whose membership where. A line says it once, but every event of the schema
/// has to name its user and its group.
/// </summary>
public sealed class StreamFacts
{
    private readonly List<(long Version, string Type, JsonElement? Body)> _claims = [];
    private JsonElement? _asked;
    private JsonElement? _key;

    private StreamFacts()
    {
    }

    /// <summary>Nothing is known.</summary>
    public static StreamFacts None { get; } = new();

    /// <summary>Of the lines of a stream, as the store reads them.</summary>
    public static StreamFacts Of(IEnumerable<StoredLine> lines) => Of(lines.Select(line => (line.Version, line.Type, Parse(line.Body))));

    /// <summary>Of what there is of a stream that the store cannot read.</summary>
    public static StreamFacts Of(IEnumerable<ExportedLine> lines) => Of(lines.Select(line => (line.Line.Version, line.Type, line.Body)));

    /// <summary>The person whose request it is, as its first line names them.</summary>
    public JsonElement? Requester => _asked.Field("requester");

    /// <summary>What was asked for, by its id in the catalogue.</summary>
    public string? EntitlementId => Terms.Field("entitlementId").Words();

    /// <summary>The same by its name.</summary>
    public string? EntitlementName => Terms.Field("entitlementName").Words();

    /// <summary>Where the membership is.</summary>
    public string? Provider => (_key ?? Terms).Field("provider").Words();

    /// <summary>What it is a membership of, by the provider's own id.</summary>
    public string? Resource => (_key ?? Terms).Field("resource").Words();

    /// <summary>Whose it is, by the provider's own id; null while a request does not know.</summary>
    public string? Subject { get; private set; }

    private JsonElement? Terms => _asked.Field("terms");

    /// <summary>The requests that need a membership at this line, or for which it is being ended.</summary>
    public IReadOnlyList<string> RequestsAt(long version)
    {
        var live = new List<string>();
        foreach (var (_, type, body) in _claims.TakeWhile(each => each.Version <= version))
        {
            if (type == "claimed" && body.Field("request").Words() is { } request)
                live.Add(request);
            else if (body.Field("requests") is { ValueKind: JsonValueKind.Array } over)
                live.RemoveAll(over.EnumerateArray().Select(each => ((JsonElement?)each).Words()).ToHashSet().Contains);
        }

        return [.. live.Distinct()];
    }

    private static StreamFacts Of(IEnumerable<(long Version, string Type, JsonElement? Body)> lines)
    {
        var facts = new StreamFacts();
        foreach (var line in lines)
            facts.Add(line.Version, line.Type, line.Body);
        return facts;
    }

    private void Add(long version, string type, JsonElement? body)
    {
        switch (type)
        {
            case "asked":
                _asked = body;
                break;
            case "prepared":
                Subject = body.Field("subject").Words();
                break;
            case "claimed" or "released" when _key is null:
                _key = body.Field("key");
                Subject = _key.Field("subject").Words();
                break;
        }

        if (type is "claimed" or "left" or "claims-failed")
            _claims.Add((version, type, body));
    }

    private static JsonElement? Parse(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }
}
