using JitBot.Chat.Teams;
using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine;
using JitBot.Sandbox.LookAlikes.Teams;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Approvers and requesters on cards.</summary>
internal sealed class TeamsDecidingTests : TeamsHouseTests
{
    /// <summary>After this much of it, half a minute more is in the next span in which a press is the same.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(2);

    /// <summary>The answer to whoever asks, and the card; one more, whichever is tried again first.</summary>
    private const int PostsUntilTheCard = 3;

    private TeamsCardGestures Avery => House.Teams.Cards("avery");

    private TeamsCardGestures Riley => House.Teams.Cards("riley");

    private string Words => House.Card.Words;

    [Test]
    public async Task A_press_approves_and_the_card_and_its_thread_tell_it()
    {
        await House.AskAsync();
        var answer = await Avery.PressAsync(House.Card, "approve");
        Assert.That(answer.IsTaken, Is.True);
        Assert.That(House.Teams.Person("avery").Told, Has.Some.Contains("Your yes was received"));
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Access in force").And.Contain("Avery Stone said yes").And.Not.Contain("Deny"));
        Assert.That(House.World.Thread(House.Card), Does.Contain("Avery Stone"));
        Assert.That(House.Chat("riley"), Does.Contain("You asked for").And.Contain("You have").And.Contain("Give it back"));
    }

    [Test]
    public async Task Approvers_see_buttons_and_whoever_asked_sees_that_it_waits_and_can_withdraw()
    {
        await House.AskAsync();
        Assert.That(await Avery.LookAsync(House.Card), Is.Null, "nobody else has a card of their own");
        await Riley.LookAsync(House.Card);
        var own = House.Card.WordsFor(House.Organisation.Person("riley").Id);
        Assert.That(own, Does.Contain("your own request").And.Contain("Withdraw").And.Not.Contain("Approve"));
        Assert.That(Words, Does.Contain("Approve").And.Not.Contain("Withdraw"));
        await Riley.PressAsync(House.Card, "withdraw");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Withdrawn"));
    }

    [Test]
    public async Task A_card_that_is_merely_seen_changes_nothing_whatever_it_says()
    {
        await House.AskAsync();
        var (card, avery) = (House.Card, House.Organisation.Person("avery"));
        var action = CardReading.Action(card.Card!, "approve").DeepClone();
        var activity = House.Teams.Activities.Invoke("adaptiveCard/action", avery, House.World.Approvals, new() { ["action"] = action, ["trigger"] = "automatic" }, card);
        var answer = await House.Teams.Deliveries.SendAsync(activity);
        await House.DrainAsync();
        Assert.That((string?)answer.Json!["type"], Is.EqualTo(TeamsMessage.CardType));
        Assert.That(Words, Does.Contain("Waiting for approval").And.Contain("0 of 1 approvals"));
    }

    [Test]
    public async Task A_press_that_comes_again_with_another_id_is_one_vote([Values] bool isInTheNextSpan)
    {
        await House.AskAsync("vault");
        if (isInTheNextSpan)
            House.Clock.Advance(Span - TimeSpan.FromSeconds(15) - TimeSpan.FromTicks(House.Clock.GetUtcNow().UtcTicks % Span.Ticks));
        House.Teams.Deliveries.RedeliversWithNewId = true;
        await Avery.PressAsync(House.Card, "approve");
        await House.DrainAsync();
        await House.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(House.Teams.Deliveries.Waiting, Is.Zero);
        Assert.That(Words, Does.Contain("1 of 2 approvals"));
        Assert.That(House.Chat("avery"), Is.Empty, "and nobody is told anything about it");
    }

