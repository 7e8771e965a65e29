using System.Text.RegularExpressions;
using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Sandbox.LookAlikes.Teams;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Two accounts in Teams that somebody shows to be theirs: what is said of it, and to whom.</summary>
internal sealed partial class TeamsLinkTests : TeamsHouseTests
{
    [Test]
    public async Task A_code_is_told_to_the_person_alone_at_once_and_does_not_wait_in_the_inbox()
    {
        await House.Teams.Person("riley").SayAsync("link");
        Assert.That(await House.Services.GetRequiredService<IAccessStore>().ListWaitingAsync(Lane.Delivery, default), Is.Empty);
        Assert.That(House.Chat("riley"), Does.Match(Code()).And.Contain("Tell it to nobody"));
        Assert.That(House.Posts, Is.Empty);
    }

    [Test]
    public async Task Both_accounts_are_told_privately_and_are_one_person_from_then_on()
    {
        await House.AskAsync();
        await LinkAsync("avery", "riley");
        Assert.That(House.Chat("riley"), Does.Contain("one person from now on"));
        Assert.That(House.Chat("avery"), Does.Contain("one person from now on").And.Contain("link remove"));
        await House.Teams.Cards("avery").PressAsync(House.Card, "Approve");
        await House.DrainAsync();
        Assert.That(House.Chat("avery"), Does.Contain(RefusalWords.For(Refusal.OwnRequest)));
    }

    [Test]
    public async Task A_wrong_code_links_nobody_and_the_answer_says_what_to_do()
    {
        await House.Teams.Person("morgan").SayAsync("link bcdfg-hjkmn");
        Assert.That(House.Chat("morgan"), Does.Contain("link in the other chat"));
    }

    [Test]
    public async Task A_guest_gets_no_code()
    {
        await House.Teams.Person("gus").SayAsync("link");
        Assert.That(House.Chat("gus"), Does.Contain(RefusalWords.For(Refusal.Guest)));
    }

    [Test]
    public async Task In_a_channel_no_code_is_given_and_one_that_is_typed_there_links_nobody_any_more()
    {
        await House.Teams.Person("avery").SayAsync("link", House.World.Approvals);
        Assert.That(House.Chat("avery"), Does.Contain("in our own chat alone").And.Not.Match(Code()));
        await House.Teams.Person("riley").SayAsync("link");
        var typed = $"link {Code().Match(House.Chat("riley")).Groups[1].Value}";
        await House.Teams.Person("avery").SayAsync(typed, House.World.Approvals);
        await House.DrainAsync();
        Assert.That(House.Posts, Is.Empty);
        Assert.That(House.Chat("riley"), Does.Not.Contain("one person from now on"));
        await House.Teams.Person("avery").SayAsync(typed);
        await House.DrainAsync();
        Assert.That(House.Chat("riley"), Does.Not.Contain("one person from now on"), "whoever read along could have typed it as well");
        await LinkAsync("riley", "avery");
        Assert.That(House.Chat("riley"), Does.Contain("one person from now on"), "a new one counts");
    }

    [Test]
    public async Task A_message_that_Teams_sends_twice_gives_one_code_and_is_one_try()
    {
        House.Teams.Deliveries.DeliversTwice = true;
        await House.Teams.Person("avery").SayAsync("link");
        Assert.That(House.Teams.Person("avery").Notices, Has.Count.EqualTo(1));
        await House.Teams.Person("riley").SayAsync($"link {Code().Match(House.Chat("avery")).Groups[1].Value}");
        await House.DrainAsync();
        Assert.That(House.Teams.Person("riley").Notices, Has.Count.EqualTo(2), "the answer, and what both accounts are told");
        Assert.That(House.Teams.Person("riley").Notices.Select(notice => notice.Words), Has.Some.Contains("one person from now on"));
    }

    [Test]
    public async Task What_Teams_does_not_say_in_time_is_not_waited_for()
    {
        House.Teams.Faults.Next(ConnectorCall.Members, new ConnectorFault.Slow(TimeSpan.FromSeconds(20)));
        var said = House.Teams.Person("riley").SayAsync("link");
        for (var second = 0; second < 5 && !said.IsCompleted; second++)
        {
            await House.Teams.Person("sam").SayAsync("help"); // whatever comes meanwhile is taken: by then the look is under way
            House.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await said;
        Assert.That(House.Chat("riley"), Does.Contain("nothing was done").And.Not.Match(Code()));
    }

    private async Task LinkAsync(string one, string other)
    {
        await House.Teams.Person(one).SayAsync("link");
        await House.Teams.Person(other).SayAsync($"link {Code().Matches(House.Chat(one))[^1].Groups[1].Value}");
        await House.DrainAsync();
    }

    [GeneratedRegex("link ([a-z0-9]{5}-[a-z0-9]{5})")]
    private static partial Regex Code();
}
