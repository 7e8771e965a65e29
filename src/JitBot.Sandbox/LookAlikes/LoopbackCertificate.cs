using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JitBot.Sandbox.LookAlikes;

/// <summary>
/// A certificate for this machine's loopback address, made at start, known to nobody; and a way for one process to trust it.
/// </summary>
internal static class LoopbackCertificate
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>Makes one.</summary>
    public static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=JitBot sandbox", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        var server = new Oid("1.3.6.1.5.5.7.3.1", "server authentication");
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([server], critical: false));

        // TLS looks at the real clock, so the certificate does too, whatever the sandbox's clock says.
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now - Life, now + Life);
    }

    /// <summary>A handler that trusts this certificate and no other; the chain is checked as always.</summary>
    public static SocketsHttpHandler Trusting(X509Certificate2 certificate)
    {
        var chain = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        chain.CustomTrustStore.Add(certificate);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = chain },
        };
    }
}
