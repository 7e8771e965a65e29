using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>The token that comes with a delivery is right in everything, and each wrong one is wrong in what it says and in nothing else.</summary>
internal sealed class TokensAreMinted : TeamsLookAlikeTests
{
    private const string Right = "RS256, signed by msteams, https://api.botframework.com, audience, now, ends, serviceurl";

    [TestCase(TeamsForgery.None, Right)]
    [TestCase(TeamsForgery.WrongAlgorithm, "PS256, signed by msteams, https://api.botframework.com, audience, now, ends, serviceurl")]
    [TestCase(TeamsForgery.PublicKeyAsSecret, "HS256, signed by msteams, https://api.botframework.com, audience, now, ends, serviceurl")]
    [TestCase(TeamsForgery.NotSigned, "none, not signed by msteams, https://api.botframework.com, audience, now, ends, serviceurl")]
    [TestCase(TeamsForgery.ForeignKey, "RS256, not signed by msteams, https://api.botframework.com, audience, now, ends, serviceurl")]
    [TestCase(TeamsForgery.ChangedClaims, "RS256, not signed by msteams, https://api.botframework.com, audience, now, ends, serviceurl")]
    [TestCase(TeamsForgery.UnknownKey, "RS256, unknown key, https://api.botframework.com, audience, now, ends, serviceurl")]
    [TestCase(TeamsForgery.NotEndorsed, "RS256, signed by nobody, https://api.botframework.com, audience, now, ends, serviceurl")]
    [TestCase(TeamsForgery.WrongIssuer, "RS256, signed by msteams, https://api.botframework.example, audience, now, ends, serviceurl")]
    [TestCase(TeamsForgery.EmulatorIssuer, "RS256, signed by msteams, https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0, audience, now, ends, serviceurl")]
    [TestCase(TeamsForgery.WrongAudience, "RS256, signed by msteams, https://api.botframework.com, other audience, now, ends, serviceurl")]
    [TestCase(TeamsForgery.Expired, "RS256, signed by msteams, https://api.botframework.com, audience, over, ends, serviceurl")]
    [TestCase(TeamsForgery.NotYetValid, "RS256, signed by msteams, https://api.botframework.com, audience, not yet, ends, serviceurl")]
    [TestCase(TeamsForgery.NoExpiry, "RS256, signed by msteams, https://api.botframework.com, audience, now, never ends, serviceurl")]
    [TestCase(TeamsForgery.NoServiceUrl, "RS256, signed by msteams, https://api.botframework.com, audience, now, ends, no serviceurl")]
    [TestCase(TeamsForgery.OtherServiceUrl, "RS256, signed by msteams, https://api.botframework.com, audience, now, ends, other serviceurl")]
    public async Task A_token_is_what_it_says(TeamsForgery forgery, string expected)
    {
        await Teams.Deliveries.ForgeAsync(Activity(), forgery);

        Assert.That(await DescribeAsync(Bot.Last.Headers["Authorization"]["Bearer ".Length..]), Is.EqualTo(expected));
    }

    [Test]
    public async Task Without_a_token_there_is_no_header()
    {
        await Teams.Deliveries.ForgeAsync(Activity(), TeamsForgery.NoToken);

        Assert.That(Bot.Last.Headers, Does.Not.ContainKey("Authorization"));
    }

    [Test]
    public async Task A_foreign_tenant_or_channel_is_in_the_activity_and_the_token_is_right()
    {
        await Teams.Deliveries.ForgeAsync(Activity(), TeamsForgery.ForeignTenant);
        Assert.That((string?)Bot.Last.Json["channelData"]!["tenant"]!["id"], Is.Not.EqualTo(Organisation.App.TenantId));
        Assert.That(await DescribeAsync(Bot.Last.Headers["Authorization"]["Bearer ".Length..]), Is.EqualTo(Right));

        await Teams.Deliveries.ForgeAsync(Activity(), TeamsForgery.ForeignChannel);
        Assert.That((string?)Bot.Last.Json["channelId"], Is.EqualTo("webchat"));
    }

    [Test]
    public async Task The_metadata_lead_to_the_keys()
    {
        var metadata = await Http.GetFromJsonAsync<JsonObject>(Teams.MetadataUrl);

        Assert.That((string?)metadata!["issuer"], Is.EqualTo("https://api.botframework.com"));
        Assert.That((await KeysAsync()).Select(key => key["endorsements"] is not null), Is.EqualTo([true, false]));
    }

    [Test]
    public async Task A_rotated_key_signs_at_once_and_the_old_one_stays_until_it_is_retired()
    {
        var old = Teams.Keys.Rotate();
        await Riley.SayAsync("help");
        var token = Bot.Last.Headers["Authorization"]["Bearer ".Length..];

        Assert.That((string?)Decode(token, 0)["kid"], Is.EqualTo(Teams.Keys.Signing.Id).And.Not.EqualTo(old.Id));
        Assert.That(await KeysAsync(), Has.Count.EqualTo(3));
        Assert.That(await DescribeAsync(token), Is.EqualTo(Right));

        Teams.Keys.Retire(old);
        Assert.That((await KeysAsync()).Select(key => (string)key["kid"]!), Does.Not.Contain(old.Id));
    }

    private JsonObject Activity() => Teams.Activities.Updated(Riley.Who, Riley.Chat);

    private async Task<List<JsonObject>> KeysAsync()
    {
        var metadata = await Http.GetFromJsonAsync<JsonObject>(Teams.MetadataUrl);
        var keys = await Http.GetFromJsonAsync<JsonObject>(new Uri((string)metadata!["jwks_uri"]!));
        return [.. ((JsonArray)keys!["keys"]!).OfType<JsonObject>()];
    }

    private async Task<string> DescribeAsync(string token)
    {
        var (head, claims) = (Decode(token, 0), Decode(token, 1));
        var key = (await KeysAsync()).SingleOrDefault(key => (string?)key["kid"] == (string?)head["kid"]);
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        return string.Join(", ",
            (string?)head["alg"],
            key is null ? "unknown key" : $"{(IsSigned(token, head, key) ? "" : "not ")}signed by {(string?)key["endorsements"]?[0] ?? "nobody"}",
            (string?)claims["iss"],
            (string?)claims["aud"] == Organisation.App.AppId ? "audience" : "other audience",
            (long?)claims["exp"] < now - 300 ? "over" : (long)claims["nbf"]! > now + 300 ? "not yet" : "now",
            claims["exp"] is null ? "never ends" : "ends",
            claims["serviceurl"] is null ? "no serviceurl" : (string?)claims["serviceurl"] == (string?)Bot.Last.Json["serviceUrl"] ? "serviceurl" : "other serviceurl");
    }

    private static bool IsSigned(string token, JsonObject head, JsonObject key)
    {
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars((string)key["n"]!),
            Exponent = Base64Url.DecodeFromChars((string)key["e"]!),
        });
        var mark = token.LastIndexOf('.');
        var (signed, signature) = (Encoding.ASCII.GetBytes(token[..mark]), Base64Url.DecodeFromChars(token.AsSpan(mark + 1)));
        return (string?)head["alg"] switch
        {
            "RS256" => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "PS256" => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), signed).AsSpan().SequenceEqual(signature),
            _ => false,
        };
    }

    private static JsonObject Decode(string token, int part) =>
        (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[part]))!;
}
