using System.Text.Json.Nodes;

namespace JitBot.Chat.Slack;

/// <summary>
/// Which request is about to be denied, and on which card that was clicked; it travels through the person's client in a form and comes back
/// unproven, so everything in it is looked up again.
/// </summary>
internal sealed record SlackDenial(string? Handle, string? Channel, string? Message)
{
    public string ToText() => new JsonObject { ["h"] = Handle, ["c"] = Channel, ["m"] = Message }.ToJsonString();

    public static SlackDenial Read(string? text)
    {
        var fields = SlackJson.Read(text ?? "");
        return new SlackDenial(SlackJson.Text(fields?["h"]), SlackJson.Text(fields?["c"]), SlackJson.Text(fields?["m"]));
    }
}
