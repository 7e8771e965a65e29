using System.Text.Json.Nodes;

namespace JitBot.Chat.Teams;

/// <summary>
/// A message ready to be sent: the card, and the summary that a notification shows. Never text beside a card: Teams may split them, and we
/// would learn of one id alone
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations).
/// </summary>
internal sealed record TeamsPost(string Summary, JsonObject Card)
{
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    /// <summary>As the Connector takes it.</summary>
    public JsonObject ToActivity() => new()
    {
        ["type"] = "message",
        ["summary"] = Summary,
        ["attachments"] = new JsonArray(Attachment(Card)),
    };

    /// <summary>A card as an attachment.</summary>
    public static JsonObject Attachment(JsonObject card) => new() { ["contentType"] = CardType, ["content"] = card };
}
