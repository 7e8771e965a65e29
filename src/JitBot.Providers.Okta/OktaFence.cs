using System.Text.RegularExpressions;

namespace JitBot.Providers.Okta;

/// <summary>
/// The last look before a request leaves: reading anything of the API, asking for a token, putting one user into or out of one group and
/// ending one user's sessions are all this program may ever do. Other requests, a DELETE of a group or a user above all, are our mistake and go nowhere.
/// </summary>
internal sealed partial class OktaFence(Uri baseUrl) : DelegatingHandler
{
    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Allows(request)
            ? base.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException($"JitBot never sends {request.Method} to this address of Okta.");

    private bool Allows(HttpRequestMessage request)
    {
        if (request.RequestUri is not { } url || !baseUrl.IsBaseOf(url))
            return false;
        var path = url.AbsolutePath[(baseUrl.AbsolutePath.Length - 1)..];
        return request.Method.Method switch
        {
            "GET" => path.StartsWith("/api/v1/", StringComparison.Ordinal),
            "POST" => path == "/oauth2/v1/token",
            "DELETE" when Sessions().IsMatch(path) => url.Query == "?oauthTokens=true",
            "PUT" or "DELETE" => Membership().IsMatch(path) && url.Query.Length == 0,
            _ => false,
        };
    }

    [GeneratedRegex(@"\A/api/v1/groups/00g[0-9A-Za-z]{17}/users/00u[0-9A-Za-z]{17}\z")]
    private static partial Regex Membership();

    [GeneratedRegex(@"\A/api/v1/users/00u[0-9A-Za-z]{17}/sessions\z")]
    private static partial Regex Sessions();
}
