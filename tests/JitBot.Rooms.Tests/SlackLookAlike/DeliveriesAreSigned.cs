using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.SlackLookAlike;

internal sealed class DeliveriesAreSigned : LookAlikeTests
{
    // The published example: https://docs.slack.dev/authentication/verifying-requests-from-slack
    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
        + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    protected override SlackApp Installed => new() { SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5" };

    [Test]
    public async Task The_published_example_is_signed_as_published()
    {
        await Slack.Sender.SendAsync(new SlackDelivery("/slack/commands", "application/x-www-form-urlencoded", Body));

        Assert.That(App.Last.Body, Is.EqualTo(Body));
        Assert.That(App.Last.Headers["X-Slack-Request-Timestamp"], Is.EqualTo("1531420618"));
        Assert.That(App.Last.Headers["X-Slack-Signature"], Is.EqualTo(Signature));
    }

    [Test]
    public async Task The_same_delivery_sent_later_is_signed_for_the_later_moment()
    {
        var reply = await Riley.CommandAsync("/jit", "request prod-db 2h fixing INC-123");
        var first = App.Last;
        Clock.Advance(TimeSpan.FromSeconds(40));

        await Slack.Sender.SendAsync(reply.Delivery);

        Assert.That(App.Last.Body, Is.EqualTo(first.Body));
        Assert.That(App.Last.Headers["X-Slack-Signature"], Is.Not.EqualTo(first.Headers["X-Slack-Signature"]));
    }

    [Test]
    public async Task A_command_carries_every_documented_field()
    {
        await Riley.CommandAsync("/jit", "request prod-db 2h fixing INC-123 & more");

        Assert.That(App.Last.Path, Is.EqualTo("/slack/commands"));
        Assert.That(App.Last.Field("text"), Is.EqualTo("request prod-db 2h fixing INC-123 & more"));
        Assert.That(App.Last.Field("user_id"), Is.EqualTo(Slack.Workspace.Person("riley").Id));
        string[] fields = ["team_id", "team_domain", "channel_id", "channel_name", "command", "response_url", "trigger_id", "api_app_id"];
        foreach (var field in fields)
            Assert.That(App.Last.Field(field), Is.Not.Empty, field);
    }

    [Test]
    public async Task While_it_delivers_twice_everything_arrives_twice()
    {
        Slack.Sender.DeliversTwice = true;

        await Riley.ReactAsync(await PostAsync("card"), "+1");

        Assert.That(App.All.Select(heard => (string?)heard.Json["event_id"]).Distinct().Count(), Is.EqualTo(1));
        Assert.That(App.All, Has.Count.EqualTo(2));
    }
}
