using System.Collections.Immutable;
using System.Text.Json;
using JitBot.Core.Store;

namespace JitBot.Core.Audit.Ocsf;

/// <summary>
/// What the earlier lines of a stream tell about a later one: who asked for what, whose membership where. A line says it once, but every event of the schema
/// has to name its user and its group. The lines themselves are not kept, so that a stream can be read on where reading ended.
/// </summary>
public sealed class StreamFacts
{
    /// <summary>The requests that need a membership from a line on; the lists share what they have in common.</summary>
    private readonly List<(long Version, ImmutableList<string> Requests)> _claims = [];

    private Place? _asked;
    private Place? _held;

    /// <summary>Of the lines of a stream, as the store reads them.</summary>
    public static StreamFacts Of(IEnumerable<StoredLine> lines)
    {
        var facts = new StreamFacts();
        foreach (var line in lines)
            facts.Add(line);
        return facts;
    }

    /// <summary>Of what there is of a stream that the store cannot read.</summary>
    public static StreamFacts Of(IEnumerable<ExportedLine> lines)
    {
        var facts = new StreamFacts();
        foreach (var line in lines)
            facts.Add(line);
        return facts;
    }

    /// <summary>The version of the last line that the store gave; 0 if it gave none.</summary>
    public long ReadTo { get; private set; }

    /// <summary>How much is kept: one for the stream and one for each change of who needs the membership.</summary>
    public int Weight => 1 + _claims.Count;

    /// <summary>The person whose request it is, as its first line names them.</summary>
    public JsonElement? Requester { get; private set; }

    /// <summary>What was asked for, by its id in the catalogue.</summary>
    public string? EntitlementId { get; private set; }

    /// <summary>The same by its name.</summary>
    public string? EntitlementName { get; private set; }

    /// <summary>Where the membership is.</summary>
    public string? Provider => (_held ?? _asked)?.Provider;

    /// <summary>What it is a membership of, by the provider's own id.</summary>
    public string? Resource => (_held ?? _asked)?.Resource;

    /// <summary>Whose it is, by the provider's own id; null while a request does not know.</summary>
    public string? Subject { get; private set; }

    /// <summary>The requests that need a membership at this line, or for which it is being ended.</summary>
    public IReadOnlyList<string> RequestsAt(long version)
    {
        var (low, high) = (0, _claims.Count); // the first that is later than the line is between them
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _claims[middle].Version <= version ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? [] : [.. _claims[low - 1].Requests.Distinct()];
    }

    /// <summary>Reads a line, as the store has it. Throws <see cref="JsonException"/> if its body is no JSON.</summary>
    public void Add(StoredLine line)
    {
        if (Tells(line.Type))
        {
            using var document = JsonDocument.Parse(line.Body);
            Add(line.Version, line.Type, document.RootElement);
        }

        ReadTo = line.Version;
    }

    /// <summary>Reads a line on its way out.</summary>
    public void Add(ExportedLine line)
    {
        if (Tells(line.Type))
            Add(line.Line.Version, line.Type, line.Body);
    }

    private static bool Tells(string type) => type is "asked" or "prepared" or "claimed" or "released" or "left" or "claims-failed";

    private void Add(long version, string type, JsonElement? body)
    {
        switch (type)
        {
            case "asked":
                Ask(body);
                break;
            case "prepared":
                Subject = body.Field("subject").Words();
                break;
            case "claimed" or "released" when _held is null && body.Field("key") is { } key:
                _held = Place.Of(key);
                Subject = ((JsonElement?)key).Field("subject").Words();
                break;
        }

        var before = _claims is [.., var last] ? last.Requests : [];
        if (type == "claimed" && body.Field("request").Words() is { } request)
            _claims.Add((version, before.Add(request)));
        else if (type is "left" or "claims-failed" && body.Field("requests") is { ValueKind: JsonValueKind.Array } over)
            _claims.Add((version, before.RemoveAll(over.EnumerateArray().Select(each => ((JsonElement?)each).Words()).ToHashSet().Contains)));
    }

    /// <summary>The person is kept alone: the rules of what was asked for are many times as long.</summary>
    private void Ask(JsonElement? body)
    {
        var terms = body.Field("terms");
        _asked = Place.Of(terms);
        (EntitlementId, EntitlementName) = (terms.Field("entitlementId").Words(), terms.Field("entitlementName").Words());
        Requester = body.Field("requester") is { } requester ? Apart(requester) : null;
    }

    private static JsonElement Apart(JsonElement element)
    {
        using var document = JsonDocument.Parse(element.GetRawText());
        return document.RootElement.Clone();
    }

    /// <summary>A resource of a provider.</summary>
    private sealed record Place(string? Provider, string? Resource)
    {
        public static Place Of(JsonElement? named) => new(named.Field("provider").Words(), named.Field("resource").Words());
    }
}
