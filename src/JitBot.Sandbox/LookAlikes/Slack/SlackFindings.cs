using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>What is wrong with a piece of JSON, each with a pointer to the place, worded as Slack words it.</summary>
internal sealed class SlackFindings
{
    private readonly List<string> _messages = [];

    public IReadOnlyList<string> Messages => _messages;
    public bool Any => _messages.Count > 0;

    public void Add(string at, string words) => _messages.Add($"{words} [json-pointer:{at}]");
}

/// <summary>A check of one value at one place.</summary>
internal delegate void SlackRule(JsonNode value, string at, SlackFindings found);

/// <summary>A field of an object: its name, its rule and whether it must be there.</summary>
internal sealed record SlackField(string Name, SlackRule Rule, bool Required = false);
