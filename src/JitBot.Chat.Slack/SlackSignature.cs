using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace JitBot.Chat.Slack;

/// <summary>
/// Tells whether a request comes from Slack: HMAC-SHA256 over the raw body, not older or newer than five minutes, under the signing secret
/// or, while it is being replaced, the one before (https://docs.slack.dev/authentication/verifying-requests-from-slack).
/// Without a secret nothing is genuine.
/// </summary>
internal sealed class SlackSignature(SlackOptions options, TimeProvider time)
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    private const string Version = "v0";

    /// <summary>Both ways: a request from the future is as suspicious as a stale one.</summary>
    private const long WindowSeconds = 300;

    // Unix seconds have ten digits until the year 2286; a longer number is no timestamp.
    private const int MostDigits = 12;

    private readonly byte[][] _secrets =
    [
        .. new[] { options.SigningSecret, options.SigningSecretOld }
            .OfType<string>()
            .Where(secret => !string.IsNullOrWhiteSpace(secret))
            .Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Whether exactly one timestamp and one signature were sent and both hold for this body.</summary>
    public bool IsGenuine(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        Single(headers[TimestampHeader]) is { } timestamp
        && Single(headers[SignatureHeader]) is { } signature
        && IsNow(timestamp)
        && IsSigned(timestamp, signature, body);

    /// <summary>The signature Slack would send.</summary>
    public static string Sign(ReadOnlySpan<byte> secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"));
        hmac.AppendData(body);
        return $"{Version}={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }

    private static string? Single(StringValues values) => values.Count == 1 ? values[0] : null;

    private bool IsNow(string timestamp) =>
        timestamp.Length <= MostDigits
        && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= WindowSeconds;

    /// <summary>
    /// Every secret is tried, so that the time taken tells nothing; a signature of another length or case is simply another one.
    /// </summary>
    private bool IsSigned(string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        var given = Encoding.UTF8.GetBytes(signature);
        var genuine = false;
        foreach (var secret in _secrets)
            genuine |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(secret, timestamp, body)), given);
        return genuine;
    }
}
