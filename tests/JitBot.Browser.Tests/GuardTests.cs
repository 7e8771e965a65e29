using System.Net;
using System.Text;
using JitBot.Sandbox.Page;

namespace JitBot.Browser.Tests;

/// <summary>A web site that somebody has open beside the page cannot drive it.</summary>
[TestFixture]
public class GuardTests
{
    private PageHouse _house = null!;
    private HttpClient _http = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        _house = await PageHouse.OpenAsync(port: 0);
        _http = new HttpClient { BaseAddress = _house.Url };
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        _http?.Dispose();
        if (_house is not null)
            await _house.DisposeAsync();
    }

    [Test]
    public async Task The_page_itself_may_act()
    {
        var before = _house.Clock.Wound;
        Assert.That(await WindAsync(Own), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(_house.Clock.Wound, Is.EqualTo(before + TimeSpan.FromMinutes(1)));
    }

    [TestCase(null, TestName = "Nothing_is_done_for_who_does_not_say_where_from")]
    [TestCase("https://evil.example", TestName = "Nothing_is_done_for_another_site")]
    [TestCase("null", TestName = "Nothing_is_done_for_a_page_without_an_origin")]
    [TestCase("http://127.0.0.1:1", TestName = "Nothing_is_done_for_another_port_of_this_machine")]
    public async Task Nothing_is_done(string? origin) => Assert.That(await WindAsync(origin), Is.EqualTo(HttpStatusCode.Forbidden));

    [Test]
    public async Task Nothing_is_done_for_what_a_plain_form_could_send() =>
        Assert.That(await WindAsync(Own, type: "text/plain"), Is.EqualTo(HttpStatusCode.Forbidden));

    [Test]
    public async Task Nothing_is_shown_or_done_under_a_foreign_name()
    {
        Assert.That(await WindAsync("http://evil.example", host: "evil.example"), Is.EqualTo(HttpStatusCode.Forbidden));
        using var request = new HttpRequestMessage(HttpMethod.Get, "stream?as=riley") { Headers = { Host = "evil.example" } };
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Nothing_comes_from_elsewhere()
    {
        using var answer = await _http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'self';").And.Not.Contain("unsafe"));
    }

    [Test]
    public async Task Time_goes_forward_alone()
    {
        var before = _house.Clock.Wound;
        Assert.That(await WindAsync(Own, minutes: -1), Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(_house.Clock.Wound, Is.EqualTo(before));
    }

    private string Own => _house.Url.GetLeftPart(UriPartial.Authority);

    private async Task<HttpStatusCode> WindAsync(string? origin, string type = "application/json", string? host = null, int minutes = 1)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "act/wind") { Content = new StringContent($$"""{ "minutes": {{minutes}} }""", Encoding.UTF8, type) };
        request.Headers.Host = host;
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }
}
