using System.Security.Cryptography;
using System.Text;

namespace JitBot.Chat.Slack;

/// <summary>An access token of the bot and the refresh token that came with it. A class, so that no secret is ever printed with it.</summary>
internal sealed class SlackTokensPair
{
    public required string Access { get; init; }

    public required string Refresh { get; init; }

    /// <summary>When the access token ends; null if nobody has said.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The refresh token before, until the access token has worked once.</summary>
    public string? Previous { get; init; }

    /// <summary>From which refresh token of the settings this pair descends, as a hash: so that a newer one there is known as such.</summary>
    public required string Origin { get; init; }

    /// <summary>The pair that stands in the settings. How old it is nobody knows.</summary>
    public static SlackTokensPair Of(SlackOptions options)
    {
        var refresh = options.Rotation?.RefreshToken ?? throw new InvalidOperationException("Token rotation is off.");
        return new() { Access = options.BotToken, Refresh = refresh, Origin = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(refresh))) };
    }

    /// <summary>The pair that came for a refresh token of this one.</summary>
    public SlackTokensPair FollowedBy(string access, string refresh, DateTimeOffset endsAt, string spent) =>
        new() { Access = access, Refresh = refresh, EndsAt = endsAt, Previous = spent, Origin = Origin };

    /// <summary>The same, once its access token has worked.</summary>
    public SlackTokensPair Proven() => new() { Access = Access, Refresh = Refresh, EndsAt = EndsAt, Origin = Origin };
}
