using System.Text.Json.Nodes;

namespace JitBot.Chat.Teams;

/// <summary>
/// The answers that invokes want, by their shapes (https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model,
/// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots,
/// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search).
/// </summary>
internal static class TeamsAnswers
{
    private const int Ok = 200;
    private const int BadRequest = 400;

    /// <summary>This card for this person, instead of the one everybody sees.</summary>
    public static TeamsReply Card(JsonObject card) => OfAction(Ok, TeamsPost.CardType, card);

    /// <summary>A sentence that passes by.</summary>
    public static TeamsReply Toast(string sentence) => OfAction(Ok, "application/vnd.microsoft.activity.message", sentence);

    /// <summary>Why nothing came of it.</summary>
    public static TeamsReply Error(string why) =>
        OfAction(BadRequest, "application/vnd.microsoft.error", new JsonObject { ["code"] = "BadRequest", ["message"] = why });

    /// <summary>A dialog with a form.</summary>
    public static TeamsReply Dialog(string title, JsonObject card) => OfTask("continue", new JsonObject
    {
        ["title"] = title,
        ["height"] = "medium",
        ["width"] = "medium",
        ["card"] = TeamsPost.Attachment(card),
    });

    /// <summary>The dialog says this and can be closed.</summary>
    public static TeamsReply DialogSays(string sentence) => OfTask("message", sentence);

    /// <summary>What a type-ahead shows.</summary>
    public static TeamsReply Found(JsonArray choices) => new(Ok, new JsonObject
    {
        ["type"] = "application/vnd.microsoft.search.searchResponse",
        ["value"] = new JsonObject { ["results"] = choices },
    });

    private static TeamsReply OfAction(int status, string type, JsonNode value) =>
        new(Ok, new JsonObject { ["statusCode"] = status, ["type"] = type, ["value"] = value });

    private static TeamsReply OfTask(string type, JsonNode value) =>
        new(Ok, new JsonObject { ["task"] = new JsonObject { ["type"] = type, ["value"] = value } });
}
