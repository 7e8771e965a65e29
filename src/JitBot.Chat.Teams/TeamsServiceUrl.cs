using System.Collections.Concurrent;

namespace JitBot.Chat.Teams;

/// <summary>
/// Where our token may be sent. Every activity names an address for the answers; a bot that believes it hands its token to whoever wrote
/// it. So: https, the usual port, no user, and a host of the cloud's own, compared in full; or one whose scheme, host and port the settings
/// list, which is also the only way to plain http and to loopback. What a tenant's verified activities name is remembered, and used where we
/// speak first.
/// </summary>
internal sealed class TeamsServiceUrl(TeamsOptions options)
{
    private readonly ConcurrentDictionary<string, Uri> _learnt = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The address if our token may be sent there, with one slash at its end; else null.</summary>
    public Uri? Read(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && IsAllowed(url) && url.Query.Length == 0 && url.Fragment.Length == 0
            ? new Uri(Trimmed(url) + "/")
            : null;

    /// <summary>Whether our token may be sent there.</summary>
    public bool IsAllowed(Uri url) => url is { IsAbsoluteUri: true, UserInfo.Length: 0 } && (IsListed(url) || IsOfTheCloud(url));

    /// <summary>The address for what we say first in a tenant: what Teams told us last, or else the first of the settings.</summary>
    public Uri Of(string tenant) => _learnt.GetValueOrDefault(tenant) ?? options.ServiceUrls[0];

    /// <summary>A verified activity of the tenant, which is one the settings name, came with this address.</summary>
    public void Learn(string tenant, string address)
    {
        if (Read(address) is { } url)
            _learnt[tenant] = url;
    }

    /// <summary>Whether two addresses are the same but for slashes at their ends and the case of their hosts.</summary>
    public static bool AreSame(string? one, string? other) =>
        Uri.TryCreate(one, UriKind.Absolute, out var first) && Uri.TryCreate(other, UriKind.Absolute, out var second)
        && Trimmed(first) == Trimmed(second);

    private static string Trimmed(Uri url) => url.AbsoluteUri.TrimEnd('/');

    private bool IsListed(Uri url) => options.ServiceUrls.Any(listed =>
        listed.Scheme == url.Scheme && listed.Port == url.Port && listed.IdnHost.Equals(url.IdnHost, StringComparison.OrdinalIgnoreCase));

    private bool IsOfTheCloud(Uri url) =>
        url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort
        && (options.Cloud.ServiceHosts.Contains(url.IdnHost, StringComparer.OrdinalIgnoreCase)
            || (url.IdnHost.EndsWith(options.Cloud.ServiceDomain, StringComparison.OrdinalIgnoreCase) && url.IdnHost.Length > options.Cloud.ServiceDomain.Length));
}
