using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>An object with a closed list of properties, and the version of the schema it came with.</summary>
internal sealed class CardShape(string since, params IEnumerable<CardProperty> properties)
{
    private readonly Dictionary<string, CardProperty> _properties = properties.ToDictionary(property => property.Name, StringComparer.Ordinal);

    /// <summary>Runs after the properties, when they alone cannot say what is wrong.</summary>
    public Action<JsonObject, string, CardFindings>? Whole { get; init; }

    public void Check(JsonNode value, string at, CardFindings found)
    {
        if (value is not JsonObject members)
        {
            found.Add(at, "must be an object");
            return;
        }

        if (Version.Parse(since) > found.Version)
            found.Add(at, $"{(string?)members["type"]} needs version {since}");
        foreach (var property in _properties.Values.Where(property => property.Required && members[property.Name] is null))
            found.Add(at, $"missing property: {property.Name}");
        foreach (var (name, member) in members)
            CheckMember(name, member, at, found);
        Whole?.Invoke(members, at, found);
    }

    private void CheckMember(string name, JsonNode? member, string at, CardFindings found)
    {
        if (!_properties.TryGetValue(name, out var property))
            found.Add(at, $"unknown property: {name}");
        else if (member is null)
            found.Add($"{at}/{name}", "must not be null");
        else if (Version.Parse(property.Since) > found.Version)
            found.Add($"{at}/{name}", $"needs version {property.Since}");
        else
            property.Rule(member, $"{at}/{name}", found);
    }
}
