using JitBot.Chat.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Access that is given back or taken away, from every place that shows it, until the directory has it no more.</summary>
internal sealed class TeamsEndingTests : TeamsHouseTests
{
    [Test]
    public async Task It_is_given_back_by_one_tap_on_the_requesters_own_card_and_is_really_gone()
    {
        await GrantAsync();
        await House.Teams.Cards("riley").LookAsync(House.Card);
        await House.Teams.Cards("riley").PressAsync(House.Card, "return");
        await AssertGoneAsync();
    }

    [Test]
    public async Task It_is_given_back_by_one_tap_on_the_notice_and_is_really_gone()
    {
        await GrantAsync();
        var notice = House.Teams.Person("riley").Notices.Last(message => message.Words.Contains("Give it back", StringComparison.Ordinal));
        await House.Teams.Cards("riley").PressAsync(notice, "return");
        await AssertGoneAsync();
    }

    [TestCase("mine")]
    [TestCase("status")]
    public async Task It_is_given_back_by_one_tap_in_a_list_and_is_really_gone(string verb)
    {
        await GrantAsync();
        await House.Teams.Person("riley").SayAsync(verb);
        await House.DrainAsync();
        await House.Teams.Cards("riley").PressAsync(House.Teams.Person("riley").Notices[^1], "return");
        await AssertGoneAsync();
    }

    [Test]
    public async Task It_is_given_back_by_one_word_and_is_really_gone()
    {
        await GrantAsync();
        await House.Teams.Person("riley").SayAsync("return");
        await AssertGoneAsync();
    }

    [TestCase("avery")]
    [TestCase("morgan")]
    public async Task An_approver_or_an_operator_revokes_it_by_one_tap_on_the_card_and_it_is_really_gone(string who)
    {
        await GrantAsync();
        var answer = await House.Teams.Cards(who).PressAsync(House.Card, "revoke");
        Assert.That(answer.IsTaken, Is.True);
        await AssertGoneAsync();
        Assert.That(House.Chat("riley"), Does.Contain("took it away. Access removed"));
    }

    [Test]
    public async Task Whoever_may_not_is_told_who_may()
    {
        await GrantAsync();
        await House.Teams.Cards("sam").PressAsync(House.Card, "revoke");
        await House.DrainAsync();
        Assert.That(House.Chat("sam"), Does.Contain("Only the approvers of this entitlement and operators can take it away"));
        Assert.That(House.IsMember, Is.True);
    }

    [TestCase("revoke prod-db", "")]
    [TestCase("revoke prod-db riley@example.com the *laptop* was lost", "the *laptop* was lost")]
    public async Task It_is_revoked_by_one_line_with_a_reason_that_is_told(string line, string reason)
    {
        await GrantAsync();
        await House.Teams.Person("morgan").SayAsync(line);
        await AssertGoneAsync();
        Assert.That(House.Chat("morgan"), Does.Contain("Taking Production database away from Riley"));
        Assert.That(House.Chat("riley"), Does.Contain($"took it away{(reason.Length == 0 ? "." : $": {reason}")}"));
    }

    [Test]
    public async Task Where_the_name_fits_nobody_each_is_listed_with_a_button()
    {
        await GrantAsync();
        await House.Teams.Person("morgan").SayAsync("revoke prod-db nobody@example.com");
        await House.DrainAsync();
        Assert.That(House.Chat("morgan"), Does.Contain("Nobody of that name has it").And.Contain("Revoke"));
        await House.Teams.Cards("morgan").PressAsync(House.Teams.Person("morgan").Notices[^1], "revoke");
        await AssertGoneAsync();
    }

    [TestCase("revoke", "Say whose access you take away")]
    [TestCase("revoke vault", "Nobody has that through JitBot now.")]
    public async Task What_cannot_be_meant_is_said(string line, string words)
    {
        await House.Teams.Person("morgan").SayAsync(line);
        await House.DrainAsync();
        Assert.That(House.Chat("morgan"), Does.Contain(words));
    }

