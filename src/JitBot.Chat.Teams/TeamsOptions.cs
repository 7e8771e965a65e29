using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.Chat.Teams;

/// <summary>How we prove who we are.</summary>
internal enum TeamsProof
{
    Secret,
    Certificate,
    ManagedIdentity,
}

/// <summary>What the section says. A class, so that no secret is ever printed with it.</summary>
internal sealed class TeamsOptions
{
    private const string DefaultGraph = "https://graph.microsoft.com/v1.0/";

    private const string Guids = "must be a GUID";

    public required TeamsCloud Cloud { get; init; }

    /// <summary>The bot's application id, in small letters.</summary>
    public required string AppId { get; init; }

    /// <summary>The tenant the bot's application lives in, in small letters.</summary>
    public required string TenantId { get; init; }

    public required TeamsProof Proof { get; init; }

    public string? ClientSecret { get; init; }

    public string? CertificatePath { get; init; }

    public string? CertificatePassword { get; init; }

    /// <summary>Whose people are heard, in small letters.</summary>
    public required IReadOnlyCollection<string> AllowedTenants { get; init; }

    public required Uri OpenIdMetadataUrl { get; init; }

    public required Uri AuthorityHost { get; init; }

    /// <summary>Where messages may go beside the cloud's own hosts. Never empty: the first is where we speak first.</summary>
    public required IReadOnlyList<Uri> ServiceUrls { get; init; }

    /// <summary>Whether the app is installed for people who are to be told something.</summary>
    public required bool InstallForPeople { get; init; }

    /// <summary>Where that is asked for.</summary>
    public required Uri GraphBaseUrl { get; init; }

    /// <summary>The options, or null with everything that is wrong.</summary>
    public static (TeamsOptions? Options, IReadOnlyList<SettingsFault> Faults) Read(IConfigurationSection section)
    {
        var settings = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var cloud = ReadCloud(settings);
        var app = ReadId(settings, nameof(AppId), "give the bot's Microsoft App ID, from its Azure Bot resource");
        var tenant = ReadId(settings, nameof(TenantId), "give the directory (tenant) id in which the bot's app is registered");
        var proof = ReadProof(settings, out var secret, out var certificate, out var password);
        var tenants = ReadTenants(settings);
        var metadata = ReadAddress(settings, nameof(OpenIdMetadataUrl), cloud.OpenIdMetadataUrl);
        var authority = settings.BaseUrl(nameof(AuthorityHost), cloud.AuthorityHost, plainOnLoopback: false);
        if (authority is not null && cloud.IsForeignAuthority(authority))
            settings.Fault(nameof(AuthorityHost), $"signs in to another cloud than {nameof(Cloud)} says ({cloud.Name}); set {nameof(Cloud)}, and leave this out");
        var urls = ReadServiceUrls(settings, cloud);
        var installs = ReadInstalls(settings, cloud);
        var graph = settings.BaseUrl(nameof(GraphBaseUrl), DefaultGraph);
        var faults = settings.Faults();
        return faults.Count > 0 ? (null, faults) : (new TeamsOptions
        {
            Cloud = cloud,
            AppId = app!,
            TenantId = tenant!,
            Proof = proof!.Value,
            ClientSecret = secret,
            CertificatePath = certificate,
            CertificatePassword = password,
            AllowedTenants = tenants.Count > 0 ? tenants : [tenant!],
            OpenIdMetadataUrl = metadata!,
            AuthorityHost = authority!,
            ServiceUrls = urls,
            InstallForPeople = installs,
            GraphBaseUrl = graph!,
        }, faults);
    }

    private static TeamsCloud ReadCloud(SettingsReader settings)
    {
        var name = settings.OneOf(nameof(Cloud), [.. TeamsCloud.All.Select(cloud => cloud.Name)]);
        return TeamsCloud.All.FirstOrDefault(cloud => cloud.Name == name) ?? TeamsCloud.All[0];
    }

