using System.Text.Json.Nodes;

namespace JitBot.Chat.Slack;

/// <summary>
/// Which request is about to be decided on, and on which card or Home tab that was clicked; it travels through the person's client in a form and comes back
/// unproven, so everything in it is looked up again.
/// </summary>
internal sealed record SlackDecision(string? Handle, string? Channel, string? Message, SlackGesture.HomeTab? Home = null)
{
    public string ToText()
    {
        var fields = new JsonObject { ["h"] = Handle, ["c"] = Channel, ["m"] = Message };
        if (Home is { } home)
            (fields["o"], fields["b"]) = (home.Owner, home.Bot);
        return fields.ToJsonString();
    }

    public static SlackDecision Read(string? text)
    {
        var fields = SlackJson.Read(text ?? "");
        var home = SlackJson.Text(fields?["o"]) is { } owner ? new SlackGesture.HomeTab(owner, SlackJson.Text(fields?["b"])) : null;
        return new SlackDecision(SlackJson.Text(fields?["h"]), SlackJson.Text(fields?["c"]), SlackJson.Text(fields?["m"]), home);
    }
}