    [Test]
    public async Task A_yes_taken_back_stays_back_when_the_press_comes_again([Values] bool isInTheNextSpan)
    {
        await House.AskAsync("vault");
        if (isInTheNextSpan)
            House.Clock.Advance(Span - TimeSpan.FromSeconds(15) - TimeSpan.FromTicks(House.Clock.GetUtcNow().UtcTicks % Span.Ticks));
        House.Teams.Deliveries.RedeliversWithNewId = true;
        await Avery.PressAsync(House.Card, "approve");
        House.Teams.Deliveries.RedeliversWithNewId = false;
        await House.DrainAsync();
        await House.Teams.Person("avery").UnreactAsync(House.Card, "like");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("0 of 2 approvals"));
        await House.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(Words, Does.Contain("0 of 2 approvals"));
    }

    [Test]
    public async Task Two_devices_a_reaction_and_an_older_client_at_once_are_one_vote()
    {
        await House.AskAsync("vault");
        var card = House.Card;
        Task[] all =
        [
            Avery.PressAsync(card, "approve"), Avery.PressAsync(card, "approve"), Avery.PressFallbackAsync(card, "approve"),
            House.Teams.Person("avery").ReactAsync(card, "like"),
        ];
        await Task.WhenAll(all);
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("1 of 2 approvals"));
        await House.Teams.Cards("morgan").PressAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("2 of 2 approvals").And.Contain("Access in force"));
    }

    [TestCase("like", "Access in force")]
    [TestCase("checkmark", "Access in force")]
    [TestCase("heart", "Waiting for approval")]
    [TestCase("sad", "Waiting for approval")]
    public async Task A_reaction_says_yes_or_nothing(string type, string title)
    {
        await House.AskAsync();
        await House.Teams.Person("avery").ReactAsync(House.Card, type);
        await House.DrainAsync();
        Assert.That(Words, Does.Contain(title));
    }

    [Test]
    public async Task A_no_tells_its_reason_and_stands()
    {
        await House.AskAsync();
        await Avery.PressAsync(House.Card, "deny", new Dictionary<string, string> { [TeamsCards.Reason] = "not <at>now</at> *please*" });
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Denied"));
        Assert.That(House.Chat("riley"), Does.Contain("not <at>now</at> *please*"));
        Assert.That(House.Posts.SelectMany(post => CardReading.MarkdownTexts(post.Card!)), Is.Empty);
    }

    [Test]
    public async Task An_approver_may_give_less_time_and_say_why()
    {
        await House.AskAsync();
        await Avery.PressAsync(House.Card, "approve_with", new Dictionary<string, string> { ["length"] = "01:00:00", [TeamsCards.WhyYes] = "one hour is plenty *really*" });
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Access in force").And.Contain("Length: 1 hour"));
        Assert.That(House.World.Thread(House.Card), Does.Contain("approved: one hour is plenty *really*").And.Contain("for 1 hour instead of what was asked for"));
    }

    [Test]
    public async Task A_yes_with_a_reason_and_one_without_are_one_vote()
    {
        await House.AskAsync("vault");
        var card = House.Card;
        await Avery.PressAsync(card, "approve_with", new Dictionary<string, string> { [TeamsCards.WhyYes] = "it is real" });
        await Avery.PressAsync(card, "approve");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("1 of 2 approvals"));
    }

    [Test]
    public async Task Whoever_has_just_said_yes_takes_it_back_by_typing_and_the_access_goes([Values(30, 61)] int seconds)
    {
        await House.AskAsync();
        await Avery.PressAsync(House.Card, "approve");
        await House.DrainAsync();
        House.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await House.Teams.Person("avery").SayAsync($"undo {System.Text.RegularExpressions.Regex.Match(Words, "r-[a-z0-9]+").Value}");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain(seconds <= 60 ? "Access ended" : "Access in force"));
        Assert.That(House.Chat("avery"), Does.Contain(seconds <= 60 ? "is taken back" : "An approval can be taken back for 1 minute"));
    }

    [Test]
    public async Task Nobody_approves_themselves_and_is_told_so_alone()
    {
        await House.AskAsync();
        await Riley.PressAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("0 of 1 approvals"));
        Assert.That(House.Chat("riley"), Does.Contain("You cannot decide on your own request."));
        Assert.That(House.World.Thread(House.Card), Does.Not.Contain("You cannot"));
    }

    [TestCase("gus", "Guest accounts can neither ask nor decide here.")]
    [TestCase("sam", "You are not among those who may decide on this request.")]
    public async Task Who_may_not_decide_is_told_so(string who, string why)
    {
        await House.AskAsync();
        await House.Teams.Cards(who).PressAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("0 of 1 approvals"));
        Assert.That(House.Chat(who), Does.Contain(why));
    }

    [Test]
    public async Task Whom_we_may_not_write_to_is_told_in_the_thread_what_to_do_and_nothing_else()
    {
        await House.AskAsync();
        House.Organisation.Put(House.Organisation.Person("sam") with { HasApp = false });
        await House.Teams.Cards("sam").PressAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(House.World.Thread(House.Card), Does.Contain("Add JitBot under Apps").And.Not.Contain("not among those"));
    }

    [Test]
    public async Task Access_is_given_back_from_the_notice()
    {
        await House.AskAsync();
        await Avery.PressAsync(House.Card, "approve");
        await House.DrainAsync();
        var notice = House.Teams.Person("riley").Notices.Last(message => message.Words.Contains("Give it back", StringComparison.Ordinal));
        await Riley.PressAsync(notice, "return");
        await House.DrainAsync();
        Assert.That(Words, Does.Not.Contain("Access in force"));
    }

    [Test]
    public async Task A_card_that_somebody_deleted_is_posted_again_and_counts()
    {
        await House.AskAsync("vault");
        House.Teams.Person("sam").Delete(House.Card);
        await House.Teams.Person("riley").SayAsync("request prod-db 2h something else");
        await House.DrainAsync();
        var other = House.Card;
        Assert.That(other.Words, Does.Contain("Production database"));
        House.Teams.Person("sam").Delete(other);
        await Avery.PressAsync(other, "approve");
        await House.DrainAsync();
        Assert.That(House.World.FindCard("Access in force"), Is.Not.Null);
    }

    [Test]
    public async Task Of_a_card_posted_twice_because_an_answer_was_lost_the_one_that_is_filed_counts()
    {
        House.Teams.Faults.Next(ConnectorCall.Post, new ConnectorFault.DoesAndHangsUp(), PostsUntilTheCard);
        await House.Teams.Person("riley").SayAsync("request vault 2h fixing INC-123");
        await House.DrainAsync();
        await House.WaitAsync(TimeSpan.FromMinutes(1));
        var cards = House.Posts.Where(message => !message.IsReply).ToList();
        Assert.That(cards, Has.Count.GreaterThan(1));
        foreach (var copy in cards.SkipLast(1))
            await Avery.PressAsync(copy, "approve");
        await House.DrainAsync();
        Assert.That(House.World.FindCard("Vault")!.Words, Does.Contain("0 of 2 approvals"));
        Assert.That(House.Chat("avery"), Does.Contain("Press on the newest card of the request in the same place."));
        await Avery.PressAsync(cards[^1], "approve");
        await House.DrainAsync();
        Assert.That(House.World.FindCard("Vault")!.Words, Does.Contain("1 of 2 approvals"));
    }

    [Test]
    public async Task A_card_is_pressed_before_its_post_is_answered()
    {
        House.Teams.Faults.Next(ConnectorCall.Post, new ConnectorFault.DoesAndHangsUp(), PostsUntilTheCard);
        await House.Teams.Person("riley").SayAsync("request vault 2h fixing INC-123");
        await House.Engine.DrainAsync(default);
        var card = House.Posts.Last(message => !message.IsReply);
        var store = House.Services.GetRequiredService<IAccessStore>();
        Assert.That(await store.FindCardAsync(new MessageRef(TeamsChat.PlatformName, card.PlaceId, card.Id), default), Is.Null);
        await Avery.PressAsync(card, "approve");
        await House.Engine.DrainAsync(default);
        await House.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.That(House.World.FindCard("Vault")!.Words, Does.Contain("1 of 2 approvals"));
    }

    [Test]
    public async Task The_buttons_on_a_message_that_JitBot_never_posted_decide_nothing()
    {
        await House.AskAsync();
        var (card, avery) = (House.Card, House.Organisation.Person("avery"));
        var forged = House.Organisation.Messages.Put(card with { Id = House.Organisation.Numbers.NextMessage(), AuthorId = "28:another" });
        var data = CardReading.Action(card.Card!, "approve")["data"]!.DeepClone();
        await House.Teams.Deliveries.SendAsync(House.Teams.Activities.Submitted(avery, forged, data));
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("0 of 1 approvals"));
        Assert.That(House.Chat("avery"), Does.Contain("not the card that counts"));
        var seen = await House.Teams.Deliveries.SendAsync(House.Teams.Activities.Invoke(
            "adaptiveCard/action", avery, House.World.Approvals, new() { ["action"] = CardReading.Action(card.Card!, "approve").DeepClone(), ["trigger"] = "automatic" }, forged));
        Assert.That((string?)seen.Json!["type"], Is.Not.EqualTo(TeamsMessage.CardType), "and it is not drawn there either");
    }

    [Test]
    public async Task A_card_for_one_person_is_pressed_in_their_own_chat_alone()
    {
        await House.Teams.Person("avery").SayAsync("request vault 2h fixing INC-122");
        await House.DrainAsync();
        House.Organisation.Put(House.Organisation.Place(House.World.Approvals.Id) with { IsClosed = true });
        await House.AskAsync();
        var (store, viewer) = (House.Services.GetRequiredService<IAccessStore>(), House.Services.GetRequiredService<RequestViewer>());
        var message = House.Teams.Person("avery").Notices.Single(notice => notice.Words.Contains("Waiting for approval", StringComparison.Ordinal));
        var (person, elsewhere) = (House.Organisation.Person("avery"), new MessageRef(TeamsChat.PlatformName, "19:elsewhere@thread.tacv2", "17"));
        var account = new AccountId(TeamsChat.PlatformName, person.TenantId, person.ObjectId!);
        var card = (await store.FindCardAsync(new MessageRef(TeamsChat.PlatformName, message.PlaceId, message.Id), default))!;
        Assert.That(await store.SaveCardAsync(card with { Message = null }, card, default), Is.True);
        Assert.That(await viewer.StandingAsync(card.Request, elsewhere, account, isAlone: false, default), Is.EqualTo(CardStanding.None));
        Assert.That(await viewer.StandingAsync(card.Request, card.Message!, account, isAlone: true, default), Is.EqualTo(CardStanding.Card));
    }

    [Test]
    public async Task Whoever_looks_at_a_card_uses_up_none_of_the_questions_that_votes_need()
    {
        await House.AskAsync();
        var people = House.Services.GetRequiredService<TeamsPeople>();
        for (var i = 0; i <= 10_000; i++)
            people.Learn(new AccountId("Teams", "t", $"{i}"), "29:somebody", null); // more than are remembered, as after a restart
        var riley = House.Organisation.Person("riley");
        Assert.That(people.KnownId(new AccountId(TeamsChat.PlatformName, riley.TenantId, riley.ObjectId!)), Is.Null, "The requester is not known any more.");
        var before = House.Teams.Requests.Count;
        var seen = new System.Text.Json.Nodes.JsonObject { ["action"] = CardReading.Action(House.Card.Card!, "approve").DeepClone(), ["trigger"] = "automatic" };
        var looked = await House.Teams.Deliveries.SendAsync(
            House.Teams.Activities.Invoke("adaptiveCard/action", House.Organisation.Person("avery"), House.World.Approvals, seen, House.Card));
        Assert.That((string?)looked.Json!["type"], Is.EqualTo(TeamsMessage.CardType));
        Assert.That(House.Teams.Requests.Skip(before), Is.Empty);
    }

    [Test]
    public async Task A_button_with_a_handle_of_another_request_or_of_none_decides_nothing()
    {
        await House.AskAsync();
        var (card, avery) = (House.Card, House.Organisation.Person("avery"));
        var strange = new System.Text.Json.Nodes.JsonObject { ["verb"] = "approve", ["handle"] = "0123456789abcdef0123456789abcdef", ["version"] = 1 };
        await House.Teams.Deliveries.SendAsync(House.Teams.Activities.Submitted(avery, card, strange));
        var elsewhere = House.Organisation.AddChannel(House.World.Team, "elsewhere", House.Organisation.People);
        var other = House.Organisation.Messages.Put(new TeamsMessage(elsewhere.Id, House.Organisation.Numbers.NextMessage(), "28:x", "") { IsFromBot = true });
        await House.Teams.Deliveries.SendAsync(House.Teams.Activities.Submitted(avery, other, CardReading.Action(card.Card!, "approve")["data"]!.DeepClone()));
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("0 of 1 approvals"));
        Assert.That(House.Chat("avery"), Does.Contain("That request could not be found."));
    }
}
