using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using JitBot.Providers.Okta;
using JitBot.Sandbox.LookAlikes.Okta;
using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>The look-alike refuses what Okta refuses, so that a room that passes in front of it has earned it.</summary>
public sealed class OktaTeethTests
{
    private const string Client = "0oaLookAlikeClient01";
    private const string Scopes = "okta.users.read okta.groups.read okta.groups.manage";

    private StoppedClock _clock = null!;
    private HttpClient _http = null!;
    private OktaKey _proofKey = null!;
    private OktaLookAlike _okta = null!;
    private OktaKey _key = null!;
    private int _ids;

    [SetUp]
    public async Task StartAsync()
    {
        (_clock, _http, _proofKey) = (new StoppedClock(), new HttpClient(), OktaKey.Fresh());
        _okta = await OktaLookAlike.StartAsync(_clock);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _key = OktaKey.Read(key.ExportPkcs8PrivateKeyPem(), "key-1").Key!;
        _okta.Authority.Register(new OktaClient(Client, key, "key-1", MustProve: true, Scopes.Split(' ').ToHashSet()));
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _okta.DisposeAsync();
        _key.Dispose();
        _proofKey.Dispose();
        _http.Dispose();
    }

    [TestCase("", "Bearer x")]
    [TestCase("E0000011", "SSWS wrong")]
    [TestCase("E0000005", "")]
    [TestCase("", "DPoP x")]
    public async Task Nobody_comes_in_without_a_good_credential(string code, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_okta.BaseUrl, "api/v1/users"));
        if (authorization.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await _http.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(code).And.Contain("errorSummary").And.Contain("errorId"));
        Assert.That(answer.Headers.Contains("X-Rate-Limit-Remaining"), Is.True);
    }

    [TestCase("iss", "somebody")]
    [TestCase("sub", "somebody")]
    [TestCase("aud", "https://elsewhere.example/oauth2/v1/token")]
    [TestCase("exp", -1L)]
    [TestCase("exp", 3601L)]
    [TestCase("jti", null)]
    public async Task An_assertion_with_a_wrong_claim_is_refused(string claim, object? value)
    {
        var claims = Claims();
        claims[claim] = value is long seconds ? _clock.GetUtcNow().ToUnixTimeSeconds() + seconds : (string?)value;
        Assert.That(await ErrorAsync(await TokenAsync(_key.Sign([], claims), Proof())), Is.EqualTo("invalid_client"));
    }

    [Test]
    public async Task An_assertion_is_good_once()
    {
        var assertion = _key.Sign([], Claims());
        Assert.That(await ErrorAsync(await TokenAsync(assertion, Proof())), Is.Null);
        Assert.That(await ErrorAsync(await TokenAsync(assertion, Proof())), Is.EqualTo("invalid_client"));
    }

    [Test]
    public async Task An_assertion_signed_by_another_key_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var forger = OktaKey.Read(other.ExportPkcs8PrivateKeyPem(), "key-1").Key!;
        Assert.That(await ErrorAsync(await TokenAsync(forger.Sign([], Claims()), Proof())), Is.EqualTo("invalid_client"));
    }

    [Test]
    public async Task A_scope_that_was_not_granted_is_refused()
    {
        Assert.That(await ErrorAsync(await TokenAsync(_key.Sign([], Claims()), Proof(), "okta.users.manage")), Is.EqualTo("invalid_scope"));
    }

    [Test]
    public async Task A_token_needs_a_proof_and_the_proof_the_nonce()
    {
        Assert.That(await ErrorAsync(await TokenAsync(_key.Sign([], Claims()), null)), Is.EqualTo("invalid_dpop_proof"));
        using var answer = await TokenAsync(_key.Sign([], Claims()), Proof(("nonce", null)));
        Assert.That(answer.Headers.GetValues("dpop-nonce").Single(), Is.EqualTo(_okta.Authority.Proofs.TokenNonce));
        Assert.That(await ErrorAsync(answer), Is.EqualTo("use_dpop_nonce"));
        Assert.That(await ErrorAsync(await TokenAsync(_key.Sign([], Claims()), Proof(("nonce", "old")))), Is.EqualTo("use_dpop_nonce"));
    }

    [TestCase("htm", "GET")]
    [TestCase("htu", "https://elsewhere.example/oauth2/v1/token")]
    [TestCase("jti", null)]
    [TestCase("iat", null)]
    public async Task A_proof_for_something_else_gives_no_token(string claim, string? value)
    {
        Assert.That(await ErrorAsync(await TokenAsync(_key.Sign([], Claims()), Proof((claim, value)))), Is.EqualTo("invalid_dpop_proof"));
    }

    [TestCase("htm", "PUT")]
    [TestCase("htu", "http://127.0.0.1/api/v1/groups")]
    [TestCase("ath", "another token's hash")]
    [TestCase("ath", null)]
    public async Task A_proof_for_something_else_opens_no_door(string claim, string? value)
    {
        var token = await TokenAsync();
        using var good = await CallAsync("DPoP", token, CallProof(token));
        Assert.That(good.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var bad = await CallAsync("DPoP", token, CallProof(token, (claim, value)));
        Assert.That(bad.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(bad.Headers.WwwAuthenticate.ToString(), Does.Contain("invalid_dpop_proof"));
    }

    [Test]
    public async Task A_proof_is_good_once()
    {
        var token = await TokenAsync();
        var proof = CallProof(token);
        using var first = await CallAsync("DPoP", token, proof);
        using var second = await CallAsync("DPoP", token, proof);
        Assert.That((first.StatusCode, second.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
    }

    [Test]
    public async Task A_bound_token_is_no_bearer_token_and_needs_its_own_key()
    {
        var token = await TokenAsync();
        using var bearer = await CallAsync("Bearer", token, null);
        Assert.That(bearer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        using var thief = OktaKey.Fresh();
        using var stolen = await CallAsync("DPoP", token, CallProof(thief, token));
        Assert.That(stolen.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private async Task<string> TokenAsync()
    {
        using var answer = await TokenAsync(_key.Sign([], Claims()), Proof());
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
    }

    private async Task<HttpResponseMessage> TokenAsync(string assertion, string? proof, string scope = Scopes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["scope"] = scope,
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = assertion,
            }),
        };
        if (proof is not null)
            request.Headers.Add("DPoP", proof);
        return await _http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> CallAsync(string scheme, string token, string? proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_okta.BaseUrl, "api/v1/groups/rules?limit=1"));
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, token);
        if (proof is not null)
            request.Headers.Add("DPoP", proof);
        return await _http.SendAsync(request);
    }

    private static async Task<string?> ErrorAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]?.GetValue<string>();

    private Uri Endpoint => new(_okta.BaseUrl, "oauth2/v1/token");

    private JsonObject Claims() => new()
    {
        ["iss"] = Client,
        ["sub"] = Client,
        ["aud"] = Endpoint.AbsoluteUri,
        ["exp"] = _clock.GetUtcNow().ToUnixTimeSeconds() + 300,
        ["jti"] = $"id-{++_ids}",
    };

    private string Proof(params (string Claim, string? Value)[] changes) =>
        Proof(_proofKey, "POST", Endpoint, [("nonce", _okta.Authority.Proofs.TokenNonce), .. changes]);

    private string CallProof(string token, params (string Claim, string? Value)[] changes) => CallProof(_proofKey, token, changes);

    private string CallProof(OktaKey key, string token, params (string Claim, string? Value)[] changes) =>
        Proof(key, "GET", new Uri(_okta.BaseUrl, "api/v1/groups/rules"), [("ath", OktaJws.Hash(token)), .. changes]);

    private string Proof(OktaKey key, string method, Uri url, IEnumerable<(string Claim, string? Value)> changes)
    {
        var claims = new JsonObject
        {
            ["htm"] = method,
            ["htu"] = url.AbsoluteUri,
            ["iat"] = _clock.GetUtcNow().ToUnixTimeSeconds(),
            ["jti"] = $"id-{++_ids}",
        };
        foreach (var (claim, value) in changes)
            claims[claim] = value;
        return key.Sign(new JsonObject { ["typ"] = "dpop+jwt", ["jwk"] = key.PublicJwk() }, claims);
    }
}
