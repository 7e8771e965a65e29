using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.SlackLookAlike;

internal sealed class TokensRotate : LookAlikeTests
{
    protected override SlackApp Installed => SlackApp.Rotating;

    [Test]
    public async Task A_token_ends_after_twelve_hours()
    {
        Clock.Advance(SlackLimits.TokenLife - TimeSpan.FromSeconds(1));
        Assert.That(Error(await CallAsync("auth.test", [])), Is.Null);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Error(await CallAsync("auth.test", [])), Is.EqualTo("token_expired"));
    }

    [Test]
    public async Task A_refresh_token_is_good_once_and_for_a_moment_more()
    {
        var first = await RefreshAsync(Installed.RefreshToken);
        Assert.That(((int)first["expires_in"]!, (string)first["token_type"]!), Is.EqualTo((43_200, "bot")));
        Clock.Advance(SlackLimits.RefreshTokenGrace);
        Assert.That(Error(await RefreshAsync(Installed.RefreshToken)), Is.Null);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Error(await RefreshAsync(Installed.RefreshToken)), Is.EqualTo("invalid_refresh_token"));
    }

    [Test]
    public async Task Two_access_tokens_are_alive_at_most()
    {
        var first = await RefreshAsync(Installed.RefreshToken);
        Assert.That(Error(await CallAsync("auth.test", [])), Is.Null, "the old one lives on");
        await RefreshAsync((string)first["refresh_token"]!);
        Assert.That(Error(await CallAsync("auth.test", [])), Is.EqualTo("token_revoked"));
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)first["access_token"]!);
        Assert.That(Error(await CallAsync("auth.test", [])), Is.Null);
    }

    [TestCase("1.2", null, "refresh_token", "invalid_client_id")]
    [TestCase(null, "wrong", "refresh_token", "bad_client_secret")]
    [TestCase(null, null, "password", "invalid_grant_type")]
    public async Task The_app_proves_itself(string? id, string? secret, string grant, string error) =>
        Assert.That(Error(await RefreshAsync(Installed.RefreshToken, id, secret, grant)), Is.EqualTo(error));

    [Test]
    public async Task Id_and_secret_may_come_in_a_header()
    {
        var proof = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Installed.ClientId}:{Installed.ClientSecret}"));
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", proof);
        Assert.That(Error(await FormAsync("oauth.v2.access", ("grant_type", "refresh_token"), ("refresh_token", Installed.RefreshToken))), Is.Null);
    }

    [Test]
    public async Task Without_rotation_there_is_nothing_to_refresh()
    {
        Slack.Workspace.Install(app => app with { HasTokenRotation = false });
        Assert.That(Error(await RefreshAsync(Installed.RefreshToken)), Is.EqualTo("invalid_refresh_token"));
    }

    private Task<JsonObject> RefreshAsync(string token, string? id = null, string? secret = null, string grant = "refresh_token") => FormAsync(
        "oauth.v2.access", ("client_id", id ?? Installed.ClientId), ("client_secret", secret ?? Installed.ClientSecret), ("grant_type", grant), ("refresh_token", token));
}
