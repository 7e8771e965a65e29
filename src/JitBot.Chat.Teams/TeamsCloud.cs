namespace JitBot.Chat.Teams;

/// <summary>
/// One of Microsoft's clouds, with everything of a bot that differs from cloud to cloud. A closed set: a token of one is worth nothing in
/// another, so nothing of it can be set by itself but addresses (microsoft/teams.net, CloudEnvironment;
/// https://learn.microsoft.com/microsoftteams/platform/teams-sdk/essentials/app-configuration/sovereign-cloud).
/// </summary>
internal sealed class TeamsCloud
{
    public static readonly TeamsCloud Public = new()
    {
        Name = nameof(Public),
        Issuer = "https://api.botframework.com",
        OpenIdMetadataUrl = "https://login.botframework.com/v1/.well-known/openidconfiguration",
        AuthorityHost = "https://login.microsoftonline.com/",
        Scope = "https://api.botframework.com/.default",
        ServiceUrl = "https://smba.trafficmanager.net/teams/",
        ServiceHosts = ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"],
        ServiceDomain = ".botframework.com",
    };

    /// <summary>GCC High. For DoD there is no list of hosts that could be trusted; list its address in Teams:ServiceUrls.</summary>
    public static readonly TeamsCloud UsGov = new()
    {
        Name = nameof(UsGov),
        Issuer = "https://api.botframework.us",
        OpenIdMetadataUrl = "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        AuthorityHost = "https://login.microsoftonline.us/",
        Scope = "https://api.botframework.us/.default",
        ServiceUrl = "https://smba.infra.gov.teams.microsoft.us/teams/",
        ServiceHosts = ["smba.infra.gov.teams.microsoft.us"],
        ServiceDomain = ".botframework.azure.us",
    };

    /// <summary>Operated by 21Vianet. Where Teams itself listens there is published nowhere: it must stand in the settings.</summary>
    public static readonly TeamsCloud China = new()
    {
        Name = nameof(China),
        Issuer = "https://api.botframework.azure.cn",
        OpenIdMetadataUrl = "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        AuthorityHost = "https://login.partner.microsoftonline.cn/",
        Scope = "https://api.botframework.azure.cn/.default",
        ServiceUrl = null,
        ServiceHosts = [],
        ServiceDomain = ".botframework.azure.cn",
    };

    private TeamsCloud()
    {
    }

    /// <summary>All of them; the first is meant where nothing is said.</summary>
    public static IReadOnlyList<TeamsCloud> All { get; } = [Public, UsGov, China];

    /// <summary>As it is written in the settings.</summary>
    public required string Name { get; init; }

    /// <summary>Who signs what comes in.</summary>
    public required string Issuer { get; init; }

    /// <summary>Where it is told which keys they sign with.</summary>
    public required string OpenIdMetadataUrl { get; init; }

    /// <summary>Where our tokens come from.</summary>
    public required string AuthorityHost { get; init; }

    /// <summary>What our tokens are for.</summary>
    public required string Scope { get; init; }

    /// <summary>Where messages go before Teams has told us a better address; null where that is not published.</summary>
    public required string? ServiceUrl { get; init; }

    /// <summary>The hosts our token may be sent to, in full: anybody can have a name of their own under trafficmanager.net.</summary>
    public required IReadOnlyCollection<string> ServiceHosts { get; init; }

    /// <summary>A domain of Microsoft's alone, with its leading dot: any host in it will do.</summary>
    public required string ServiceDomain { get; init; }

    /// <summary>Whether a login host is another cloud's.</summary>
    public bool IsForeignAuthority(Uri authority) =>
        All.Any(cloud => cloud != this && new Uri(cloud.AuthorityHost).Host.Equals(authority.Host, StringComparison.OrdinalIgnoreCase));
}
