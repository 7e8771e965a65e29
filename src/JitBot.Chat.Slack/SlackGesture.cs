using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using JitBot.Core.Chat;

namespace JitBot.Chat.Slack;

/// <summary>
/// What a person did, as it waits in the inbox: what is needed to act on it, and none of Slack's credentials (token, response_url,
/// trigger_id). The names are a storage format: never rename one.
/// </summary>
internal sealed record SlackGesture
{
    public const string Ask = "ask";
    public const string Approve = "approve";
    public const string Deny = "deny";
    public const string Withdraw = "withdraw";
    public const string Return = "return";
    public const string Revoke = "revoke";
    public const string Extend = "extend";
    public const string ApproveByReaction = "approve_by_reaction";
    public const string DenyByReaction = "deny_by_reaction";
    public const string BreakGlass = SlackVerbs.BreakGlass;
    public const string Escalate = SlackVerbs.Escalate;
    public const string Review = SlackVerbs.Review;
    public const string TakeBack = SlackVerbs.TakeBack;
    public const string TakeBackByReaction = "take_back_by_reaction";

    /// <summary>Somebody opened their Home tab.</summary>
    public const string OpenHome = "open_home";

    /// <summary>Slack says that somebody's account was deactivated.</summary>
    public const string Leave = "leave";

    /// <summary>A form could not be opened in time: offer a button that opens it.</summary>
    public const string OfferForm = "offer_form";

    /// <inheritdoc cref="OfferForm" />
    public const string OfferDenial = "offer_denial";

    /// <inheritdoc cref="OfferForm" />
    public const string OfferApproval = "offer_approval";

    /// <inheritdoc cref="OfferForm" />
    public const string OfferEmergency = "offer_emergency";

    /// <inheritdoc cref="OfferForm" />
    public const string OfferReview = "offer_review";

    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public required string User { get; init; }

    /// <summary>Where the person was.</summary>
    public string? Channel { get; init; }

    /// <summary>The thread the person was reading there.</summary>
    public string? Thread { get; init; }

    /// <summary>The message touched, by its timestamp.</summary>
    public string? Message { get; init; }

    public string? Handle { get; init; }

    /// <summary>When Slack says the gesture was made.</summary>
    public string? At { get; init; }

    public string? Entitlement { get; init; }

    public TimeSpan? Length { get; init; }

    /// <summary>Whom it is asked for, as it was typed or chosen; null for whoever asks.</summary>
    public string? Whom { get; init; }

    /// <summary>Set when the button stands in a Home tab instead of on a message.</summary>
    public HomeTab? Home { get; init; }

    /// <summary>The justification, or the reason of a denial or of taking away.</summary>
    public string? Text { get; init; }

    /// <summary>The gesture on its way into the inbox.</summary>
    public Delivery ToDelivery(string key, string kind, DateTimeOffset receivedAt) =>
        new(SlackChat.PlatformName, key, kind, JsonSerializer.Serialize(this, Stored), receivedAt);

    public static SlackGesture Read(Delivery delivery) =>
        JsonSerializer.Deserialize<SlackGesture>(delivery.Payload, Stored)
            ?? throw new InvalidOperationException("A delivery without payload.");

    /// <summary>
    /// The key of a gesture known by its trigger alone. A trigger opens doors while it lives, so it is not stored itself.
    /// </summary>
    public static string KeyOfTrigger(string trigger) =>
        "trigger-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(trigger)));

    /// <summary>
    /// The key of an opened Home tab. Each opening is an event of its own, but whoever flips to the tab ten times in a minute has opened it
    /// once: what changes on it meanwhile is shown anyway.
    /// </summary>
    public static string KeyOfHome(string user, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"home-{user}-{at.ToUnixTimeSeconds() / 60}");

    /// <summary>A timestamp of Slack, "1531420618.000100", or null.</summary>
    public static DateTimeOffset? Moment(string? timestamp) =>
        decimal.TryParse(timestamp, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < MostSeconds
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;

    /// <summary>Whose tab it is by what we wrote into it, and which bot Slack says has made it.</summary>
    public sealed record HomeTab(string? Owner, string? Bot);

    // The year 3000: later is no timestamp, and would not fit a DateTimeOffset soon after.
    private const decimal MostSeconds = 32_503_680_000;
}
