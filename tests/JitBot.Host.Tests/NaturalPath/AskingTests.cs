using JitBot.Host.Tests.Running;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.NaturalPath;

/// <summary>From the front door to a grant, by every way of asking and deciding.</summary>
internal sealed class AskingTests : StoryFixture
{
    [Test]
    public async Task The_form_asks_and_a_button_grants()
    {
        await As("riley").CommandAsync("/jit", "request");
        var form = World.Slack.Modal("riley");
        await form.TypeAheadAsync("entitlement", "prod");
        await form.FillAsync("entitlement", SandboxSettings.EntraEntitlement);
        await form.SubmitAsync([new("length", "01:00:00"), new("justification", "The nightly export fails")]);
        await App.DrainAsync();
        Assert.That(World.IsInProductionDatabase("riley"), Is.False, "before anybody approved");
        Assert.That(ToldTo("riley"), Does.Contain("You asked for"));

        await ClickAsync("avery", Card("The nightly export fails"), "approve");

        Assert.That(World.IsInProductionDatabase("riley"), Is.True);
        Assert.That(Card("The nightly export fails").Words, Does.Contain("Granted until"));
        Assert.That(World.Thread(Card("The nightly export fails")), Does.Contain("Avery Stone approved").And.Contain("Access granted"));
        Assert.That(ToldTo("riley"), Does.Contain("You have"));
    }

    [TestCase("white_check_mark")]
    [TestCase("+1::skin-tone-3")]
    public async Task One_line_asks_and_a_reaction_grants(string emoji)
    {
        var card = await AskAsync("INC-1 in the warehouse", entitlement: SandboxSettings.OktaEntitlement);

        await ReactAsync("morgan", card, emoji);

        Assert.That(World.IsInWarehouse("riley"), Is.True);
        Assert.That(World.Thread(card), Does.Contain("Morgan Diaz approved"));
    }

    [Test]
    public async Task A_denial_with_its_reason_is_told_and_grants_nothing()
    {
        var card = await AskAsync("INC-2 out of curiosity");
        await ClickAsync("avery", card, "deny");
        await World.Slack.Modal("avery").SubmitAsync([new("reason", "Ask the owner first")]);
        await App.DrainAsync();

        Assert.That(Card("INC-2").Words, Does.Contain("Denied"));
        Assert.That(World.Thread(card), Does.Contain("Ask the owner first"));
        Assert.That(ToldTo("riley"), Does.Contain("Ask the owner first"));
        await ClickAsync("morgan", card, "approve");
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
        Assert.That(ToldTo("morgan"), Does.Contain("already been settled"));
    }

    [Test]
    public async Task A_denial_by_reaction_settles_it_too()
    {
        await ReactAsync("morgan", await AskAsync("INC-3 out of curiosity"), "x");

        Assert.That(Card("INC-3").Words, Does.Contain("Denied"));
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
    }

    [Test]
    public async Task A_withdrawn_request_can_no_longer_be_approved()
    {
        var card = await AskAsync("INC-4 no longer needed");
        var told = As("riley").DirectMessages.Last(message => message.Blocks.ToJsonString().Contains("\"withdraw\"", StringComparison.Ordinal));
        await ClickAsync("riley", told, "withdraw");
        await ClickAsync("avery", card, "approve");

        Assert.That(Card("INC-4").Words, Does.Contain("Withdrawn"));
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
    }

    [Test]
    public async Task Two_approvals_are_two_people_and_a_vote_taken_back_is_none()
    {
        var card = await AskAsync("INC-5 needs two", entitlement: SandboxSettings.ByTwoEntitlement);
        await ReactAsync("avery", card, "+1");
        await ClickAsync("avery", card, "approve");
        Assert.That(Card("INC-5").Words, Does.Contain("1 of 2"), "the same person twice");
        await As("avery").UnreactAsync(card, "+1");
        await App.DrainAsync();
        Assert.That(World.Thread(card), Does.Contain("took the approval back"));
        await ClickAsync("morgan", card, "approve");
        Assert.That(World.IsInProductionDatabase("riley"), Is.False, "one vote stands");

        await ClickAsync("avery", card, "approve");

        Assert.That(World.IsInProductionDatabase("riley"), Is.True);
    }

    [Test]
    public async Task What_cannot_be_granted_bothers_no_approver()
    {
        await As("riley").CommandAsync("/jit", $"request {SandboxSettings.UngrantableEntitlement} 1h to see who is there");
        await App.DrainAsync();

        Assert.That(World.FindCard("to see who is there"), Is.Null);
        Assert.That(ToldTo("riley"), Does.Contain("could not be granted"));
    }

    [Test]
    public async Task A_request_nobody_answers_lapses_at_its_time_and_not_before()
    {
        var card = await AskAsync("INC-6 nobody looks");
        await App.TurnAsync(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.That(Card("INC-6").Words, Does.Contain("Waiting"));

        await App.TurnAsync(TimeSpan.FromMilliseconds(1));

        Assert.That(Card("INC-6").Words, Does.Contain("Lapsed"));
        Assert.That(ToldTo("riley"), Does.Contain("lapsed"));
        await ClickAsync("avery", card, "approve");
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
    }
}
