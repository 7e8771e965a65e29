using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using JitBot.Core.Holdings;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>A service app and its token: the assertion, the proofs, and what happens when Okta no longer takes them.</summary>
public sealed class OktaTokenTests
{
    private const string TokenCall = "POST /oauth2/v1/token";

    private OktaWorld _world = null!;
    private HoldingKey _key = null!;

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [TestCaseSource(nameof(Keys))]
    public async Task Any_form_of_the_private_key_is_taken(Func<(AsymmetricAlgorithm Key, string Text)> make)
    {
        var (key, text) = make();
        Use(await OktaWorld.StartAsync(OktaCredential.ServiceApp, key, text));
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Added>());
        Assert.That(_world.Memberships.All.Single().By, Is.EqualTo(OktaWorld.ClientId));
    }

    [Test]
    public async Task A_token_is_used_until_shortly_before_its_end()
    {
        Use(await OktaWorld.StartAsync(OktaCredential.ServiceApp));
        await AddAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(58));
        await AddAsync();
        Assert.That(TokenCalls(), Is.EqualTo(1));
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Added>());
        Assert.That(TokenCalls(), Is.EqualTo(2));
    }

    [Test]
    public async Task Many_calls_at_once_ask_for_one_token()
    {
        Use(await OktaWorld.StartAsync(OktaCredential.ServiceApp));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AddAsync()));
        Assert.That(TokenCalls(), Is.EqualTo(1));
    }

    [Test]
    public async Task Proofs_are_given_once_okta_wants_them_and_from_then_on()
    {
        Use(await OktaWorld.StartAsync(OktaCredential.ServiceAppWithProofs));
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Added>());
        Assert.That(TokenCalls(), Is.EqualTo(3), "plain, with a proof, with the nonce");
        _world.Okta.Authority.RevokeAll();
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Added>());
        Assert.That(TokenCalls(), Is.EqualTo(4), "the nonce is remembered");
    }

    [Test]
    public async Task A_new_nonce_is_learned()
    {
        Use(await OktaWorld.StartAsync(OktaCredential.ServiceAppWithProofs));
        await AddAsync();
        _world.Okta.Authority.Proofs.TokenNonce = "token-nonce-2";
        _world.Okta.Authority.RevokeAll();
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Added>());
    }

    [Test]
    public async Task A_nonce_wanted_at_the_call_itself_is_given_and_the_call_has_one_effect()
    {
        Use(await OktaWorld.StartAsync(OktaCredential.ServiceAppWithProofs));
        _world.Okta.Authority.Proofs.CallNonce = "call-nonce-1";
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Added>());
        Assert.That(_world.Requests, Has.Count.EqualTo(2));
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Added>());
        Assert.That(_world.Requests, Has.Count.EqualTo(3), "the nonce is remembered");
        Assert.That(_world.Memberships.All, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_token_revoked_before_its_end_is_replaced_once()
    {
        Use(await OktaWorld.StartAsync(OktaCredential.ServiceApp));
        await AddAsync();
        _world.Okta.Authority.RevokeAll();
        Assert.That(await _world.Provider.RemoveAsync(_key, "attempt", default), Is.TypeOf<ProviderAnswer.Removed>());
        Assert.That(TokenCalls(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_service_app_okta_does_not_know_is_refused_with_the_reason()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Use(await OktaWorld.StartAsync(OktaCredential.ServiceApp, other, Pem()));
        var answer = await AddAsync();
        Assert.That((answer as ProviderAnswer.Impossible)?.Why, Does.StartWith("Okta refused JitBot's service app"));
        Assert.That(_world.Requests, Is.Empty);
        Assert.That(await _world.Provider.FindSubjectAsync("robin@example.com", default), Is.TypeOf<SubjectAnswer.NotNow>());
    }

    [Test]
    public async Task Without_a_token_nothing_was_done()
    {
        Use(await OktaWorld.StartAsync(OktaCredential.ServiceApp));
        await _world.GoDownAsync();
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.NotDone>());
        await _world.ComeBackAsync();
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Added>());
    }

    private static IEnumerable<TestCaseData> Keys()
    {
        yield return Case("an RSA key as PKCS #8", () => Rsa(rsa => rsa.ExportPkcs8PrivateKeyPem()));
        yield return Case("an RSA key as PKCS #1", () => Rsa(rsa => rsa.ExportRSAPrivateKeyPem()));
        yield return Case("an RSA key as JWK", () => Rsa(Jwk));
        yield return Case("a P-256 key as PKCS #8", () => Ec(ec => ec.ExportPkcs8PrivateKeyPem()));
        yield return Case("a P-256 key as JWK", () => Ec(Jwk));

        static TestCaseData Case(string name, Func<(AsymmetricAlgorithm, string)> make) => new TestCaseData(make).SetArgDisplayNames(name);
    }

    private static (AsymmetricAlgorithm, string) Rsa(Func<RSA, string> write)
    {
        var key = RSA.Create(2048);
        return (key, write(key));
    }

    private static (AsymmetricAlgorithm, string) Ec(Func<ECDsa, string> write)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (key, write(key));
    }

    private static string Jwk(RSA key)
    {
        var all = key.ExportParameters(includePrivateParameters: true);
        return JsonSerializer.Serialize(new
        {
            kty = "RSA",
            n = Base64Url.EncodeToString(all.Modulus),
            e = Base64Url.EncodeToString(all.Exponent),
            d = Base64Url.EncodeToString(all.D),
            p = Base64Url.EncodeToString(all.P),
            q = Base64Url.EncodeToString(all.Q),
            dp = Base64Url.EncodeToString(all.DP),
            dq = Base64Url.EncodeToString(all.DQ),
            qi = Base64Url.EncodeToString(all.InverseQ),
        });
    }

    private static string Jwk(ECDsa key)
    {
        var all = key.ExportParameters(includePrivateParameters: true);
        return JsonSerializer.Serialize(new
        {
            kty = "EC",
            crv = "P-256",
            x = Base64Url.EncodeToString(all.Q.X),
            y = Base64Url.EncodeToString(all.Q.Y),
            d = Base64Url.EncodeToString(all.D),
        });
    }

    private static string Pem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private void Use(OktaWorld world)
    {
        _world = world;
        _key = world.Holding(world.AddGroup("Production database"), world.AddPerson("robin@example.com"));
    }

    private Task<ProviderAnswer> AddAsync() => _world.Provider.AddAsync(_key, "attempt", default);

    private int TokenCalls() => _world.Okta.Requests.Count(request => request == TokenCall);
}
