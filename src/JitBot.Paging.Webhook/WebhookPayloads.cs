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
    public const string Timestamp = "JitBot-Timestamp";
    public const string Signature = "JitBot-Signature";
    public const string Id = "JitBot-Id";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Stamp(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Of(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}."), .. body];
        return $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
