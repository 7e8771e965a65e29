using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace JitBot.Chat.Slack;

/// <summary>
/// The parts of Slack's requests that we read; unknown fields are ignored (https://docs.slack.dev/reference/interaction-payloads,
/// https://docs.slack.dev/apis/events-api, https://docs.slack.dev/interactivity/implementing-slash-commands).
/// </summary>
internal static class SlackPayloads
{
    // A modal's view with its blocks is a dozen levels deep; naming a property twice is how readers are made to disagree.
    private static readonly JsonSerializerOptions Wire = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        MaxDepth = 64,
        AllowDuplicateProperties = false,
    };

    /// <summary>The fields of a form, or null if it is none or names one twice.</summary>
    public static Dictionary<string, StringValues>? ReadForm(ReadOnlySpan<byte> body)
    {
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body));
            var form = reader.ReadForm();
            return form.Values.All(values => values.Count == 1) ? form : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>JSON of the shape asked for, or null.</summary>
    public static T? ReadJson<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Wire);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A slash command.</summary>
internal sealed record SlackCommand(string User, string Channel, string Text, string Trigger)
{
    /// <summary>The command, or null where a field that every command has is missing.</summary>
    public static SlackCommand? Read(Func<string, string?> field) =>
        field("user_id") is { } user && field("trigger_id") is { } trigger && field("channel_id") is { } channel
            ? new SlackCommand(user, channel, field("text") ?? "", trigger)
            : null;
}

/// <summary>A click, a submitted form, a shortcut, or a menu that wants its options.</summary>
internal sealed record SlackInteraction(
    string? Type,
    SlackSomebody? User,
    SlackContainer? Container,
    string? TriggerId,
    string? CallbackId,
    IReadOnlyList<SlackAction>? Actions,
    SlackView? View,
    string? ActionId,
    string? Value);

internal sealed record SlackSomebody(string? Id);

internal sealed record SlackContainer(string? MessageTs, string? ChannelId, string? ThreadTs);

internal sealed record SlackAction(string? ActionId, string? Value, string? ActionTs, SlackChoice? SelectedOption);

internal sealed record SlackChoice(string? Value);

internal sealed record SlackView(
    string? Id, string? Hash, string? CallbackId, string? PrivateMetadata, SlackViewState? State, string? Type = null, string? BotId = null);

/// <summary>What is filled in, by block and action.</summary>
internal sealed record SlackViewState(IReadOnlyDictionary<string, IReadOnlyDictionary<string, SlackInput>>? Values);

internal sealed record SlackInput(string? Value, SlackChoice? SelectedOption, string? SelectedUser = null);

/// <summary>A delivery of the Events API.</summary>
internal sealed record SlackEnvelope(string? Type, string? Challenge, string? EventId, SlackEvent? Event);

/// <summary>An event. Who it is about comes as an id, or, when the account itself has changed, as the whole account.</summary>
internal sealed record SlackEvent(
    string? Type, [property: JsonConverter(typeof(SlackWho.Reader))] SlackWho? User, string? Reaction, string? ItemUser, SlackItem? Item, string? EventTs, string? Tab = null);

internal sealed record SlackItem(string? Type, string? Channel, string? Ts);
