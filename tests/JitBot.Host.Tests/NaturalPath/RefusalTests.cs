using JitBot.Core.Access;
using JitBot.Host.Tests.Running;

namespace JitBot.Host.Tests.NaturalPath;

/// <summary>Who may not decide is told why, privately, and has changed nothing; the attempt stands in the log.</summary>
internal sealed class RefusalTests : StoryFixture
{
    [TestCase("riley", Refusal.OwnRequest)]
    [TestCase("gus", Refusal.Guest)]
    [TestCase("stella", Refusal.Stranger)]
    [TestCase("sam", Refusal.NotAnApprover)]
    public Task Who_may_not_decide_is_refused(string who, Refusal why) => AssertRefusedAsync(who, RefusalWords.For(why));

    [Test]
    public async Task Somebody_deactivated_is_refused()
    {
        App.Slack.Put(App.Slack.Person("avery") with { IsDeleted = true });
        await AssertRefusedAsync("avery", told: null); // Slack lets nobody write to such an account
    }

    [Test]
    public async Task Somebody_of_another_workspace_is_refused()
    {
        App.Slack.Put(App.Slack.Person("avery") with { TeamId = "T9OTHER" });
        await AssertRefusedAsync("avery", RefusalWords.For(Refusal.OtherWorkspace));
    }

    [Test]
    public async Task Somebody_whose_address_is_not_confirmed_is_refused()
    {
        App.Slack.Put(App.Slack.Person("avery") with { IsEmailConfirmed = false });
        await AssertRefusedAsync("avery", RefusalWords.For(Refusal.EmailUnconfirmed));
    }

    [Test]
    public async Task A_bot_is_refused_without_a_word()
    {
        App.Slack.Put(App.Slack.Person("avery") with { IsBot = true });
        await AssertRefusedAsync("avery", told: null);
    }

    [Test]
    public async Task A_guest_cannot_ask()
    {
        await As("gus").CommandAsync("/jit", "request prod-db 1h let me in please");
        await App.DrainAsync();

        Assert.That(ToldTo("gus"), Does.Contain(RefusalWords.For(Refusal.Guest)));
        Assert.That(World.FindCard("let me in please"), Is.Null);
    }

    private async Task AssertRefusedAsync(string who, string? told)
    {
        var card = await AskAsync("INC-7 who may decide");
        await ClickAsync(who, card, "approve");
        await ReactAsync(who, card, "+1");

        Assert.That(Card("INC-7").Words, Does.Contain("0 of 1"));
        Assert.That(World.Thread(card), Is.Empty);
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
        Assert.That(await CountLinesAsync("refused"), Is.EqualTo(2));
        if (told is not null)
            Assert.That(ToldTo(who), Does.Contain(told), "told where only they see it");
    }
}
