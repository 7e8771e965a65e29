using JitBot.Chat.Slack;
using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Sandbox.LookAlikes.Slack;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Whoever is deactivated in Slack has nothing any more a moment later.</summary>
internal sealed class SlackDepartureTests : SlackHouseTests
{
    private IPresenceSource Presence => House.Services.GetServices<IPresenceSource>().Single(source => source.Name == SlackChat.PlatformName);

    private AccountId Riley => new(SlackChat.PlatformName, House.Slack.Workspace.App.TeamId, House.Slack.Person("riley").Who.Id);

    [Test]
    public async Task What_they_have_is_taken_away_when_Slack_says_so()
    {
        await House.AskAsync();
        await House.Slack.Person("avery").ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.True);
        Assert.That((await House.Slack.Person("riley").BeDeactivatedAsync()).IsAcknowledged, Is.True);
        await House.DrainAsync();
        Assert.That(House.IsMember, Is.False);
        Assert.That(House.Posts.Select(SlackHouse.WordsOf), Has.Some.Contains("in Slack is deactivated; the membership is being removed."));
    }

    [Test]
    public async Task What_they_asked_for_is_void_and_nobody_can_approve_it_any_more()
    {
        await House.AskAsync();
        await House.Slack.Person("riley").BeDeactivatedAsync();
        await House.DrainAsync();
        Assert.That(SlackHouse.WordsOf(House.Card), Does.Contain(CardWords.Title(Phase.Void)));
        Assert.That(House.Posts.Select(SlackHouse.WordsOf), Has.None.Contains("could not be told"));
    }

    [Test]
    public async Task An_event_that_is_not_true_any_more_and_a_change_of_something_else_end_nothing()
    {
        await House.AskAsync();
        await House.Slack.Person("riley").ChangeAsync();
        await House.Slack.Person("riley").ChangeAsync(wasDeleted: true);
        await House.Slack.Person("blake").BeDeactivatedAsync();
        await House.DrainAsync();
        Assert.That(SlackHouse.WordsOf(House.Card), Does.Contain(CardWords.Title(Phase.Pending)));
    }

    [Test]
    public async Task Slack_is_asked_by_the_accounts_id()
    {
        Assert.That(await Presence.LookAsync(Riley, default), Is.TypeOf<PresenceAnswer.Active>());
        await House.Slack.Person("riley").BeDeactivatedAsync();
        House.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await Presence.LookAsync(Riley, default), Is.EqualTo(new PresenceAnswer.Gone(AccountEnd.Deactivated)));
        Assert.That(await Presence.LookAsync(Riley with { Id = "U0NOBODY" }, default), Is.TypeOf<PresenceAnswer.Unknown>());
    }

    [Test]
    public async Task What_Slack_does_not_answer_proves_nothing()
    {
        House.Slack.Faults.Next("users.info", new SlackFault.Refuses("internal_error"), times: 3);
        Assert.That(await Presence.LookAsync(Riley, default), Is.TypeOf<PresenceAnswer.NotNow>());
    }
}
