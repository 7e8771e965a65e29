using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Chat.Teams;

/// <summary>
/// What a person did, as it waits in the inbox: what is needed to act on it, and none of what opens doors. The names are a storage format:
/// never rename one.
/// </summary>
internal sealed record TeamsGesture
{
    public const string Say = "say";
    public const string Ask = "ask";
    public const string Approve = TeamsVerbs.Approve;
    public const string Deny = TeamsVerbs.Deny;
    public const string Withdraw = TeamsVerbs.Withdraw;
    public const string Return = TeamsVerbs.Return;
    public const string Revoke = TeamsVerbs.Revoke;
    public const string Extend = TeamsVerbs.Extend;
    public const string OpenEmergency = TeamsVerbs.OpenEmergency;
    public const string BreakGlass = TeamsVerbs.BreakGlass;
    public const string Escalate = TeamsVerbs.Escalate;
    public const string Review = TeamsVerbs.Review;
    public const string ApproveByReaction = "approve_by_reaction";
    public const string TakeBackByReaction = "take_back_by_reaction";

    /// <summary>The bot was added to somebody's personal chats.</summary>
    public const string Greet = "greet";

    /// <summary>
    /// What is pressed comes again with another id some thirty seconds later, if our answer was lost
    /// (https://github.com/microsoft/botbuilder-dotnet/issues/5005). For two such spans, and for up to four, the same press is the same
    /// gesture; whoever was refused and has been let in since can press again after that.
    /// </summary>
    private static readonly TimeSpan SamePress = TimeSpan.FromMinutes(2);

    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The person, by the directory's id.</summary>
    public required string User { get; init; }

    public required string Tenant { get; init; }

    /// <summary>Where the person was; in a channel, the thread.</summary>
    public required string Conversation { get; init; }

    /// <summary>Whether nobody else is there.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>The message touched.</summary>
    public string? Message { get; init; }

    public string? Handle { get; init; }

    /// <summary>When Teams says the gesture was made.</summary>
    public DateTimeOffset? At { get; init; }

    public string? Entitlement { get; init; }

    public TimeSpan? Length { get; init; }

    /// <summary>Whom it is asked for, as a line names them; null for whoever asks.</summary>
    public string? Whom { get; init; }

    /// <summary>The justification, a denial's reason, or what was typed.</summary>
    public string? Text { get; init; }

    /// <summary>The key that the same press had a span earlier.</summary>
    public string? EarlierKey { get; init; }

    /// <summary>The person's account.</summary>
    [JsonIgnore]
    public AccountId Account => new(TeamsChat.PlatformName, Tenant, User);

    /// <summary>The message touched, as cards are filed: in a channel by the channel itself.</summary>
    [JsonIgnore]
    public MessageRef? Touched => Message is null
        ? null
        : new MessageRef(TeamsChat.PlatformName, new TeamsConversationRef("", Conversation).Whole, Message);

    /// <summary>Who did something where; null if it was nobody whom the directory knows.</summary>
    public static TeamsGesture? Of(TeamsActivity activity) =>
        activity is { From.AadObjectId: { Length: > 0 } user, ChannelData.Tenant.Id: { Length: > 0 } tenant, Conversation: { Id: { Length: > 0 } id } conversation }
            ? new TeamsGesture
            {
                User = user.ToLowerInvariant(),
                Tenant = tenant.ToLowerInvariant(),
                Conversation = id,
                IsPersonal = conversation.ConversationType == "personal",
                Message = activity.ReplyToId,
                At = activity.Timestamp,
            }
            : null;

    /// <summary>The gesture on its way into the inbox.</summary>
    public Delivery ToDelivery(string key, string kind, DateTimeOffset receivedAt) =>
        new(TeamsChat.PlatformName, key, kind, JsonSerializer.Serialize(this, Stored), receivedAt);

    /// <summary>
    /// A press on its way into the inbox, known by who pressed what on which picture and when: a second id makes it no second gesture. When is what
    /// Teams says, which stays the same however often the same activity comes, however late, and whatever our own clocks show.
    /// </summary>
    public Delivery ToPress(string kind, string version, DateTimeOffset receivedAt)
    {
        var span = (At ?? receivedAt).UtcTicks / SamePress.Ticks;
        return (this with { EarlierKey = Key(span - 1) }).ToDelivery(Key(span), kind, receivedAt);

        string Key(long which) =>
            string.Create(CultureInfo.InvariantCulture, $"press-{Digest($"{kind}\n{Tenant}\n{User}\n{Handle}\n{version}\n{Touched?.Channel}\n{Message}\n{Length}")}-{which}");
    }

    public static TeamsGesture Read(Delivery delivery) =>
        JsonSerializer.Deserialize<TeamsGesture>(delivery.Payload, Stored)
            ?? throw new InvalidOperationException("A delivery without payload.");

    /// <summary>A short name for texts that others chose.</summary>
    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
