using System.Security.Cryptography;
using System.Text.Json;

namespace JitBot.Core.Settings;

/// <summary>What settings are known again by without saying them.</summary>
public static class Fingerprint
{
    /// <summary>The SHA-256, in hexadecimal, of these settings in this order. A setting that anybody could guess can be told by it, so no secret alone is given here.</summary>
    public static string Of(params IReadOnlyList<string?> settings) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(settings)));
}
