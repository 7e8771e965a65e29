using System.Globalization;
using System.Text;
using JitBot.Chat.Slack;
using JitBot.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackSignatureTests
{
    // The example of https://docs.slack.dev/authentication/verifying-requests-from-slack, whole.
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
        + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private const int Window = 300;

    [Test]
    public void Slacks_own_example_is_genuine() => Assert.That(IsGenuine(Timestamp, Signature, Body), Is.True);

    [TestCase(-Window, true)]
    [TestCase(Window, true)]
    [TestCase(-Window - 1, false)]
    [TestCase(Window + 1, false)]
    public void A_request_is_genuine_for_five_minutes_both_ways(int seconds, bool genuine) =>
        Assert.That(IsGenuine(Timestamp, Signature, Body, clockOffset: seconds), Is.EqualTo(genuine));

    [TestCase("v0=b2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", TestName = "A_wrong_signature_is_turned_away")]
    [TestCase("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50", TestName = "A_truncated_signature_is_turned_away")]
    [TestCase("v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503", TestName = "A_signature_in_capitals_is_turned_away")]
    [TestCase("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", TestName = "Another_version_is_turned_away")]
    [TestCase("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", TestName = "No_version_is_turned_away")]
    [TestCase("v0=", TestName = "An_empty_signature_is_turned_away")]
    [TestCase("", TestName = "No_signature_is_turned_away")]
    public void A_bad_signature(string signature) => Assert.That(IsGenuine(Timestamp, signature, Body), Is.False);

    [TestCase("")]
    [TestCase("now")]
    [TestCase("-1531420618")]
    [TestCase("+1531420618")]
    [TestCase(" 1531420618")]
    [TestCase("1531420618.0")]
    [TestCase("0x5b47a54a")]
    [TestCase("99999999999999999999")]
    [TestCase("9223372036854775807")]
    [TestCase("-9223372036854775808")]
    public void A_timestamp_that_is_none_is_turned_away_even_if_it_is_signed(string timestamp) =>
        Assert.That(
            IsGenuine(timestamp, SlackSignature.Sign(Encoding.UTF8.GetBytes(Secret), timestamp, Encoding.UTF8.GetBytes(Body)), Body),
            Is.False);

    [Test]
    public void Another_body_is_turned_away() => Assert.That(IsGenuine(Timestamp, Signature, Body + "&"), Is.False);

    [Test]
    public void Missing_headers_are_turned_away()
    {
        var signature = For(Secret, null);
        Assert.That(signature.IsGenuine(new HeaderDictionary(), Encoding.UTF8.GetBytes(Body)), Is.False);
        Assert.That(
            signature.IsGenuine(new HeaderDictionary { [SlackSignature.TimestampHeader] = Timestamp }, Encoding.UTF8.GetBytes(Body)),
            Is.False);
        Assert.That(
            signature.IsGenuine(new HeaderDictionary { [SlackSignature.SignatureHeader] = Signature }, Encoding.UTF8.GetBytes(Body)),
            Is.False);
    }

    [Test]
    public void Two_signatures_are_turned_away_even_if_one_is_right() =>
        Assert.That(
            For(Secret, null).IsGenuine(Headers(Timestamp, new StringValues([Signature, "v0=0"])), Encoding.UTF8.GetBytes(Body)),
            Is.False);

    [TestCase(Secret, null)]
    [TestCase("the-new-one", Secret)]
    public void Both_secrets_count_while_one_replaces_the_other(string secret, string? old) =>
        Assert.That(For(secret, old).IsGenuine(Headers(Timestamp, Signature), Encoding.UTF8.GetBytes(Body)), Is.True);

    [TestCase("", null)]
    [TestCase(" ", "")]
    public void Without_a_secret_nothing_is_genuine_not_even_what_is_signed_with_none(string secret, string? old)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var signed = SlackSignature.Sign(Encoding.UTF8.GetBytes(secret), Timestamp, body);
        Assert.That(For(secret, old).IsGenuine(Headers(Timestamp, signed), body), Is.False);
    }

    private static bool IsGenuine(string timestamp, string signature, string body, int clockOffset = 0) =>
        For(Secret, null, clockOffset).IsGenuine(Headers(timestamp, signature), Encoding.UTF8.GetBytes(body));

    private static HeaderDictionary Headers(string timestamp, StringValues signature) => new()
    {
        [SlackSignature.TimestampHeader] = timestamp,
        [SlackSignature.SignatureHeader] = signature,
    };

    private static SlackSignature For(string secret, string? old, int clockOffset = 0) => new(
        new SlackOptions { BotToken = "xoxb-", SigningSecret = secret, SigningSecretOld = old, ApiBaseUrl = new Uri("http://127.0.0.1/") },
        new StoppedClock(DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture) + clockOffset)));
}
