using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace JitBot.Chat.Slack;

/// <summary>What Slack can ask of us, whichever way it comes in; null wherever it is none that Slack would send.</summary>
internal abstract record SlackRequest
{
    private SlackRequest()
    {
    }

    /// <summary>Somebody typed <c>/jit …</c>.</summary>
    public sealed record Typed(SlackCommand Command) : SlackRequest;

    /// <summary>Somebody touched a message or a form.</summary>
    public sealed record Touched(SlackInteraction Interaction) : SlackRequest;

    /// <summary>The Events API tells of something.</summary>
    public sealed record Happened(SlackEnvelope Envelope) : SlackRequest;

    /// <summary>Slack tests the certificate now and then; the rest of such a form may be missing.</summary>
    public sealed record CertificateTest : SlackRequest;

    public static SlackRequest? OfCommandForm(ReadOnlySpan<byte> body) => SlackPayloads.ReadForm(body) switch
    {
        null => null,
        { } form when form.ContainsKey("ssl_check") => new CertificateTest(),
        { } form => OfCommand(name => form.TryGetValue(name, out StringValues value) ? value.ToString() : null),
    };

    public static SlackRequest? OfInteractionForm(ReadOnlySpan<byte> body) =>
        SlackPayloads.ReadForm(body) is { } form && form.TryGetValue("payload", out StringValues payload)
            ? OfInteraction(Encoding.UTF8.GetBytes(payload.ToString()))
            : null;

    public static SlackRequest? OfEvent(ReadOnlySpan<byte> json) =>
        SlackPayloads.ReadJson<SlackEnvelope>(json) is { } envelope ? new Happened(envelope) : null;

    /// <summary>The payload of an envelope of Socket Mode: the same fields, always as JSON.</summary>
    public static SlackRequest? OfSocket(string type, JsonObject payload) => type switch
    {
        "slash_commands" => OfCommand(name => SlackJson.Text(payload[name])),
        "interactive" => OfInteraction(Bytes(payload)),
        "events_api" => OfEvent(Bytes(payload)),
        _ => null,
    };

    private static Touched? OfInteraction(ReadOnlySpan<byte> json) =>
        SlackPayloads.ReadJson<SlackInteraction>(json) is { } interaction ? new Touched(interaction) : null;

    private static Typed? OfCommand(Func<string, string?> field) => SlackCommand.Read(field) is { } command ? new Typed(command) : null;

    private static byte[] Bytes(JsonObject payload) => Encoding.UTF8.GetBytes(payload.ToJsonString());
}
