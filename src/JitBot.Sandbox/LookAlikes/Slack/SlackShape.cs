using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>An object with a closed list of fields: one that is not listed is refused, as Slack does.</summary>
internal sealed class SlackShape(params SlackField[] fields)
{
    private readonly Dictionary<string, SlackField> _fields = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>Runs after the fields, when they alone cannot say what is wrong.</summary>
    public Action<JsonObject, string, SlackFindings>? Whole { get; init; }

    public void Check(JsonNode value, string at, SlackFindings found)
    {
        if (value is not JsonObject members)
        {
            found.Add(at, "must provide an object");
            return;
        }

        foreach (var field in _fields.Values.Where(field => field.Required && members[field.Name] is null))
            found.Add(at, $"missing required field: {field.Name}");
        foreach (var (name, member) in members)
            CheckMember(name, member, at, found);
        Whole?.Invoke(members, at, found);
    }

    private void CheckMember(string name, JsonNode? member, string at, SlackFindings found)
    {
        if (!_fields.TryGetValue(name, out var field))
            found.Add(at, $"invalid additional property: {name}");
        else if (member is null)
            found.Add($"{at}/{name}", "must not be null");
        else
            field.Rule(member, $"{at}/{name}", found);
    }
}
