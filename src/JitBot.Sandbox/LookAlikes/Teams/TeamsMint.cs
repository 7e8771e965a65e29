using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// Makes the tokens that come with what is sent to bots: the right one, and each of the wrong ones
/// (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot).
/// </summary>
internal sealed class TeamsMint(TeamsOrganisation organisation, TeamsKeyRing keys)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>More than the five minutes by which clocks may differ.</summary>
    private static readonly TimeSpan OutsideOfSkew = TimeSpan.FromMinutes(10);

    /// <summary>A token for a delivery that names this service; none for one that is to have none.</summary>
    public string? Make(string serviceUrl, TeamsForgery forgery = TeamsForgery.None)
    {
        if (forgery == TeamsForgery.NoToken)
            return null;
        var key = forgery switch
        {
            TeamsForgery.UnknownKey => keys.Unknown,
            TeamsForgery.NotEndorsed => keys.Unendorsed,
            _ => keys.Signing,
        };
        var head = Part(new JsonObject { ["alg"] = Algorithm(forgery), ["kid"] = key.Id, ["x5t"] = key.Id, ["typ"] = "JWT" });
        var claims = Claims(serviceUrl, forgery);
        var signed = $"{head}.{Part(claims)}";
        var signature = Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(signed), key, forgery));
        if (forgery != TeamsForgery.ChangedClaims)
            return $"{signed}.{signature}";
        claims["exp"] = (long)claims["exp"]! + 1;
        return $"{head}.{Part(claims)}.{signature}";
    }

    private static string Algorithm(TeamsForgery forgery) => forgery switch
    {
        TeamsForgery.WrongAlgorithm => "PS256",
        TeamsForgery.PublicKeyAsSecret => "HS256",
        TeamsForgery.NotSigned => "none",
        _ => "RS256",
    };

    private JsonObject Claims(string serviceUrl, TeamsForgery forgery)
    {
        var now = organisation.Numbers.Now + forgery switch
        {
            TeamsForgery.Expired => -Life - OutsideOfSkew,
            TeamsForgery.NotYetValid => OutsideOfSkew,
            _ => TimeSpan.Zero,
        };
        var claims = new JsonObject
        {
            ["iss"] = forgery switch
            {
                TeamsForgery.WrongIssuer => "https://api.botframework.example",
                TeamsForgery.EmulatorIssuer => "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0",
                _ => TeamsKeyRing.Issuer,
            },
            ["aud"] = forgery == TeamsForgery.WrongAudience ? "00000000-0000-4000-8000-000000000bad" : organisation.App.AppId,
            ["nbf"] = now.ToUnixTimeSeconds(),
        };
        if (forgery != TeamsForgery.NoExpiry)
            claims["exp"] = (now + Life).ToUnixTimeSeconds();
        if (forgery != TeamsForgery.NoServiceUrl)
            claims["serviceurl"] = forgery == TeamsForgery.OtherServiceUrl ? "https://smba.trafficmanager.net/other/" : serviceUrl;
        return claims;
    }

    private byte[] Sign(byte[] signed, TeamsKey key, TeamsForgery forgery) => forgery switch
    {
        TeamsForgery.NotSigned => [],
        TeamsForgery.PublicKeyAsSecret => HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.Pair.ExportSubjectPublicKeyInfoPem()), signed),
        TeamsForgery.WrongAlgorithm => key.Pair.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        TeamsForgery.ForeignKey => keys.Unknown.Pair.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        _ => key.Pair.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
    };

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
