using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace JitBot.Providers.Entra;

/// <summary>Makes the credential that the settings describe.</summary>
internal static class EntraCredential
{
    /// <summary>
    /// The credential. Token requests are not retried inside it: whoever needs the token tries again, within a budget that a hidden backoff
    /// would use up. A managed identity keeps its own retries, which its local endpoint needs.
    /// </summary>
    public static TokenCredential Make(EntraOptions options, HttpMessageHandler? tokenHandler) => options.Proof switch
    {
        EntraProof.Secret => new ClientSecretCredential(options.TenantId, options.ClientId, options.ClientSecret,
            With(new ClientSecretCredentialOptions { DisableInstanceDiscovery = IsPrivate(options) }, options, tokenHandler)),
        EntraProof.Certificate => new ClientCertificateCredential(options.TenantId, options.ClientId,
            Load(options.CertificatePath!, options.CertificatePassword),
            With(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = IsPrivate(options) }, options, tokenHandler)),
        EntraProof.WorkloadIdentity => new WorkloadIdentityCredential(
            With(Workload(options), options, tokenHandler)),
        EntraProof.ManagedIdentity => new ManagedIdentityCredential(options.ManagedIdentityClientId is { } client
            ? ManagedIdentityId.FromUserAssignedClientId(client)
            : ManagedIdentityId.SystemAssigned),
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

    /// <summary>Settings win over the environment, which is where Kubernetes puts the rest (AZURE_FEDERATED_TOKEN_FILE).</summary>
    private static WorkloadIdentityCredentialOptions Workload(EntraOptions options)
    {
        var workload = new WorkloadIdentityCredentialOptions { DisableInstanceDiscovery = IsPrivate(options) };
        if (options.TenantId is not null)
            workload.TenantId = options.TenantId;
        if (options.ClientId is not null)
            workload.ClientId = options.ClientId;
        return workload;
    }

    private static T With<T>(T credential, EntraOptions options, HttpMessageHandler? tokenHandler)
        where T : TokenCredentialOptions
    {
        credential.AuthorityHost = options.AuthorityHost;
        credential.Retry.MaxRetries = 0;
        if (tokenHandler is not null)
            credential.Transport = new HttpClientTransport(tokenHandler);
        return credential;
    }

    /// <summary>
    /// Only Microsoft's own login hosts are known to Microsoft's instance discovery; asking it about others would fail, and tell on them.
    /// </summary>
    internal static bool IsPrivate(EntraOptions options) => NationalClouds.OfLogin(options.AuthorityHost.Host) is null;
}
