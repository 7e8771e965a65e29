using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace JitBot.Chat.Teams;

/// <summary>
/// Makes the credential that the settings describe, for the bot's own tenant: bots of many tenants cannot be made any more
/// (https://learn.microsoft.com/azure/bot-service/bot-service-quickstart-registration).
/// </summary>
internal static class TeamsCredential
{
    /// <summary>As long as a call to Teams may take: whoever waits for the token waits for the call.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The credential. Token requests are not retried inside it: whoever needs the token tries again, within a budget that a hidden backoff
    /// would use up. A managed identity keeps its own retries, which its local endpoint needs; its client id is the bot's app id.
    /// </summary>
    public static TokenCredential Make(TeamsOptions options, HttpMessageHandler? tokenHandler) => options.Proof switch
    {
        TeamsProof.Secret => new ClientSecretCredential(options.TenantId, options.AppId, options.ClientSecret,
            With(new ClientSecretCredentialOptions { DisableInstanceDiscovery = IsPrivate(options) }, options, tokenHandler)),
        TeamsProof.Certificate => new ClientCertificateCredential(options.TenantId, options.AppId,
            Load(options.CertificatePath!, options.CertificatePassword),
            With(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = IsPrivate(options) }, options, tokenHandler)),
        TeamsProof.ManagedIdentity => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(options.AppId)),
        _ => throw new InvalidOperationException($"A proof nobody knows: {options.Proof}."),
    };

    /// <summary>What is wrong with the certificate file, in words, or null.</summary>
    public static string? CertificateFault(string path, string? password)
    {
        if (!File.Exists(path))
            return "names a file that does not exist";
        try
        {
            using var certificate = Load(path, password);
            return certificate.HasPrivateKey ? null : "names a certificate without its private key";
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return "names a file that cannot be read as PFX or PEM with its key, or CertificatePassword is wrong";
        }
    }

    private static X509Certificate2 Load(string path, string? password)
    {
        if (X509Certificate2.GetCertContentType(path) == X509ContentType.Pfx)
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        return password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
    }

    private static T With<T>(T credential, TeamsOptions options, HttpMessageHandler? tokenHandler)
        where T : TokenCredentialOptions
    {
        credential.AuthorityHost = options.AuthorityHost;
        credential.Retry.MaxRetries = 0;
        credential.Retry.NetworkTimeout = Patience;
        if (tokenHandler is not null)
            credential.Transport = new HttpClientTransport(tokenHandler);
        return credential;
    }

    /// <summary>Only Microsoft's own login hosts are known to Microsoft's instance discovery; asking it about others would fail, and tell on them.</summary>
    private static bool IsPrivate(TeamsOptions options) =>
        !options.AuthorityHost.Host.Equals(new Uri(options.Cloud.AuthorityHost).Host, StringComparison.OrdinalIgnoreCase);
}
