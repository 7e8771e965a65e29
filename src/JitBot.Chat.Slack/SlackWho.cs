using System.Text.Json;
using System.Text.Json.Serialization;

namespace JitBot.Chat.Slack;

/// <summary>Whom an event is about: <paramref name="IsDeleted"/> is set where it brings the whole account, and that was deactivated.</summary>
internal sealed record SlackWho(string Id, bool IsDeleted)
{
    /// <summary>Reads an id or a user object (https://docs.slack.dev/reference/events/user_change); what is neither is nobody.</summary>
    internal sealed class Reader : JsonConverter<SlackWho>
    {
        public override SlackWho? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var read = JsonDocument.ParseValue(ref reader);
            var user = read.RootElement;
            if (user.ValueKind == JsonValueKind.String)
                return new SlackWho(user.GetString()!, IsDeleted: false);
            return user.ValueKind == JsonValueKind.Object && user.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                ? new SlackWho(id.GetString()!, user.TryGetProperty("deleted", out var deleted) && deleted.ValueKind == JsonValueKind.True)
                : null;
        }

        public override void Write(Utf8JsonWriter writer, SlackWho value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
    }
}
