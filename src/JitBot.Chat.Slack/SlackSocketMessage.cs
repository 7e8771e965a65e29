using System.Text.Json.Nodes;

namespace JitBot.Chat.Slack;

/// <summary>
/// What Slack says over a socket (https://docs.slack.dev/apis/events-api/using-socket-mode). Whatever it may say tomorrow is
/// <see cref="Other"/>.
/// </summary>
internal abstract record SlackSocketMessage
{
    private SlackSocketMessage()
    {
    }

    /// <summary>The first word: the connection stands, one of so many that this app has.</summary>
    public sealed record Hello(int Connections) : SlackSocketMessage;

    /// <summary>A delivery, to be acknowledged on this socket by its id.</summary>
    public sealed record Envelope(string Id, string Type, JsonObject Payload, bool TakesAnswer, int Attempt) : SlackSocketMessage;

    /// <summary>The connection will end; why decides what is to be done.</summary>
    public sealed record Disconnect(string Reason) : SlackSocketMessage;

    /// <summary>Nothing we know.</summary>
    public sealed record Other : SlackSocketMessage;

    public static SlackSocketMessage Read(ReadOnlySpan<byte> text)
    {
        var json = SlackJson.Read(text);
        return SlackJson.Text(json?["type"]) switch
        {
            "hello" => new Hello(SlackJson.Number(json!["num_connections"]) ?? 1),
            "disconnect" => new Disconnect(SlackJson.Text(json!["reason"]) ?? ""),
            { } type when SlackJson.Text(json!["envelope_id"]) is { } id && json["payload"] is JsonObject payload =>
                new Envelope(id, type, payload, SlackJson.Flag(json["accepts_response_payload"]), SlackJson.Number(json["retry_attempt"]) ?? 0),
            _ => new Other(),
        };
    }

    /// <summary>The acknowledgement of an envelope, with an answer where one is taken.</summary>
    public static JsonObject Acknowledge(Envelope envelope, SlackReply reply)
    {
        var acknowledgement = new JsonObject { ["envelope_id"] = envelope.Id };
        if (envelope.TakesAnswer && reply.Body is { } body)
            acknowledgement["payload"] = body;
        return acknowledgement;
    }
}
