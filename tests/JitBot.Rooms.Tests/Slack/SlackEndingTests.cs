using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Access that is given back or taken away, from every place that shows it, until the directory has it no more.</summary>
internal sealed class SlackEndingTests : SlackHouseTests
{
    private string Words => SlackHouse.WordsOf(House.Card);

    [Test]
    public async Task It_is_given_back_by_one_tap_on_the_card_and_is_really_gone()
    {
        await GrantAsync();
        await House.Slack.Person("riley").ClickAsync(House.Card, "return");
        await AssertGoneAsync();
        Assert.That(House.Posts.Select(SlackHouse.WordsOf), Has.Some.Contains("gave the access back"));
    }

    [Test]
    public async Task It_is_given_back_by_one_tap_on_the_notice_and_is_really_gone()
    {
        await GrantAsync();
        var notice = House.Slack.Person("riley").DirectMessages.Last(message => SlackHouse.WordsOf(message).Contains("Give it back", StringComparison.Ordinal));
        await House.Slack.Person("riley").ClickAsync(notice, "return");
        await AssertGoneAsync();
    }

    [TestCase("mine")]
    [TestCase("status")]
    public async Task It_is_given_back_by_one_tap_in_a_list_and_is_really_gone(string verb)
    {
        await GrantAsync();
        await House.Slack.Person("riley").CommandAsync("/jit", verb);
        await House.Slack.Person("riley").ClickAsync(House.Slack.Person("riley").Ephemerals[^1], "return");
        await AssertGoneAsync();
    }

    [Test]
    public async Task It_is_given_back_by_one_word_and_is_really_gone()
    {
        await GrantAsync();
        await House.Slack.Person("riley").CommandAsync("/jit", "return");
        await AssertGoneAsync();
    }

    [Test]
    public async Task Nobody_else_gives_it_back()
    {
        await GrantAsync();
        await House.Slack.Person("blake").ClickAsync(House.Card, "return");
        await House.DrainAsync();
        Assert.That(House.Whispers("blake"), Does.Contain("Only the person who asked can do that."));
        Assert.That(House.IsMember, Is.True);
    }

    [TestCase("avery")]
    [TestCase("blake")]
    public async Task An_approver_or_an_operator_revokes_it_by_one_tap_on_the_card_and_it_is_really_gone(string who)
    {
        await GrantAsync();
        await House.Slack.Person(who).ClickAsync(House.Card, "revoke");
        await AssertGoneAsync();
        Assert.That(House.Notices("riley"), Does.Contain("took it away. Access removed"));
    }

    [Test]
    public async Task Whoever_may_not_is_told_who_may()
    {
        House.Slack.Workspace.AddPerson("casey", person => person with { RealName = "Casey" });
        await GrantAsync();
        await House.Slack.Person("casey").CommandAsync("/jit", "revoke prod-db");
        await House.DrainAsync();
        Assert.That(House.Whispers("casey"), Does.Contain("Only the approvers of this entitlement and operators can take it away"));
        Assert.That(House.IsMember, Is.True);
    }

    [TestCase("revoke prod-db", "")]
    [TestCase("revoke prod-db @riley", "")]
    [TestCase("revoke PROD-DB riley@example.com the laptop was lost <@U0RILEY00>", "the laptop was lost <@U0RILEY00>")]
    public async Task It_is_revoked_by_one_line_with_a_reason_that_is_told(string line, string reason)
    {
        await GrantAsync();
        await House.Slack.Person("blake").CommandAsync("/jit", line);
        Assert.That(House.Whispers("blake"), Does.Contain("Production database is to be taken away from Riley"));
        await AssertGoneAsync();
        Assert.That(House.Notices("riley"), Does.Contain($"took it away{(reason.Length == 0 ? "." : $": {reason}")}"));
    }

    [Test]
    public async Task It_is_revoked_by_the_requests_id()
    {
        await GrantAsync();
        await House.Slack.Person("blake").CommandAsync("/jit", $"revoke {House.RequestId}");
        await AssertGoneAsync();
    }

    [Test]
    public async Task Where_several_have_it_or_the_name_fits_nobody_each_is_listed_with_a_button()
    {
        await GrantAsync();
        await House.Slack.Person("blake").CommandAsync("/jit", "revoke prod-db @nobody");
        Assert.That(House.Whispers("blake"), Does.Contain("Nobody of that name has it").And.Contain("Riley").And.Contain("Revoke"));
        await House.Slack.Person("blake").ClickAsync(House.Slack.Person("blake").Ephemerals[^1], "revoke");
        await AssertGoneAsync();
    }

    [TestCase("revoke", "Say whose access you take away")]
    [TestCase("revoke vault", "Nobody has that through JitBot now.")]
    public async Task What_cannot_be_meant_is_said(string line, string words)
    {
        await House.Slack.Person("blake").CommandAsync("/jit", line);
        Assert.That(House.Whispers("blake"), Does.Contain(words));
    }

    [Test]
    public async Task What_waits_is_denied_and_not_revoked()
    {
        await House.AskAsync();
        await House.Slack.Person("blake").CommandAsync("/jit", $"revoke {House.RequestId}");
        await House.DrainAsync();
        Assert.That(House.Whispers("blake"), Does.Contain("an approver denies it on its card"));
    }

