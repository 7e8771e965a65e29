using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>What is wrong with a card, each with a pointer to the place, and the version by which it is judged.</summary>
internal sealed class CardFindings(Version version)
{
    private readonly List<string> _messages = [];

    /// <summary>The version the card says it needs: what came with a later one does not count.</summary>
    public Version Version => version;

    public IReadOnlyList<string> Messages => _messages;
    public bool Any => _messages.Count > 0;

    public void Add(string at, string words) => _messages.Add($"{words} at {(at.Length == 0 ? "/" : at)}");
}

/// <summary>A check of one value at one place.</summary>
internal delegate void CardRule(JsonNode value, string at, CardFindings found);

/// <summary>A property: its name, its rule, whether it must be there, and the version of the schema it came with.</summary>
internal sealed record CardProperty(string Name, CardRule Rule, bool Required = false, string Since = "1.0");
