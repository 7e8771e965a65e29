using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace JitBot.Sandbox.LookAlikes.Slack;

internal enum SlackMarkupKind
{
    MassMention,
    Person,
    UserGroup,
    Channel,
    Link,
}

/// <summary>
/// A piece of text that Slack would not show as text (https://docs.slack.dev/messaging/formatting-message-text). A bot that shows what
/// people typed must never cause one by it, so each is kept for the tests to look at. Dates (<c>&lt;!date^…&gt;</c>) harm nobody and are
/// left out.
/// </summary>
internal sealed partial record SlackMarkup(SlackMarkupKind Kind, string Excerpt, string ChannelId, string Ts)
{
    public static IEnumerable<SlackMarkup> In(SlackMessage message)
    {
        var parsed = SlackBlocks.MarkdownTexts(message.Blocks).Append(message.Text);
        return parsed.SelectMany(InText).Concat(InRichText(message.Blocks))
            .Select(found => new SlackMarkup(found.Kind, found.Excerpt, message.ChannelId, message.Ts));
    }

    public static IEnumerable<(SlackMarkupKind Kind, string Excerpt)> InText(string text) =>
        from Match match in Angled().Matches(text)
        let kind = KindOf(match.Groups[1].Value)
        where kind is not null
        select (kind.Value, match.Value);

    private static SlackMarkupKind? KindOf(string inside) => inside switch
    {
        ['!', 's', 'u', 'b', 't', 'e', 'a', 'm', ..] => SlackMarkupKind.UserGroup,
        ['!', 'd', 'a', 't', 'e', '^', ..] => null,
        ['!', ..] => SlackMarkupKind.MassMention,
        ['@', ..] => SlackMarkupKind.Person,
        ['#', ..] => SlackMarkupKind.Channel,
        _ => SlackMarkupKind.Link,
    };

    private static IEnumerable<(SlackMarkupKind Kind, string Excerpt)> InRichText(JsonArray blocks) =>
        from node in SlackBlocks.Objects(blocks)
        let kind = (string?)node["type"] switch
        {
            "broadcast" => SlackMarkupKind.MassMention,
            "user" => SlackMarkupKind.Person,
            "usergroup" => SlackMarkupKind.UserGroup,
            "channel" => SlackMarkupKind.Channel,
            "link" => SlackMarkupKind.Link,
            _ => (SlackMarkupKind?)null,
        }
        where kind is not null
        select (kind.Value, node.ToJsonString());

    [GeneratedRegex("<([!@#][^<>]*|[a-z][a-z0-9+.-]*:[^<>]+)>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Angled();
}
