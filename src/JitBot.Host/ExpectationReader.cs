using System.Globalization;
using System.Text.Json;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Host;

/// <summary>Reads a file of expectations and remembers everything that is wrong in it, each with its path.</summary>
internal sealed class ExpectationReader
{
    private readonly List<string> _faults = [];

    private static readonly string[] Expected = ["mayAsk", "autoApproved", "brokeGlass", "granted", "grantedFor", "denied", "refusal"];

    /// <summary>Everything wrong, at once.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The cases; to be used only if there are no faults. Comments and commas at the end are taken.</summary>
    public IReadOnlyList<Expectation> Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var all = Object(document.RootElement, "", "cases");
            if (!all.TryGetValue("cases", out var cases) || cases.ValueKind != JsonValueKind.Array || cases.GetArrayLength() == 0)
                return Wrong<IReadOnlyList<Expectation>>("cases", "must be a list with at least one case", []);
            return [.. cases.EnumerateArray().Index().Select(each => Case(each.Item, string.Create(CultureInfo.InvariantCulture, $"cases[{each.Index}]")))];
        }
        catch (JsonException e)
        {
            return Wrong<IReadOnlyList<Expectation>>($"line {e.LineNumber + 1}", $"is no JSON: {e.Message.Split(" LineNumber")[0]}", []);
        }
    }

    private Expectation Case(JsonElement element, string at)
    {
        var all = Object(element, at, "name", "given", "when", "expect");
        var given = Object(Part(all, "given"), $"{at}.given", "now", "groups", "others");
        var when = Object(Part(all, "when"), $"{at}.when", "person", "entitlement", "length", "justification", "emergency", "escalatesAfter", "votes");
        var expect = Object(Part(all, "expect"), $"{at}.expect", Expected);
        if (expect.Count == 0)
            _faults.Add($"{at}.expect: is empty; say at least one of {string.Join(", ", Expected)}");
        var isEmergency = Flag(when, $"{at}.when", "emergency") == true;
        return new Expectation(
            Text(all, at, "name") ?? at,
            Moment(given, $"{at}.given"),
            Groups(given, $"{at}.given.groups"),
            (Text(when, $"{at}.when", "person") ?? "").ToLowerInvariant(),
            Text(when, $"{at}.when", "entitlement") ?? "",
            Span(when, $"{at}.when", "length", isEmergency ? TimeSpan.Zero : null),
            Text(when, $"{at}.when", "justification", "an expectation of the organisation's") ?? "",
            Votes(when, $"{at}.when.votes"),
            Outcome(expect, $"{at}.expect"))
        {
            At = at,
            Others = [.. Others(given, $"{at}.given")],
            IsEmergency = isEmergency,
            EscalatesAfter = when.ContainsKey("escalatesAfter") ? Span(when, $"{at}.when", "escalatesAfter", null) : null,
        };
    }

    private ExpectedOutcome Outcome(Dictionary<string, JsonElement> expect, string at) =>
        new(Flag(expect, at, "mayAsk"), Flag(expect, at, "autoApproved"), Flag(expect, at, "granted"), Flag(expect, at, "denied"), RefusalOf(expect, at))
        {
            BrokeGlass = Flag(expect, at, "brokeGlass"),
            GrantedFor = expect.ContainsKey("grantedFor") ? Span(expect, at, "grantedFor", null) : null,
        };

    private List<RehearsedVote> Votes(Dictionary<string, JsonElement> when, string at)
    {
        var votes = new List<RehearsedVote>();
        foreach (var (index, element) in Items(when, "votes", at).Index())
        {
            var here = string.Create(CultureInfo.InvariantCulture, $"{at}[{index}]");
            var vote = Object(element, here, "person", "says", "after", "reason");
            var says = Text(vote, here, "says", "yes");
            if (says is not ("yes" or "no"))
                _faults.Add($"{here}.says: must be yes or no");
            votes.Add(new RehearsedVote(new PersonId((Text(vote, here, "person") ?? "").ToLowerInvariant()), says == "yes", Span(vote, here, "after", TimeSpan.Zero), Text(vote, here, "reason", "")));
        }

        return votes;
    }

    private Dictionary<string, IReadOnlyList<string>> Groups(Dictionary<string, JsonElement> given, string at)
    {
        var groups = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        if (!given.TryGetValue("groups", out var element))
            return groups;
        if (element.ValueKind != JsonValueKind.Object)
            return Wrong(at, "must be an object: \"entra-group:<id>\": [ \"riley@example.com\" ]", groups);
        foreach (var group in element.EnumerateObject())
        {
            if (group.Value.ValueKind != JsonValueKind.Array || group.Value.EnumerateArray().Any(member => member.ValueKind != JsonValueKind.String))
                _faults.Add($"{at}.{group.Name}: must be a list of e-mail addresses");
            else
                groups[group.Name] = [.. group.Value.EnumerateArray().Select(member => member.GetString()!.ToLowerInvariant())];
        }

        return groups;
    }

    private IEnumerable<string> Others(Dictionary<string, JsonElement> given, string at)
    {
        var others = Items(given, "others", $"{at}.others").ToList();
        if (others.Exists(other => other.ValueKind != JsonValueKind.String))
            return Wrong<IEnumerable<string>>($"{at}.others", "must be a list of e-mail addresses", []);
        return others.Select(other => other.GetString()!.ToLowerInvariant());
    }

    private DateTimeOffset Moment(Dictionary<string, JsonElement> given, string at)
    {
        const string Monday = "2026-03-02T09:00:00Z";
        return DateTimeOffset.TryParse(Text(given, at, "now", Monday), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : Wrong($"{at}.now", $"must be a moment like {Monday}", default(DateTimeOffset));
    }

    private TimeSpan Span(Dictionary<string, JsonElement> from, string at, string name, TimeSpan? fallback)
    {
        if (!from.ContainsKey(name) && fallback is { } given)
            return given;
        return Spans.Read(Text(from, at, name) ?? "") ?? (from.ContainsKey(name) ? Wrong($"{at}.{name}", "must be a length like 30m or 2h", TimeSpan.Zero) : TimeSpan.Zero);
    }

    private Refusal? RefusalOf(Dictionary<string, JsonElement> expect, string at)
    {
        if (!expect.ContainsKey("refusal"))
            return null;
        return Enum.TryParse<Refusal>(Text(expect, at, "refusal"), ignoreCase: true, out var why) && Enum.IsDefined(why)
            ? why
            : Wrong<Refusal?>($"{at}.refusal", $"must be one of {string.Join(", ", Enum.GetNames<Refusal>())}", null);
    }

    private bool? Flag(Dictionary<string, JsonElement> from, string at, string name) => !from.TryGetValue(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Wrong<bool?>($"{at}.{name}", "must be true or false", null),
    };

    private string? Text(Dictionary<string, JsonElement> from, string at, string name, string? fallback = null)
    {
        if (!from.TryGetValue(name, out var value))
            return fallback ?? Wrong<string?>($"{at}.{name}", "is missing", null);
        return value.ValueKind == JsonValueKind.String ? value.GetString() : Wrong<string?>($"{at}.{name}", "must be a text", null);
    }

    private IEnumerable<JsonElement> Items(Dictionary<string, JsonElement> from, string name, string at)
    {
        if (!from.TryGetValue(name, out var value))
            return [];
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Wrong<IEnumerable<JsonElement>>(at, "must be a list", []);
    }

    private static JsonElement? Part(Dictionary<string, JsonElement> from, string name) => from.TryGetValue(name, out var value) ? value : null;

    /// <summary>The fields of an object; what nobody knows is a fault. A part that is missing has none.</summary>
    private Dictionary<string, JsonElement> Object(JsonElement? element, string at, params string[] known)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (element is not { } part)
            return fields;
        if (part.ValueKind != JsonValueKind.Object)
            return Wrong(at.Length > 0 ? at : "the file", $"must be an object with {string.Join(", ", known)}", fields);
        foreach (var field in part.EnumerateObject())
        {
            if (known.Contains(field.Name))
                fields[field.Name] = field.Value;
            else
                _faults.Add($"{at}{(at.Length > 0 ? "." : "")}{field.Name}: is not known here; known are {string.Join(", ", known)}");
        }

        return fields;
    }

    private T Wrong<T>(string at, string what, T instead)
    {
        _faults.Add($"{at}: {what}");
        return instead;
    }
}
