using JitBot.Providers.Okta;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>The one DELETE we may send takes one user out of one group, or ends one user's sessions; every other would delete the user or the group.</summary>
public sealed class OktaFenceTests
{
    private const string Group = "00g00000000000000001";
    private const string User = "00u00000000000000001";

    [TestCase("DELETE", $"api/v1/groups/{Group}")]
    [TestCase("DELETE", $"api/v1/users/{User}")]
    [TestCase("DELETE", $"api/v1/groups/{Group}/users")]
    [TestCase("DELETE", $"api/v1/groups/{Group}/users/")]
    [TestCase("DELETE", $"api/v1/groups/{Group}/users/{User}/more")]
    [TestCase("DELETE", $"api/v1/groups/{Group}/users/../")]
    [TestCase("DELETE", $"api/v1/groups/{Group}/users/{User}?sendEmail=true")]
    [TestCase("DELETE", $"api/v1/users/{User}/sessions")]
    [TestCase("DELETE", $"api/v1/users/{User}/sessions/?oauthTokens=true")]
    [TestCase("DELETE", $"api/v1/users/{User}?oauthTokens=true")]
    [TestCase("DELETE", "api/v1/groups/rules/0pr00000000000000001")]
    [TestCase("PUT", $"api/v1/groups/{Group}")]
    [TestCase("PUT", $"api/v1/users/{User}")]
    [TestCase("POST", "api/v1/users")]
    [TestCase("POST", $"api/v1/users/{User}/lifecycle/deactivate")]
    [TestCase("PATCH", $"api/v1/users/{User}")]
    [TestCase("GET", "oauth2/v1/keys")]
    [TestCase("GET", "https://elsewhere.example/api/v1/users")]
    [TestCase("GET", "http://okta.example/api/v1/users")]
    [TestCase("GET", "https://okta.example:8443/api/v1/users")]
    public void Whatever_we_never_mean_to_send_goes_nowhere(string method, string path)
    {
        using var fenced = Fenced(out var sent);
        using var request = Request(method, path);
        Assert.That(async () => await fenced.SendAsync(request), Throws.InvalidOperationException);
        Assert.That(sent, Is.Empty);
    }

    [TestCase("PUT", $"api/v1/groups/{Group}/users/{User}")]
    [TestCase("DELETE", $"api/v1/groups/{Group}/users/{User}")]
    [TestCase("DELETE", $"api/v1/users/{User}/sessions?oauthTokens=true")]
    [TestCase("GET", "api/v1/users?limit=200")]
    [TestCase("POST", "oauth2/v1/token")]
    public async Task What_we_do_send_passes(string method, string path)
    {
        using var fenced = Fenced(out var sent);
        using var request = Request(method, path);
        using var answer = await fenced.SendAsync(request);
        Assert.That(sent, Has.Count.EqualTo(1));
    }

    private static HttpRequestMessage Request(string method, string path) =>
        new(new HttpMethod(method), new Uri(new Uri("https://okta.example/"), path));

    private static HttpClient Fenced(out List<HttpRequestMessage> sent)
    {
        var wire = new Wire();
        sent = wire.Sent;
        return new HttpClient(new OktaFence(new Uri("https://okta.example/")) { InnerHandler = wire });
    }

    private sealed class Wire : HttpMessageHandler
    {
        public List<HttpRequestMessage> Sent { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent.Add(request);
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
