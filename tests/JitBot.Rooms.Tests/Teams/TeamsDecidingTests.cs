using JitBot.Chat.Teams;
using JitBot.Sandbox.LookAlikes.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Approvers and requesters on cards.</summary>
internal sealed class TeamsDecidingTests : TeamsHouseTests
{
    /// <summary>After this much of it, half a minute more is in the next span in which a press is the same.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(2);

    private TeamsCardGestures Avery => House.Teams.Cards("avery");

    private TeamsCardGestures Riley => House.Teams.Cards("riley");

    private string Words => House.Card.Words;

    [Test]
    public async Task A_press_approves_and_the_card_and_its_thread_tell_it()
    {
        await House.AskAsync();
        var answer = await Avery.PressAsync(House.Card, "approve");
        Assert.That(answer.IsTaken, Is.True);
        Assert.That(House.Teams.Person("avery").Told, Has.Some.Contains("Your yes was taken"));
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
    public async Task A_card_posted_twice_because_an_answer_was_lost_counts_once_wherever_it_is_pressed()
    {
        House.Teams.Faults.Next(ConnectorCall.Post, new ConnectorFault.DoesAndHangsUp());
        await House.Teams.Person("riley").SayAsync("request vault 2h fixing INC-123", House.World.Approvals);
        await House.DrainAsync();
        await House.WaitAsync(TimeSpan.FromMinutes(1));
        var cards = House.Posts.Where(message => !message.IsReply && message.Words.Contains("Approve", StringComparison.Ordinal)).ToList();
        foreach (var card in cards)
            await Avery.PressAsync(card, "approve");
        await House.DrainAsync();
        Assert.That(House.World.FindCard("Vault")!.Words, Does.Contain("1 of 2 approvals"));
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
