using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace JitBot.Paging.Webhook;

/// <summary>
/// What is posted, as JSON in camelCase. <paramref name="Type"/> is <c>page</c>, or <c>ping</c> when doctor looks whether somebody is there: nobody is to be woken
/// then. A page may come again with the same <paramref name="Id"/>, and is the same one.
/// </summary>
internal sealed record WebhookBody(string Id, string Type, DateTimeOffset At, string Severity, string Summary, IReadOnlyDictionary<string, string> Details);

/// <summary>
/// How a receiver knows a call for JitBot's and for fresh: <c>JitBot-Signature</c> is <c>v1=</c> and the HMAC-SHA256, in hexadecimal, of the text of
/// <c>JitBot-Timestamp</c> (seconds since 1970), a dot and the body's bytes, keyed with the secret's UTF-8.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>The header with the moment of sending; a receiver refuses what is minutes off.</summary>
    public const string Timestamp = "JitBot-Timestamp";

    /// <summary>The header with the signature.</summary>
    public const string Signature = "JitBot-Signature";

    /// <summary>The header with the body's id, by which a receiver can drop what came before without reading the body. It is not signed: what counts is the body's.</summary>
    public const string Id = "JitBot-Id";

    /// <summary>How the body is written: camelCase.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The moment as the header has it: seconds since 1970.</summary>
    public static string Stamp(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The signature of a body with its timestamp's text.</summary>
    public static string Of(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}."), .. body];
        return $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