    [Test]
    public async Task While_granting_is_frozen_status_and_form_say_so_and_what_is_approved_waits()
    {
        await House.Slack.Person("riley").CommandAsync("/jit", "freeze");
        Assert.That(House.Whispers("riley"), Does.Contain("Only an operator can do that."));
        await House.Slack.Person("blake").CommandAsync("/jit", "freeze the tokens leaked <!channel>");
        Assert.That(House.Whispers("blake"), Does.Contain("Granting is frozen: nothing is granted from now on."));
        await House.AskAsync();
        await House.Slack.Person("avery").ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.False);
        await House.Slack.Person("riley").CommandAsync("/jit", "status");
        Assert.That(House.Whispers("riley"), Does.Contain("by Blake").And.Contain("The reason: the tokens leaked <!channel>"));
        await House.Slack.Person("blake").CommandAsync("/jit", "unfreeze");
        Assert.That(House.Whispers("blake"), Does.Contain("when another operator says the same"));
    }

    [Test]
    public async Task More_time_is_asked_for_from_the_warning_and_an_approver_gives_it_on_the_card()
    {
        await GrantAsync();
        House.Clock.Advance(TimeSpan.FromMinutes(111));
        await House.DrainAsync();
        var warning = House.Slack.Person("riley").DirectMessages[^1];
        Assert.That(SlackHouse.WordsOf(warning), Does.Contain("Your access to Production database ends"));
        await House.Slack.Person("riley").ClickAsync(warning, "extend");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("More time is asked for, until").And.Contain("0 of 1 approvals"));
        await House.Slack.Person("avery").ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(House.Notices("riley"), Does.Contain("There is more time: you have Production database until"));
        House.Clock.Advance(TimeSpan.FromMinutes(60));
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.True);
    }

    [Test]
    public async Task Another_length_is_chosen_beside_the_button_on_card_and_warning_and_none_that_the_policy_refuses()
    {
        await GrantAsync();
        Assert.That(Offered(House.Card), Is.EqualTo(new[] { "15 minutes", "30 minutes", "1 hour", "2 hours" }), "four hours is the longest, and two are granted");
        House.Clock.Advance(TimeSpan.FromMinutes(111));
        await House.DrainAsync();
        var warning = House.Slack.Person("riley").DirectMessages[^1];
        Assert.That(Offered(warning), Has.Member("30 minutes"));
        await House.Slack.Person("riley").ClickAsync(warning, "extend_by", "30 minutes");
        await House.DrainAsync();
        await House.Slack.Person("avery").ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        House.Clock.Advance(TimeSpan.FromMinutes(38));
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.True);
        House.Clock.Advance(TimeSpan.FromMinutes(2));
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.False, "half an hour more, and not two");
    }

    [Test]
    public async Task More_time_is_approved_by_the_form_also_where_the_policy_wants_a_reason()
    {
        await using var house = await SlackHouse.OpenAsync([KeyValuePair.Create<string, string?>("Catalogue:Policies:0:ReasonToApprove", "true")]);
        await house.AskAsync();
        await ApproveAsync("the incident is real");
        await house.Slack.Person("riley").CommandAsync("/jit", "extend prod-db 1h the repair takes longer");
        await house.DrainAsync();
        await ApproveAsync("it does take longer");
        Assert.That(house.Whispers("avery"), Does.Not.Contain("less"));
        Assert.That(house.Notices("riley"), Does.Contain("There is more time: you have Production database until"));

        async Task ApproveAsync(string why)
        {
            await house.Slack.Person("avery").ClickAsync(house.Card, "approve_with");
            await house.Slack.Modal("avery").SubmitAsync([new("reason", why)]);
            await house.DrainAsync();
        }
    }

    [TestCase(59, true)]
    [TestCase(61, false)]
    public async Task The_yes_to_more_time_is_taken_back_by_the_button_within_a_minute(int seconds, bool isInTime)
    {
        await GrantAsync();
        await House.Slack.Person("riley").CommandAsync("/jit", "extend prod-db 1h the repair takes longer");
        await House.DrainAsync();
        await House.Slack.Person("avery").ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        House.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await House.Slack.Person("avery").ClickAsync(House.Slack.Person("avery").Ephemerals[^1], "take_back");
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.True);
        Assert.That(House.Notices("riley").Contains("took the approval of more time for Production database back. It ends", StringComparison.Ordinal), Is.EqualTo(isInTime));
        House.Clock.Advance(TimeSpan.FromMinutes(120));
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.EqualTo(!isInTime), "the old end");
    }

    [TestCase("extend prod-db 9h it takes very long", "longer in all than the policy allows")]
    [TestCase("extend prod-db 30m x", "in a little more detail")]
    [TestCase("extend", "Asking for more time for Production database")]
    [TestCase("extend 30m the repair takes longer", "Asking for more time for Production database")]
    public async Task More_time_is_asked_for_in_one_line(string line, string words)
    {
        await GrantAsync();
        await House.Slack.Person("riley").CommandAsync("/jit", line);
        await House.DrainAsync();
        Assert.That(House.Whispers("riley"), Does.Contain(words));
    }

    /// <summary>The lengths that can be chosen from.</summary>
    private static IEnumerable<string?> Offered(SlackMessage message) => SlackBlocks.Touchables(message.Blocks).Single(each => each.ActionId == "extend_by")
        .Element["options"]!.AsArray().Select(option => (string?)option!["text"]!["text"]);

    private async Task GrantAsync()
    {
        await House.AskAsync();
        await House.Slack.Person("avery").ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.True);
    }

    private async Task AssertGoneAsync()
    {
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.False);
        Assert.That(Words, Does.Contain("Access ended").And.Contain("confirmed that the membership is gone"));
    }
}
