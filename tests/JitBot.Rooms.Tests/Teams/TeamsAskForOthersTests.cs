using JitBot.Chat.Teams;
using JitBot.Sandbox.LookAlikes.Teams;
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
    public async Task The_form_finds_somebody_in_the_organisation_and_asks_for_them_though_they_never_wrote()
    {
        var form = House.Teams.Dialog("riley");
        await form.OpenCommandAsync("request", House.World.Approvals);
        var morgan = (await form.OfferAsync("whom", "mor")).Single();
        Assert.That(morgan.Title, Is.EqualTo("Morgan Diaz"));
        form.Fill("entitlement", "prod-db").Fill("length", "02:00:00").Fill("whom", morgan.Value);
        await form.SubmitAsync("Ask");
        Assert.That(Words(form), Does.Contain("Say in at least 5 characters").And.Contain("Morgan Diaz"), "whom it is for stays");
        await form.Fill("justification", "fixing INC-123").SubmitAsync("Ask");
        await House.DrainAsync();
        Assert.That(House.Card.Words, Does.Contain("Asked by: Riley Park for Morgan Diaz"));
        Assert.That(House.Chat("morgan"), Does.Contain("for you, for 2 hours"));
    }

    [Test]
    public async Task Where_the_policy_lets_nobody_ask_for_somebody_else_whoever_was_named_stays_in_the_form_and_nobody_is_asked_for_until_the_field_is_emptied()
    {
        var form = House.Teams.Dialog("riley");
        await form.OpenCommandAsync("request", House.World.Approvals);
        var sam = (await form.OfferAsync("whom", "sam")).Single();
        form.Fill("entitlement", "vault").Fill("length", "02:00:00").Fill("justification", "fixing INC-123").Fill("whom", sam.Value);
        foreach (var press in new[] { "first", "second", "third" })
        {
            await form.SubmitAsync("Ask");
            await House.DrainAsync();
            Assert.That(House.Posts, Is.Empty, $"the {press} press asks for nobody, and least of all for whoever presses");
            Assert.That(Words(form), Does.Contain("The policy lets nobody ask for somebody else here.").And.Contain("For whom?").And.Contain(sam.Title));
        }

        await form.Fill("whom", "").SubmitAsync("Ask");
        await House.DrainAsync();
        Assert.That(House.Card.Words, Does.Contain("Requester: Riley Park").And.Not.Contain("Asked by"), "for oneself when that was said");
    }

    [Test]
    public async Task Whoever_is_not_found_stays_in_the_form_and_pressing_again_asks_for_nobody()
    {
        await House.Teams.Person("riley").SayAsync("request prod-db 2h for @nobody");
        await House.DrainAsync();
        var form = House.Teams.Dialog("riley");
        await House.Teams.Cards("riley").PressAsync(House.Teams.Person("riley").Notices[^1], "Open the form");
        await form.SubmitAsync("Ask");
        Assert.That(Words(form), Does.Contain("Say in at least 5 characters").And.Contain("@nobody"));
        await form.Fill("justification", "fixing INC-123").SubmitAsync("Ask");
        await House.DrainAsync();
        Assert.That(House.Posts, Is.Empty);
        Assert.That(House.Chat("riley"), Does.Contain("is nobody JitBot knows here"));
    }

    [TestCase("@morgan", "Morgan Diaz")]
    [TestCase("@nobody", "Whom you ask for was not found; choose them here.")]
    public async Task Whoever_is_named_in_a_line_that_is_not_whole_stands_in_the_form(string named, string shown)
    {
        await House.Teams.Person("morgan").SayAsync("link");
        await House.DrainAsync();
        await House.Teams.Person("riley").SayAsync($"request prod-db 2h for {named}");
        await House.DrainAsync();
        await House.Teams.Cards("riley").PressAsync(House.Teams.Person("riley").Notices[^1], "Open the form");
        Assert.That(Words(House.Teams.Dialog("riley")), Does.Contain(shown));
    }

    [Test]
    public async Task Neither_who_is_missing_nor_that_granting_is_frozen_hides_the_other()
    {
        await House.Teams.Person("morgan").SayAsync("freeze the tokens leaked");
        await House.Teams.Person("riley").SayAsync("request prod-db 2h for @nobody");
        await House.DrainAsync();
        await House.Teams.Cards("riley").PressAsync(House.Teams.Person("riley").Notices[^1], "Open the form");
        Assert.That(Words(House.Teams.Dialog("riley")), Does.Contain("Whom you ask for was not found; choose them here. Granting is frozen since"));
    }

    private static string Words(TeamsDialog form) => string.Join('|', CardReading.Texts(form.Open!.Card));

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
