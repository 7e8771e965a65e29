using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>An application that may ask for tokens: by its secret, by a certificate, or by an assertion of another issuer.</summary>
public sealed record TokenClient(string ClientId, string Name)
{
    /// <summary>Its secret.</summary>
    public string? Secret { get; init; }

    /// <summary>Its certificate.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>An assertion that counts for it as it is: what Kubernetes would write into a file.</summary>
    public string? Federated { get; init; }

    /// <summary>What it may do.</summary>
    public IReadOnlyList<string> Roles { get; init; } = ["GroupMember.ReadWrite.All", "User.Read.All"];
}

/// <summary>A token that is in force: to whom it was issued, for what, and until when.</summary>
public sealed record IssuedToken(string ClientId, string Audience, DateTimeOffset Until);

/// <summary>
/// The token endpoint of Entra ID over https, with a certificate made at start that only those trust who are given it
/// (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow). Its clock should be the real one: the libraries
/// that ask for tokens know no other.
/// </summary>
public sealed class TokenLookAlike : IAsyncDisposable
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (TokenClient Client, IssuedToken Token)> _issued = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TokenClient> _clients = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _clock;
    private readonly LoopbackServer _server;

    private TokenLookAlike(TimeProvider clock, string tenant)
    {
        _clock = clock;
        Tenant = tenant;
        _server = new LoopbackServer(clock, Build, Certificate);
    }

    /// <summary>The one tenant it knows.</summary>
    public string Tenant { get; }

    /// <summary>The address to give as <c>Entra:AuthorityHost</c>.</summary>
    public Uri BaseUrl => _server.BaseUrl;

    /// <summary>What it shows on connecting.</summary>
    public X509Certificate2 Certificate { get; } = LoopbackCertificate.Make();

    /// <summary>Every request so far, as "METHOD target".</summary>
    public IReadOnlyList<string> Requests => _server.Requests;

    /// <summary>Starts one.</summary>
    public static async Task<TokenLookAlike> StartAsync(TimeProvider clock, string tenant)
    {
        var tokens = new TokenLookAlike(clock, tenant);
        await tokens._server.StartAsync();
        return tokens;
    }

    /// <summary>Registers an application.</summary>
    public void Add(TokenClient client) => _clients[client.ClientId] = client;

    /// <summary>The application behind a token, or null if the token is not one of ours or is over.</summary>
    public string? CallerOf(string token) =>
        _issued.TryGetValue(token, out var issued) && _clock.GetUtcNow() < issued.Token.Until ? issued.Client.Name : null;

    /// <summary>What is known of a token, or null if it is not one of ours or is over.</summary>
    public IssuedToken? Find(string token) => CallerOf(token) is null ? null : _issued[token].Token;

    /// <summary>The permissions in a token; none if it is not one of ours.</summary>
    public IReadOnlyList<string> RolesOf(string token) => _issued.TryGetValue(token, out var issued) ? issued.Client.Roles : [];

    /// <summary>A handler that trusts this endpoint's certificate and no other.</summary>
    public HttpMessageHandler TrustingHandler() => LoopbackCertificate.Trusting(Certificate);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Certificate.Dispose();
    }

    private void Build(WebApplication app)
    {
        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", DiscoverAsync);
        app.MapPost("/{tenant}/oauth2/v2.0/token", AnswerAsync);
    }

    private Task DiscoverAsync(HttpContext context, string tenant) => context.Response.WriteAsJsonAsync(new Dictionary<string, object>
    {
        ["issuer"] = new Uri(BaseUrl, $"{tenant}/v2.0"),
        ["authorization_endpoint"] = new Uri(BaseUrl, $"{tenant}/oauth2/v2.0/authorize"),
        ["token_endpoint"] = TokenEndpoint(tenant),
    });

    private async Task AnswerAsync(HttpContext context, string tenant)
    {
        var form = await context.Request.ReadFormAsync();
        if (!tenant.Equals(Tenant, StringComparison.OrdinalIgnoreCase))
            await RefuseAsync(context, 400, "invalid_request", $"AADSTS90002: Tenant '{tenant}' not found.");
        else if (form["grant_type"] != "client_credentials")
            await RefuseAsync(context, 400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        else if (!_clients.TryGetValue(form["client_id"].ToString(), out var client))
            await RefuseAsync(context, 400, "unauthorized_client", "AADSTS700016: Application was not found in the directory.");
        else if (!form["scope"].ToString().Split(' ').Any(scope => scope.EndsWith("/.default", StringComparison.Ordinal)))
            await RefuseAsync(context, 400, "invalid_scope", "AADSTS1002012: The provided value for scope is not valid.");
        else if (Fault(client, form) is { } fault)
            await RefuseAsync(context, 401, "invalid_client", fault);
        else
            await context.Response.WriteAsJsonAsync(new Dictionary<string, object>
            {
                ["token_type"] = "Bearer",
                ["expires_in"] = (int)TokenLife.TotalSeconds,
                ["ext_expires_in"] = (int)TokenLife.TotalSeconds,
                ["access_token"] = Issue(client, form["scope"].ToString()),
            });
    }

    private string? Fault(TokenClient client, IFormCollection form)
    {
        if (form.TryGetValue("client_secret", out var secret))
            return client.Secret is { } right && secret == right ? null : "AADSTS7000215: Invalid client secret provided.";
        if (form["client_assertion_type"] != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            return "AADSTS7000218: The request body must contain 'client_assertion' or 'client_secret'.";
        var assertion = form["client_assertion"].ToString();
        return assertion == client.Federated
            || (client.Certificate is { } certificate
                && SignedAssertion.Holds(assertion, certificate, client.ClientId, TokenEndpoint(Tenant), _clock.GetUtcNow()))
            ? null
            : "AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application.";
    }

    /// <summary>
    /// A token in the usual shape, with the claims an operator's check reads; whether it is good is known here and not in its text.
    /// </summary>
    private string Issue(TokenClient client, string scope)
    {
        var until = _clock.GetUtcNow() + TokenLife;
        var audience = scope.Replace("/.default", "", StringComparison.Ordinal);
        var claims = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["aud"] = audience,
            ["iss"] = new Uri(BaseUrl, $"{Tenant}/v2.0"),
            ["tid"] = Tenant,
            ["appid"] = client.ClientId,
            ["app_displayname"] = client.Name,
            ["roles"] = client.Roles,
            ["exp"] = until.ToUnixTimeSeconds(),
        });
        var token = string.Join('.', Part("""{"typ":"JWT","alg":"RS256"}"""), Part(claims),
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        _issued[token] = (client, new IssuedToken(client.ClientId, audience, until));
        return token;

        static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }

    private Uri TokenEndpoint(string tenant) => new(BaseUrl, $"{tenant}/oauth2/v2.0/token");

    private Task RefuseAsync(HttpContext context, int status, string error, string description)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new Dictionary<string, object>
        {
            ["error"] = error,
            ["error_description"] = description,
            ["error_codes"] = new[] { int.Parse(description["AADSTS".Length..description.IndexOf(':')], CultureInfo.InvariantCulture) },
            ["timestamp"] = _clock.GetUtcNow().ToString("u", CultureInfo.InvariantCulture),
        });
    }
}
