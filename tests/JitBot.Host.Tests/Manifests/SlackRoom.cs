using System.Text.RegularExpressions;
using JitBot.Host.Tests.Tidy;

namespace JitBot.Host.Tests.Manifests;

/// <summary>What the Slack room calls and listens to, found in its source.</summary>
internal static partial class SlackRoom
{
    private static readonly IReadOnlyList<string> Lines =
        [.. House.Sources.Where(file => file.Path.StartsWith("src/JitBot.Chat.Slack/", StringComparison.Ordinal)).SelectMany(file => file.Lines)];

    /// <summary>The methods of the Web API that stand in it as text.</summary>
    public static IReadOnlySet<string> Methods { get; } = Found(Method());

    /// <summary>The events that it knows by name.</summary>
    public static IReadOnlySet<string> Events { get; } = Found(Event());

    private static HashSet<string> Found(Regex what) =>
        [.. Lines.SelectMany(line => what.Matches(line)).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("\"((?:apps|auth|bookmarks|bots|chat|conversations|files|oauth|pins|reactions|team|usergroups|users|views)\\.[A-Za-z0-9.]+)\"")]
    private static partial Regex Method();

    [GeneratedRegex("\"((?:app_home|reaction|member|message|channel|team|user|tokens|app)_[a-z_]*(?:opened|added|removed|changed|joined|left|revoked|uninstalled|archive|change))\"")]
    private static partial Regex Event();
}
