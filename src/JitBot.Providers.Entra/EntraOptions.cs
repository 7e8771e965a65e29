using System.Text.RegularExpressions;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.Providers.Entra;

/// <summary>How we prove to Entra ID who we are.</summary>
internal enum EntraProof
{
    Secret,
    Certificate,
    ManagedIdentity,
    WorkloadIdentity,
}

/// <summary>The section's settings, checked. A class and not a record: its text must not hold the secrets.</summary>
internal sealed partial class EntraOptions
{
    public const string DefaultAuthority = "https://login.microsoftonline.com/";
    public const string DefaultGraph = "https://graph.microsoft.com/v1.0/";

    /// <summary>More would leave each less than a hundred changes in the quota's window.</summary>
    private const int MostReplicas = 30;

    private const string Secret = "secret";
    private const string Certificate = "certificate";
    private const string ManagedIdentity = "managed-identity";
    private const string WorkloadIdentity = "workload-identity";

    public required EntraProof Proof { get; init; }

    public required Uri GraphBaseUrl { get; init; }

    public required Uri AuthorityHost { get; init; }

    public string? TenantId { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public string? CertificatePath { get; init; }

    public string? CertificatePassword { get; init; }

    public string? ManagedIdentityClientId { get; init; }

    /// <summary>How many processes share the application's quota.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Whether the audit and sign-in logs are read after each grant, which wants a right of its own.</summary>
    public bool ReadLog { get; init; }

    /// <summary>The options, or null and every fault.</summary>
    public static EntraOptions? Read(IConfigurationSection section, out IReadOnlyList<SettingsFault> faults)
    {
        var settings = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var authority = settings.BaseUrl(nameof(AuthorityHost), DefaultAuthority, plainOnLoopback: false);
        var graph = settings.BaseUrl(nameof(GraphBaseUrl), DefaultGraph);
        CheckCloud(settings, authority, graph);
        var secret = settings.Optional(nameof(ClientSecret));
        var certificate = settings.Optional(nameof(CertificatePath));
        var password = settings.Optional(nameof(CertificatePassword));
        var managed = settings.Optional(nameof(ManagedIdentityClientId));
        var proof = ReadProof(settings, secret, certificate, managed);
        CheckStrays(settings, proof, (secret, certificate, password, managed));
        CheckProof(settings, proof, certificate, password, managed);
        var (tenant, client) = ReadApp(settings, proof, authority);
        var replicas = settings.Number(nameof(Replicas), 1, least: 1, MostReplicas);
        var readLog = settings.Switch(nameof(ReadLog));
        faults = settings.Faults();
        return faults.Count > 0 ? null : new EntraOptions
        {
            Proof = proof!.Value,
            GraphBaseUrl = graph!,
            AuthorityHost = authority!,
            TenantId = tenant,
            ClientId = client,
            ClientSecret = secret,
            CertificatePath = certificate,
            CertificatePassword = password,
            ManagedIdentityClientId = managed,
            Replicas = replicas,
            ReadLog = readLog,
        };
    }

    /// <summary>"Credential" says it; without it, it follows from the one setting that is there.</summary>
    private static EntraProof? ReadProof(SettingsReader settings, string? secret, string? certificate, string? managed)
    {
        const string key = "Credential";
        var word = settings.OneOf(key, Secret, Certificate, ManagedIdentity, WorkloadIdentity);
        if (word is null && settings.Optional(key) is null)
        {
            var named = new[] { (secret, Secret), (certificate, Certificate), (managed, ManagedIdentity) }
                .Where(pair => pair.Item1 is not null).Select(pair => pair.Item2).ToList();
            word = named.Count == 1 ? named[0] : null;
            if (named.Count == 0)
                settings.Fault(nameof(ClientSecret),
                    $"is missing; give it, or {nameof(CertificatePath)}, or set {key} to {ManagedIdentity} or {WorkloadIdentity}");
            else if (named.Count > 1)
                settings.Fault(key, $"is missing, and the settings fit several; say one of {string.Join(", ", named)}");
        }
        return word switch
        {
            Secret => EntraProof.Secret,
            Certificate => EntraProof.Certificate,
            ManagedIdentity => EntraProof.ManagedIdentity,
            WorkloadIdentity => EntraProof.WorkloadIdentity,
            _ => null,
        };
    }

    /// <summary>A secret that is given but not used is a mistake somebody will not notice otherwise.</summary>
    private static void CheckStrays(
        SettingsReader settings, EntraProof? proof, (string? Secret, string? Certificate, string? Password, string? Managed) given)
    {
        if (proof is null)
            return;
        Stray(nameof(ClientSecret), given.Secret, EntraProof.Secret);
        Stray(nameof(CertificatePath), given.Certificate, EntraProof.Certificate);
        Stray(nameof(CertificatePassword), given.Password, EntraProof.Certificate);
        Stray(nameof(ManagedIdentityClientId), given.Managed, EntraProof.ManagedIdentity);

        void Stray(string key, string? value, EntraProof belongsTo)
        {
            if (value is not null && proof != belongsTo)
                settings.Fault(key, "is set, but the credential in use is another; remove it or change Credential");
        }
    }

    private static void CheckProof(SettingsReader settings, EntraProof? proof, string? certificate, string? password, string? managed)
    {
        if (proof == EntraProof.Secret)
            settings.Required(nameof(ClientSecret), "give the value (not the id) of a client secret of the app registration");
        if (proof == EntraProof.Certificate
            && settings.Required(nameof(CertificatePath), "give the path of a PFX or PEM file with its key") is not null
            && EntraCredential.CertificateFault(certificate!, password) is { } fault)
            settings.Fault(nameof(CertificatePath), fault);
        if (managed is not null && !Guid.TryParseExact(managed, "D", out _))
            settings.Fault(nameof(ManagedIdentityClientId), "must be the client id (a GUID) of a user-assigned managed identity");
    }

    /// <summary>
    /// A managed identity belongs to the machine; a workload identity may name the app by its environment (AZURE_TENANT_ID,
    /// AZURE_CLIENT_ID). The shape of the ids is Microsoft's own; another authority may have others.
    /// </summary>
    private static (string? Tenant, string? Client) ReadApp(SettingsReader settings, EntraProof? proof, Uri? authority)
    {
        var needed = proof is null or EntraProof.Secret or EntraProof.Certificate;
        var tenant = Read(nameof(TenantId), "give the directory (tenant) id");
        var client = Read(nameof(ClientId), "give the application (client) id");
        var isMicrosofts = authority is null || NationalClouds.OfLogin(authority.Host) is not null;
        if (tenant is not null && !IsId(tenant, isMicrosofts) && !Domain().IsMatch(tenant))
            settings.Fault(nameof(TenantId), "must be the directory (tenant) id, a GUID, or a domain of the tenant");
        if (client is not null && !IsId(client, isMicrosofts))
            settings.Fault(nameof(ClientId), "must be the application (client) id, a GUID");
        return (tenant, client);

        static bool IsId(string id, bool isMicrosofts) => isMicrosofts ? Guid.TryParseExact(id, "D", out _) : id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-');

        string? Read(string key, string right) => needed ? settings.Required(key, right) : settings.Optional(key);
    }

    /// <summary>A token of one national cloud is worth nothing in another.</summary>
    private static void CheckCloud(SettingsReader settings, Uri? authority, Uri? graph)
    {
        if (authority is not null && graph is not null && NationalClouds.OfLogin(authority.Host) is { } login
            && NationalClouds.OfGraph(graph.Host) is { } api && login != api)
            settings.Fault(nameof(AuthorityHost), $"signs in to another cloud ({login}) than {nameof(GraphBaseUrl)} belongs to ({api})");
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Domain();
}