    /// <summary>No app may install itself in a national cloud (https://learn.microsoft.com/graph/teamwork-national-cloud-differences).</summary>
    private static bool ReadInstalls(SettingsReader settings, TeamsCloud cloud)
    {
        var wanted = settings.Switch(nameof(InstallForPeople));
        if (wanted && cloud != TeamsCloud.Public)
            settings.Fault(nameof(InstallForPeople), $"is true, but Microsoft lets no app install itself in {cloud.Name}; leave it out, and install the app in the Teams admin center");
        if (!wanted && settings.Optional(nameof(GraphBaseUrl)) is not null)
            settings.Fault(nameof(GraphBaseUrl), $"is set, but {nameof(InstallForPeople)} is not true; remove it");
        return wanted;
    }

    /// <summary>Ids are compared as text with those of tokens and activities, which Microsoft writes in small letters.</summary>
    private static string? ReadId(SettingsReader settings, string key, string right)
    {
        var text = settings.Required(key, right);
        if (text is not null && !Guid.TryParseExact(text, "D", out _))
            settings.Fault(key, $"{Guids}; {right}");
        return text?.ToLowerInvariant();
    }

    private static TeamsProof? ReadProof(SettingsReader settings, out string? secret, out string? certificate, out string? password)
    {
        secret = settings.Optional(nameof(ClientSecret));
        certificate = settings.Optional(nameof(CertificatePath));
        password = settings.Optional(nameof(CertificatePassword));
        var isManaged = settings.Switch(nameof(TeamsProof.ManagedIdentity));
        var given = new (bool IsGiven, TeamsProof Proof)[]
        {
            (secret is not null, TeamsProof.Secret), (certificate is not null, TeamsProof.Certificate), (isManaged, TeamsProof.ManagedIdentity),
        };
        var proofs = given.Where(each => each.IsGiven).Select(each => each.Proof).ToList();
        if (proofs.Count == 0)
            settings.Fault(nameof(ClientSecret),
                $"is missing; give the value of a client secret of the bot's app, or {nameof(CertificatePath)}, or set {nameof(TeamsProof.ManagedIdentity)} to true");
        if (proofs.Count > 1)
            settings.Fault(nameof(ClientSecret), $"is one of several proofs; give one of {nameof(ClientSecret)}, {nameof(CertificatePath)} and {nameof(TeamsProof.ManagedIdentity)}");
        if (password is not null && certificate is null)
            settings.Fault(nameof(CertificatePassword), $"is set, but {nameof(CertificatePath)} is not; remove it or give the certificate");
        if (certificate is not null && TeamsCredential.CertificateFault(certificate, password) is { } fault)
            settings.Fault(nameof(CertificatePath), fault);
        return proofs.Count == 1 ? proofs[0] : null;
    }

    private static List<string> ReadTenants(SettingsReader settings)
    {
        var tenants = new List<string>();
        foreach (var key in settings.ListOfValues(nameof(AllowedTenants)))
        {
            if (settings.Optional(key) is { } text && Guid.TryParseExact(text, "D", out _))
                tenants.Add(text.ToLowerInvariant());
            else
                settings.Fault(key, $"{Guids}: the directory (tenant) id of people who may talk to the bot");
        }

        return tenants;
    }

    /// <summary>The address of a document: as a base address, but without a slash at its end.</summary>
    private static Uri? ReadAddress(SettingsReader settings, string key, string fallback) =>
        settings.BaseUrl(key, fallback) is { } url ? new Uri(url.AbsoluteUri.TrimEnd('/')) : null;

    private static List<Uri> ReadServiceUrls(SettingsReader settings, TeamsCloud cloud)
    {
        if (settings.ListOfValues(nameof(ServiceUrls)) is { Count: > 0 } listed)
            return [.. listed.Select(key => settings.BaseUrl(key, null)).OfType<Uri>()];
        if (cloud.ServiceUrl is { } known)
            return [new Uri(known)];
        settings.Fault(nameof(ServiceUrls), $"is missing; Microsoft does not publish where Teams listens in {cloud.Name}: list the address, which is the serviceUrl of any activity");
        return [];
    }
}
