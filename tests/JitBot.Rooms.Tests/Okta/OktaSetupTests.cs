using System.Security.Cryptography;
using JitBot.Providers.Okta;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>Every fault in the settings is named at once, with its full key and what would be right.</summary>
public sealed class OktaSetupTests
{
    private const string Url = "https://example.okta.com/";

    [Test]
    public void An_address_and_a_token_are_enough() => Assert.That(Faults(("BaseUrl", Url), ("ApiToken", "00abc-DEF_1")), Is.Empty);

    [Test]
    public void An_address_and_a_service_app_are_enough()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.That(Faults(("BaseUrl", Url), ("ClientId", "0oa1"), ("PrivateKey", key.ExportPkcs8PrivateKeyPem())), Is.Empty);
        var oneLine = key.ExportECPrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal);
        Assert.That(Faults(("BaseUrl", Url), ("ClientId", "0oa1"), ("KeyId", "k1"), ("PrivateKey", oneLine)), Is.Empty,
            "as an environment variable has it");
    }

    [Test]
    public void An_empty_section_names_everything_that_is_needed() => Assert.That(Faults(), Is.EqualTo(new[]
    {
        "Okta:BaseUrl: is missing; give the https address of the service",
        "Okta:ApiToken: is missing; give an API token, or Okta:ClientId and Okta:PrivateKey",
    }));

    [Test]
    public void All_faults_are_named_together_and_no_secret_with_them()
    {
        var faults = Faults(("BaseUrl", "http://example.okta.com/"), ("ApiToken", "SSWS secret-1"), ("ClientId", "0oa1"),
            ("PrivateKey", "secret-2"), ("Token", "secret-3"));
        Assert.That(faults.Select(fault => fault.Split(": ")[0]),
            Is.EqualTo(new[] { "Okta:BaseUrl", "Okta:ApiToken", "Okta:ApiToken", "Okta:PrivateKey", "Okta:Token" }));
        Assert.That(string.Join('\n', faults), Does.Not.Contain("secret-"));
    }

    [TestCase("http://example.okta.com/", "must be an https:// address")]
    [TestCase("example.okta.com", "must be an https:// address")]
    [TestCase("https://user:secret@example.okta.com/", "must be an https:// address")]
    [TestCase("https://example.okta.com/api/v1/", "must be the organisation's address alone")]
    [TestCase("https://example-admin.okta.com/", "leave out \"-admin\"")]
    public void A_wrong_address_is_named(string url, string what) =>
        Assert.That(Faults(("BaseUrl", url), ("ApiToken", "00abc")).Single(), Does.StartWith("Okta:BaseUrl: ").And.Contain(what));

    [TestCase("http://127.0.0.1:5000/")]
    [TestCase("http://localhost:5000/")]
    [TestCase("http://[::1]:5000/")]
    public void Plain_http_is_for_loopback(string url) => Assert.That(Faults(("BaseUrl", url), ("ApiToken", "00abc")), Is.Empty);

    [Test]
    public void Half_a_service_app_is_named() => Assert.Multiple(() =>
    {
        Assert.That(Faults(("BaseUrl", Url), ("ClientId", "0oa1")).Single(), Does.StartWith("Okta:PrivateKey: is missing"));
        Assert.That(Faults(("BaseUrl", Url), ("KeyId", "k1")), Has.Length.EqualTo(2));
    });

    [Test]
    public void A_credential_too_many_is_named()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var faults = Faults(("BaseUrl", Url), ("ApiToken", "00abc"), ("ClientId", "0oa1"), ("PrivateKey", key.ExportPkcs8PrivateKeyPem()));
        Assert.That(faults.Single(), Does.Contain("give one of the two"));
    }

    [TestCaseSource(nameof(BadKeys))]
    public void A_key_that_cannot_sign_for_us_is_named(string key, string what) =>
        Assert.That(Faults(("BaseUrl", Url), ("ClientId", "0oa1"), ("PrivateKey", key)).Single(),
            Does.StartWith("Okta:PrivateKey: ").And.Contain(what));

    private static IEnumerable<TestCaseData> BadKeys()
    {
        using var good = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var shortKey = RSA.Create(1024);
        yield return new TestCaseData("not a key", "neither a PEM").SetArgDisplayNames("nonsense");
        yield return new TestCaseData("{", "cannot be read").SetArgDisplayNames("broken JSON");
        yield return new TestCaseData("""{"kty":"oct","k":"AAAA"}""", "neither a PEM").SetArgDisplayNames("a symmetric JWK");
        yield return new TestCaseData("""{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}""", "cannot be read")
            .SetArgDisplayNames("no point");
        yield return new TestCaseData(good.ExportSubjectPublicKeyInfoPem(), "cannot be read").SetArgDisplayNames("a public key");
        yield return new TestCaseData(otherCurve.ExportPkcs8PrivateKeyPem(), "P-256").SetArgDisplayNames("another curve");
        yield return new TestCaseData(shortKey.ExportPkcs8PrivateKeyPem(), "2048").SetArgDisplayNames("a short RSA key");
        yield return new TestCaseData(good.ExportEncryptedPkcs8PrivateKeyPem("p", new PbeParameters(
            PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000)), "neither a PEM").SetArgDisplayNames("an encrypted key");
    }

    private static string[] Faults(params (string Key, string Value)[] settings) =>
    [
        .. OktaSetup.Check(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"Okta:{one.Key}", (string?)one.Value)))
            .Build().GetSection(OktaSetup.Section)).Select(fault => fault.ToString()),
    ];
}
