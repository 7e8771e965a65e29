using JitBot.Chat.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Where our token may be sent, and where it may not.</summary>
internal sealed class TeamsServiceUrlTests
{
    private const string Another = "2e6f3c8d-0000-4000-8000-00000000000a";

    [TestCase("https://smba.trafficmanager.net/teams/")]
    [TestCase("https://SMBA.trafficmanager.net/emea/tenant")]
    [TestCase("https://smba.infra.gcc.teams.microsoft.com/teams")]
    [TestCase("https://europe.api.botframework.com/")]
    public void The_clouds_own_hosts_are_allowed(string address) => Assert.That(Urls().Read(address), Is.Not.Null);

    [TestCase("https://smba-attacker.trafficmanager.net/teams/")]
    [TestCase("https://x.smba.trafficmanager.net/teams/")]
    [TestCase("https://smba.trafficmanager.net.example.com/")]
    [TestCase("https://trafficmanager.net/")]
    [TestCase("https://botframework.com.example.com/")]
    [TestCase("https://examplebotframework.com/")]
    [TestCase("https://.botframework.com/")]
    [TestCase("https://smba.infra.gov.teams.microsoft.us/teams")]
    [TestCase("https://smba.trafficmanager.net:444/")]
    [TestCase("http://smba.trafficmanager.net/")]
    [TestCase("ftp://smba.trafficmanager.net/")]
    [TestCase("https://user@smba.trafficmanager.net/")]
    [TestCase("https://user:word@smba.trafficmanager.net/")]
    [TestCase("https://example.com\\@smba.trafficmanager.net/")]
    [TestCase("https://smba.trafficmanager.net/?to=https://example.com")]
    [TestCase("https://smba.trafficmanager.net/#x")]
    [TestCase("https://127.0.0.1/")]
    [TestCase("http://localhost:3979/")]
    [TestCase("https://169.254.169.254/")]
    [TestCase("//smba.trafficmanager.net/")]
    [TestCase("smba.trafficmanager.net")]
    [TestCase("")]
    [TestCase(null)]
    public void Any_other_address_is_not(string? address) => Assert.That(Urls().Read(address), Is.Null);

    [Test]
    public void What_the_settings_list_is_allowed_with_its_scheme_and_port_alone()
    {
        var urls = Urls(("ServiceUrls:0", "http://127.0.0.1:3979/teams"), ("ServiceUrls:1", "https://teams.example.com:8443"));
        Assert.That(urls.Read("http://127.0.0.1:3979/emea/"), Is.Not.Null);
        Assert.That(urls.Read("https://teams.example.com:8443/x"), Is.Not.Null);
        Assert.That(urls.Read("https://smba.trafficmanager.net/emea/"), Is.Not.Null, "the cloud's own stay");
        foreach (var other in new[] { "http://127.0.0.1:3980/", "https://127.0.0.1:3979/", "http://127.0.0.2:3979/", "https://teams.example.com/", "http://me@127.0.0.1:3979/" })
            Assert.That(urls.Read(other), Is.Null, other);
    }

    [TestCase("UsGov", "https://smba.infra.gov.teams.microsoft.us/teams", true)]
    [TestCase("UsGov", "https://smba.trafficmanager.net/teams", false)]
    [TestCase("UsGov", "https://europe.api.botframework.com/", false)]
    public void Each_cloud_has_hosts_of_its_own(string cloud, string address, bool isAllowed) =>
        Assert.That(Urls(("Cloud", cloud)).Read(address) is not null, Is.EqualTo(isAllowed));

    [Test]
    public void We_speak_first_where_the_tenants_last_activity_came_from()
    {
        var urls = Urls();
        Assert.That(urls.Of(TeamsIssuer.Tenant).AbsoluteUri, Is.EqualTo("https://smba.trafficmanager.net/teams/"));
        urls.Learn(TeamsIssuer.Tenant, "https://smba.trafficmanager.net/emea");
        Assert.That(urls.Of(TeamsIssuer.Tenant).AbsoluteUri, Is.EqualTo("https://smba.trafficmanager.net/emea/"));
        urls.Learn(TeamsIssuer.Tenant, "https://evil.trafficmanager.net/emea");
        Assert.That(urls.Of(TeamsIssuer.Tenant).AbsoluteUri, Is.EqualTo("https://smba.trafficmanager.net/emea/"), "what is not allowed is not kept");
        Assert.That(urls.Of(Another).AbsoluteUri, Is.EqualTo("https://smba.trafficmanager.net/teams/"), "each tenant has its own");
    }

    [Test]
    public void The_first_of_the_settings_is_where_we_speak_first() =>
        Assert.That(Urls(("ServiceUrls:0", "http://127.0.0.1:3979")).Of(TeamsIssuer.Tenant).AbsoluteUri, Is.EqualTo("http://127.0.0.1:3979/"));

    [Test]
    public void Nothing_passes_the_gate_on_the_way_out_but_what_is_allowed()
    {
        using var wire = new TeamsRecorder();
        using var gate = new HttpMessageInvoker(new TeamsServiceUrlGuard(Urls(), wire));
        using var bad = new HttpRequestMessage(HttpMethod.Get, "https://evil.trafficmanager.net/v3/conversations");
        using var good = new HttpRequestMessage(HttpMethod.Get, "https://smba.trafficmanager.net/v3/conversations");
        Assert.That(async () => await gate.SendAsync(bad, default), Throws.InvalidOperationException.With.Message.Contains("evil.trafficmanager.net"));
        Assert.That(wire.Requests, Is.Empty);
        Assert.That(async () => await gate.SendAsync(good, default), Throws.Nothing);
        Assert.That(wire.Requests, Has.Count.EqualTo(1));
    }

    private static TeamsServiceUrl Urls(params (string Key, string Value)[] settings) => new(TeamsOptions.Read(TeamsGate.Section(settings)).Options!);
}
