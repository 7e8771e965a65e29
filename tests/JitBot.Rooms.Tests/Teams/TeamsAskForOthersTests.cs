using JitBot.Chat.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Asking for somebody else by a message to the bot.</summary>
internal sealed class TeamsAskForOthersTests : TeamsHouseTests
{
    [Test]
    public async Task A_message_names_whom_it_is_for_both_are_named_and_neither_decides()
    {
        await House.Teams.Person("morgan").SayAsync("link");
        await House.DrainAsync();
        await House.Teams.Person("riley").SayAsync("request prod-db 2h for @morgan fixing INC-123");
        await House.DrainAsync();
        Assert.That(House.Posts, Is.Not.Empty, House.Chat("riley"));
        Assert.That(House.Card.Words, Does.Contain("Asked by: Riley Park for Morgan"));
        Assert.That(House.Chat("morgan"), Does.Contain("for you, for 2 hours"));
        Assert.That(House.Chat("riley"), Does.Contain("They are told what becomes of it"));
        await House.Teams.Person("riley").ReactAsync(House.Card, "like");
        await House.DrainAsync();
        Assert.That(House.Card.Words, Does.Contain("0 of 1"), "who asked is named as an approver, and their yes is none here");
        await House.Teams.Person("avery").ReactAsync(House.Card, "like");
        await House.DrainAsync();
        Assert.That(House.Card.Words, Does.Not.Contain("0 of 1"));
    }

    [Test]
    public async Task Whoever_is_not_known_here_is_not_asked_for_and_the_line_says_so()
    {
        await House.Teams.Person("avery").SayAsync("request prod-db 2h for nobody@example.com fixing INC-123");
        await House.DrainAsync();
        Assert.That(House.Chat("avery"), Does.Contain("is nobody JitBot knows here"));
        Assert.That(House.Posts, Is.Empty);
    }

    [Test]
    public void A_mention_is_read_by_its_id_in_a_request_and_left_alone_elsewhere()
    {
        TeamsEntity[] entities = [new("mention", new TeamsAccount("28:bot", "JitBot", null), "<at>JitBot</at>"),
            new("mention", new TeamsAccount("29:riley", "Riley Park", null), "<at>Riley Park</at>")];
        var asked = new TeamsActivity { Text = "<at>JitBot</at> request prod-db 2h for <at>Riley Park</at> why", Entities = entities };
        Assert.That(TeamsTyped.Read(asked, "28:bot").Split(' ', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "request", "prod-db", "2h", "for", "<@29:riley>", "why" }));
        Assert.That(TeamsTyped.Read(asked with { Text = "<at>JitBot</at> undo <at>Riley Park</at>" }, "28:bot"), Does.Contain("<at>Riley Park</at>"));
    }
}
