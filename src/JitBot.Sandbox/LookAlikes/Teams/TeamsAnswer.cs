using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>What the bot answered to an activity; a status of 0 means there was no answer.</summary>
internal sealed record TeamsAnswer(JsonObject Activity, int Status, string Body)
{
    /// <summary>Why it would be sent again: <c>timeout</c>, <c>connection</c>, or the status.</summary>
    public string? Failure { get; init; }

    public bool IsTaken => Failure is null && Status is >= 200 and < 300;

    public bool TimedOut => Failure == "timeout";

    /// <summary>The body as JSON, if it is an object.</summary>
    public JsonObject? Json
    {
        get
        {
            try
            {
                return Body.Length == 0 ? null : JsonNode.Parse(Body) as JsonObject;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
