using System.Text;
using System.Text.Json.Nodes;
using JitBot.Chat.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>What of Socket Mode is decided without a socket.</summary>
internal sealed class SlackSocketPartsTests
{
    [TestCase("wss://wss-primary.slack.com/link/?ticket=1&app_id=A1", true)]
    [TestCase("wss://wss-primary.SLACK.com/link/?ticket=1", true)]
    [TestCase("wss://wss.slack-gov.com/link/?ticket=1", true)]
    [TestCase("ws://127.0.0.1:8080/link/?ticket=1", true)]
    [TestCase("ws://localhost:8080/link/", true)]
    [TestCase("ws://wss-primary.slack.com/link/?ticket=1", false)]
    [TestCase("wss://slack.com.example.com/link/", false)]
    [TestCase("wss://evilslack.com/link/", false)]
    [TestCase("wss://wss-primary.slack.com:8443/link/", false)]
    [TestCase("wss://me:pw@wss-primary.slack.com/link/", false)]
    [TestCase("https://wss-primary.slack.com/link/", false)]
    [TestCase("/link/?ticket=1", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void Only_Slacks_own_hosts_and_this_machine_are_connected_to(string? address, bool isRight) =>
        Assert.That(SlackSocketAddress.Read(address) is not null, Is.EqualTo(isRight));

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("""{"type":1}""")]
    [TestCase("""{"type":"events_api"}""")]
    [TestCase("""{"type":"events_api","envelope_id":"e"}""")]
    [TestCase("""{"type":"events_api","envelope_id":"e","payload":[]}""")]
    [TestCase("""{"type":"events_api","envelope_id":7,"payload":{}}""")]
    [TestCase("""{"type":"a_type_of_tomorrow"}""")]
    public void What_is_no_message_of_Slacks_is_passed_over(string text) =>
        Assert.That(SlackSocketMessage.Read(Encoding.UTF8.GetBytes(text)), Is.InstanceOf<SlackSocketMessage.Other>());

    [Test]
    public void An_answer_goes_where_one_is_taken_and_nowhere_else()
    {
        var takes = (SlackSocketMessage.Envelope)SlackSocketMessage.Read(
            """{"type":"interactive","envelope_id":"e-1","payload":{"a":1},"accepts_response_payload":true,"retry_attempt":2}"""u8);
        Assert.That(takes.Attempt, Is.EqualTo(2));
        var reply = new SlackReply(new JsonObject { ["response_action"] = "clear" });
        Assert.That(
            SlackSocketMessage.Acknowledge(takes, reply).ToJsonString(),
            Is.EqualTo("""{"envelope_id":"e-1","payload":{"response_action":"clear"}}"""));
        var takesNone = takes with { TakesAnswer = false };
        Assert.That(SlackSocketMessage.Acknowledge(takesNone, reply).ToJsonString(), Is.EqualTo("""{"envelope_id":"e-1"}"""));
    }

    [Test]
    public void Waits_double_up_to_a_minute_differ_from_each_other_and_are_never_shorter_than_Slack_asked_for()
    {
        Assert.That(SlackSocketPatience.After(1, 0, null), Is.EqualTo(TimeSpan.FromSeconds(0.5)));
        Assert.That(SlackSocketPatience.After(1, 0.5, null), Is.EqualTo(TimeSpan.FromSeconds(0.75)));
        Assert.That(SlackSocketPatience.After(4, 0, null), Is.EqualTo(TimeSpan.FromSeconds(4)));
        Assert.That(SlackSocketPatience.After(1_000, 0.999, null), Is.LessThanOrEqualTo(SlackSocketLimits.LongestWait));
        Assert.That(SlackSocketPatience.After(1, 0.5, TimeSpan.FromSeconds(30)), Is.EqualTo(TimeSpan.FromSeconds(30.5)));
        Assert.That(SlackSocketPatience.After(1, 0, TimeSpan.FromDays(1)), Is.EqualTo(SlackSocketLimits.LongestRetryAfter));
    }

    [TestCase("invalid_auth", "Slack:AppToken")]
    [TestCase("missing_scope", "connections:write")]
    [TestCase("not_allowed_token_type", "xapp-")]
    [TestCase("internal_error", "internal_error")]
    public void Why_no_address_is_handed_out_is_said_with_what_to_do(string error, string words) =>
        Assert.That(SlackSocketWords.NotOpened(new SlackAnswer(SlackApi.ConnectionsOpen, [], error)), Does.Contain(words).And.Contain(error));
}
