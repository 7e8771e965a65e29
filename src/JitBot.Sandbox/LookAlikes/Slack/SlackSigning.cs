using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>The v0 signature of a request (https://docs.slack.dev/authentication/verifying-requests-from-slack).</summary>
internal static class SlackSigning
{
    public static string Sign(string secret, long timestamp, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"v0:{timestamp}:{body}");
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
    }
}
