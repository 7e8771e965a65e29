using System.Text.RegularExpressions;

namespace JitBot.Chat.Teams;

/// <summary>
/// What somebody typed to the bot, without the mention by which they called it
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations).
/// </summary>
internal static partial class TeamsTyped
{
    /// <summary>The text; no more of it than anybody can mean.</summary>
    public static string Read(TeamsActivity activity, string botId)
    {
        var text = activity.Text ?? "";
        var mentions = (activity.Entities ?? []).Where(entity => entity.Type == "mention" && entity.Mentioned?.Id == botId);
        foreach (var mention in mentions.Select(entity => entity.Text).OfType<string>().Where(mention => mention.Length > 0))
            text = text.Replace(mention, " ", StringComparison.Ordinal);
        if (TeamsVerbs.Read(LeadingMention().Replace(text, "").Trim()) is (TeamsCommands.Request, _))
            text = WithIds(text, activity, botId);
        text = LeadingMention().Replace(text, "").Replace('\u00A0', ' ').Replace("&nbsp;", " ", StringComparison.Ordinal).Trim();
        return text.Length <= TeamsLimits.Typed ? text : text[..TeamsLimits.Typed];
    }

    /// <summary>Whom else a request mentions, by id: a name may be two people's, and has spaces in it.</summary>
    private static string WithIds(string text, TeamsActivity activity, string botId)
    {
        foreach (var entity in (activity.Entities ?? []).Where(entity => entity is { Type: "mention", Mentioned.Id.Length: > 0, Text.Length: > 0 } && entity.Mentioned.Id != botId))
            text = text.Replace(entity.Text!, $" <@{entity.Mentioned!.Id}> ", StringComparison.Ordinal);
        return text;
    }

    /// <summary>Clients that name no entity still write the mention in front.</summary>
    [GeneratedRegex(@"\A\s*<at>[^<]{0,200}</at>", RegexOptions.NonBacktracking)]
    private static partial Regex LeadingMention();
}
