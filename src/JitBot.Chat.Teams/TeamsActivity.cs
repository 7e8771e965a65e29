using System.Text.Json;

namespace JitBot.Chat.Teams;

/// <summary>
/// The parts of an activity that we read; unknown fields are ignored
/// (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object).
/// Strings are as they came: nothing here has been checked but the shape.
/// </summary>
internal sealed record TeamsActivity
{
    public string? Type { get; init; }

    public string? Id { get; init; }

    /// <summary>The name of an invoke: <c>adaptiveCard/action</c>, <c>task/fetch</c> and the like.</summary>
    public string? Name { get; init; }

    public string? ChannelId { get; init; }

    public string? ServiceUrl { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The time zone of the client it came from, by its name in the IANA time zone database.</summary>
    public string? LocalTimezone { get; init; }

    public TeamsAccount? From { get; init; }

    public TeamsConversation? Conversation { get; init; }

    public string? Text { get; init; }

    /// <summary>The message that was reacted to, or whose button was pressed.</summary>
    public string? ReplyToId { get; init; }

    public JsonElement? Value { get; init; }

    public IReadOnlyList<TeamsEntity>? Entities { get; init; }

    public IReadOnlyList<TeamsReaction>? ReactionsAdded { get; init; }

    public IReadOnlyList<TeamsReaction>? ReactionsRemoved { get; init; }

    public IReadOnlyList<TeamsAccount>? MembersRemoved { get; init; }

    /// <summary>What an installation update says: <c>add</c>, <c>remove</c>.</summary>
    public string? Action { get; init; }

    public TeamsChannelData? ChannelData { get; init; }
}

/// <summary>An account; <paramref name="AadObjectId"/> is the directory's id and the only key to use, <paramref name="Id"/> is per bot.</summary>
internal sealed record TeamsAccount(string? Id, string? Name, string? AadObjectId);

/// <summary>A conversation; <paramref name="ConversationType"/> is <c>personal</c>, <c>groupChat</c> or <c>channel</c>.</summary>
internal sealed record TeamsConversation(string? Id, string? ConversationType, string? TenantId);

/// <summary>An entity of a message; a mention has the text that stands for it.</summary>
internal sealed record TeamsEntity(string? Type, TeamsAccount? Mentioned, string? Text);

/// <summary>A reaction, by its type: <c>like</c>, <c>heart</c> and so on.</summary>
internal sealed record TeamsReaction(string? Type);

/// <summary>What Teams adds of its own.</summary>
internal sealed record TeamsChannelData(TeamsId? Tenant, string? EventType);

/// <summary>Something with an id.</summary>
internal sealed record TeamsId(string? Id);
