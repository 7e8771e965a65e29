using System.Text.Json.Nodes;

namespace JitBot.Chat.Teams;

/// <summary>
/// For whom Teams asks for a view of their own when they see the card: those named by the ids that Teams gives them, or, where none could be
/// found out, everybody in conversations of up to sixty
/// (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views).
/// </summary>
internal sealed record TeamsRefresh(IReadOnlyList<string> Viewers)
{
    /// <summary>As it stands on a card.</summary>
    public JsonObject ToJson(string handle)
    {
        var refresh = new JsonObject
        {
            ["action"] = new JsonObject
            {
                ["type"] = "Action.Execute",
                ["title"] = "Refresh",
                ["verb"] = TeamsVerbs.Refresh,
                ["data"] = new JsonObject { ["verb"] = TeamsVerbs.Refresh, ["handle"] = handle },
            },
        };
        if (Viewers.Count > 0)
            refresh["userIds"] = new JsonArray([.. Viewers.Take(TeamsLimits.Viewers).Select(id => (JsonNode)id)]);
        return refresh;
    }
}
