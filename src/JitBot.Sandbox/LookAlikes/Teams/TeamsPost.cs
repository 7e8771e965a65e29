using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>What the bot wants to say: an activity that was read and found right.</summary>
internal sealed record TeamsPost(JsonObject Activity, string Text)
{
    /// <summary>
    /// Reads an activity; refuses what is too large, empty or shows nothing. The size is that of the whole body as UTF-16.
    /// </summary>
    public static TeamsPost Read(JsonObject activity, string body)
    {
        if (body.Length * sizeof(char) > TeamsServiceLimits.MessageBytes)
            throw TeamsRefusal.TooBig;
        if ((string?)activity["type"] != "message")
            throw TeamsRefusal.BadArgument("The activity must be a message.");
        var attachments = activity["attachments"] as JsonArray ?? [];
        var text = activity["text"]?.ToString() ?? "";
        if (text.Length == 0 && attachments.Count == 0)
            throw TeamsRefusal.BadArgument("Activity must include non empty 'text' field or at least one attachment.");
        foreach (var attachment in attachments)
            CheckAttachment(attachment);
        return new TeamsPost((JsonObject)activity.DeepClone(), text);
    }

    /// <summary>As a new message of the bot.</summary>
    public TeamsMessage Said(TeamsOrganisation organisation, TeamsPlace place, string? rootId, string? replyToId)
    {
        // Text beside a card may arrive as two messages, of which the bot learns one id (learn.microsoft.com/microsoftteams/platform/bots/
        // how-to/conversations/channel-and-group-conversations).
        if (Text.Length > 0 && Activity["attachments"] is JsonArray { Count: > 0 })
            organisation.Complain($"Text and card in one message may be split: {Text}");
        var id = organisation.Numbers.NextMessage();
        return new TeamsMessage(place.Id, id, organisation.App.BotId, Text)
        {
            IsFromBot = true,
            Activity = Activity,
            RootId = place.Kind == TeamsPlaceKind.Channel ? rootId ?? id : null,
            ReplyToId = replyToId,
        };
    }

    private static void CheckAttachment(JsonNode? attachment)
    {
        if (attachment is not JsonObject members || (string?)members["contentType"] is not { } type)
            throw TeamsRefusal.BadArgument("An attachment must say its contentType.");
        if (type != TeamsMessage.CardType)
            throw TeamsRefusal.BadArgument($"Unknown attachment type {type}");
        if (AdaptiveCardRules.Check(members["content"] ?? new JsonObject()) is { Any: true } found)
            throw TeamsRefusal.BadArgument(string.Join("; ", found.Messages));
    }
}
