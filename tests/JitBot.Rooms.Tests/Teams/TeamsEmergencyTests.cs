using JitBot.Chat.Teams;
using JitBot.Sandbox.LookAlikes.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Breaking glass, and the review of it.</summary>
internal sealed class TeamsEmergencyTests : TeamsHouseTests
{
    private string Words => House.Card.Words;

    [Test]
    public async Task One_line_takes_it_at_once_and_the_channel_is_told_loudly()
    {
        await SayAsync("riley", "escalate vault the primary is down <at>all</at>");
        Assert.That(Words, Does.Contain("🚨 Emergency").And.Contain("Access in force").And.Contain("30 minutes").And.Contain("0 of 2, due"));
        Assert.That(House.Card.Card!.ToJsonString(), Does.Contain("\"attention\""));
        Assert.That(House.World.Thread(House.Card), Does.Contain("without waiting for a yes. Two other people").And.Contain("Access granted"));
        Assert.That(House.World.Thread(House.Card), Does.Contain("/jit review. The reason: the primary is down <at>all</at>"));
        Assert.That(House.Chat("riley"), Does.Contain("You have"));
    }

    [Test]
    public async Task A_button_brings_the_form_and_a_reason_and_a_second_tap_are_enough()
    {
        await SayAsync("riley", "help");
        await House.Teams.Cards("riley").PressAsync(House.Teams.Person("riley").Notices[^1], "open_emergency");
        await House.DrainAsync();
        await House.Teams.Cards("riley").PressAsync(House.Teams.Person("riley").Notices[^1], "break_glass", new Dictionary<string, string> { [TeamsEmergency.Why] = "the primary is down" });
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("🚨 Emergency").And.Contain("Access in force"));
    }

    [Test]
    public async Task The_form_offers_what_this_person_may_take_and_says_why_the_rest_is_not_there()
    {
        await SayAsync("riley", "escalate prod-db");
        var form = House.Teams.Person("riley").Notices[^1];
        Assert.That(form.Card!.ToJsonString(), Does.Contain("\"title\":\"Vault\"").And.Not.Contain("\"title\":\"Production database\""));
        Assert.That(form.Words, Does.Contain("Production database is not among these. The policy lets nobody take this at once in an emergency."));
        await SayAsync("morgan", "escalate");
        var nothing = House.Teams.Person("morgan").Notices[^1];
        Assert.That(nothing.Words, Does.Contain("Nothing can be taken at once by you just now").And.Contain("ask for it, and call an approver"));
        Assert.That(nothing.Card!.ToJsonString(), Does.Not.Contain("Vault").And.Not.Contain("break_glass"));
    }

    [Test]
    public async Task What_nobody_answers_can_be_taken_from_its_notice()
    {
        await House.AskAsync("vault");
        var notice = House.Teams.Person("riley").Notices.Last(each => each.Words.Contains("It is an emergency", StringComparison.Ordinal));
        await House.Teams.Cards("riley").PressAsync(notice, "escalate", new Dictionary<string, string> { [TeamsEmergency.Why] = "nobody answers" });
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("🚨 Emergency").And.Contain("Access in force"));
    }

    [Test]
    public async Task While_granting_is_frozen_the_form_and_the_answer_say_that_it_waits()
    {
        const string waits = "Granting is frozen: it waits until two operators let granting go on.";
        await SayAsync("morgan", "freeze the tokens leaked");
        await SayAsync("riley", "escalate");
        Assert.That(House.Teams.Person("riley").Notices[^1].Words, Does.Contain($"For emergencies alone. {waits}").And.Not.Contain("at once"));
        await SayAsync("riley", "escalate vault the primary is down");
        Assert.That(House.Chat("riley"), Does.Contain($"{waits} You will be told here").And.Not.Contain("Taking it at once"));
    }

    [Test]
    public async Task Two_others_review_it_on_its_card_or_by_a_line_and_the_requester_cannot()
    {
        await SayAsync("riley", "escalate vault the primary is down");
        var request = System.Text.RegularExpressions.Regex.Match(Words, "r-[a-z0-9]+").Value;
        await House.Teams.Cards("avery").PressAsync(House.Card, "review", new Dictionary<string, string> { [TeamsEmergency.Finding] = "only what was needed" });
        await House.DrainAsync();
        await SayAsync("riley", $"review {request} all fine");
        Assert.That(House.Chat("riley"), Does.Contain("You cannot review your own emergency."));
        await SayAsync("sam", $"review {request} all fine");
        Assert.That(House.Chat("sam"), Does.Contain("Those who may: Avery Stone"));
        await SayAsync("morgan", $"review {request} I looked at the log");
        Assert.That(Words, Does.Contain("2 of 2: done"));
        Assert.That(House.World.Thread(House.Card), Does.Contain("only what was needed").And.Contain("I looked at the log"));
    }

    [Test]
    public async Task Whoever_the_policy_does_not_name_is_refused()
    {
        await SayAsync("morgan", "escalate vault I want it");
        Assert.That(House.Chat("morgan"), Does.Contain("does not let you take this at once"));
        Assert.That(House.Posts, Is.Empty);
    }

    private async Task SayAsync(string who, string words)
    {
        await House.Teams.Person(who).SayAsync(words);
        await House.DrainAsync();
    }
}