    [Test]
    public async Task While_granting_is_frozen_status_says_so_and_what_is_approved_waits()
    {
        await House.Teams.Person("riley").SayAsync("freeze");
        await House.Teams.Person("morgan").SayAsync("freeze the *tokens* leaked");
        await House.AskAsync();
        Assert.That(House.Chat("riley"), Does.Contain("Only an operator can do that."));
        await House.Teams.Cards("avery").PressAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.False);
        await House.Teams.Person("riley").SayAsync("status");
        await House.Teams.Person("morgan").SayAsync("unfreeze");
        await House.DrainAsync();
        Assert.That(House.Chat("riley"), Does.Contain("The reason: the *tokens* leaked"));
        Assert.That(House.Chat("morgan"), Does.Contain("when another operator says the same"));
    }

    [Test]
    public async Task More_time_is_asked_for_by_a_button_or_a_line_and_an_approver_gives_it_on_the_card([Values] bool byLine)
    {
        await GrantAsync();
        if (byLine)
            await House.Teams.Person("riley").SayAsync("extend prod-db 1h the repair takes longer");
        else
            await PressInListAsync();
        await House.DrainAsync();
        Assert.That(House.Card.Words, Does.Contain("More time is asked for, until").And.Contain("0 of 1 approvals"));
        await House.Teams.Cards("avery").PressAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(House.Chat("riley"), Does.Contain("There is more time: you have Production database until"));
    }

    [Test]
    public async Task Another_length_is_chosen_beside_the_button_on_the_card()
    {
        await GrantAsync();
        await House.Teams.Cards("riley").LookAsync(House.Card);
        await House.Teams.Cards("riley").PressAsync(House.Card, "extend_by", new Dictionary<string, string> { ["length"] = "00:30:00" });
        await House.DrainAsync();
        Assert.That(House.Card.Words, Does.Contain("More time is asked for, until"));
        await House.Teams.Cards("avery").PressAsync(House.Card, "approve");
        await House.DrainAsync();
        House.Clock.Advance(TimeSpan.FromMinutes(149));
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.True);
        House.Clock.Advance(TimeSpan.FromMinutes(2));
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.False, "half an hour more, and not two");
    }

    [Test]
    public async Task More_time_is_approved_by_the_form_also_where_the_policy_wants_a_reason()
    {
        await using var house = await TeamsHouse.OpenAsync([KeyValuePair.Create<string, string?>("Catalogue:Policies:0:ReasonToApprove", "true")]);
        await house.AskAsync();
        await ApproveAsync("the incident is real");
        await house.Teams.Person("riley").SayAsync("extend prod-db 1h the repair takes longer");
        await house.DrainAsync();
        await ApproveAsync("it does take longer");
        Assert.That(house.Chat("avery"), Does.Not.Contain("less"));
        Assert.That(house.Chat("riley"), Does.Contain("There is more time: you have Production database until"));

        async Task ApproveAsync(string why)
        {
            await house.Teams.Cards("avery").PressAsync(house.Card, "approve_with", new Dictionary<string, string> { [TeamsCards.WhyYes] = why });
            await house.DrainAsync();
        }
    }

    [TestCase("riley", "extend prod-db 9h the repair takes long", "It allows 4 hours in all.")]
    [TestCase("sam", "revoke prod-db laptop lost", "Those who may: Avery Stone")]
    public async Task A_line_that_is_refused_is_told_what_the_rule_says_as_a_button_is(string who, string line, string known)
    {
        await GrantAsync();
        await House.Teams.Person(who).SayAsync(line);
        await House.DrainAsync();
        Assert.That(House.Chat(who), Does.Contain(known));
    }

    private async Task PressInListAsync()
    {
        await House.Teams.Person("riley").SayAsync("mine");
        await House.DrainAsync();
        await House.Teams.Cards("riley").PressAsync(House.Teams.Person("riley").Notices[^1], "extend");
    }

    private async Task GrantAsync()
    {
        await House.AskAsync();
        await House.Teams.Cards("avery").PressAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.True);
    }

    private async Task AssertGoneAsync()
    {
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.False);
        Assert.That(House.Card.Words, Does.Contain("Access ended").And.Contain("confirmed that the membership is gone"));
    }
}
