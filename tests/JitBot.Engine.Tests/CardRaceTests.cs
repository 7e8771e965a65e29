using JitBot.Core.Chat;
using JitBot.Core.Store;

namespace JitBot.Engine.Tests;

/// <summary>Two processes show one card at the same time: one message counts, and no other one stays.</summary>
[TestFixture]
public class CardRaceTests
{
    [Test]
    public async Task A_card_that_another_process_posted_as_well_is_taken_away_and_the_other_brought_up_to_date()
    {
        await using var world = await EngineWorld.OpenAsync();
        OtherSaves(world, "theirs");
        await world.AskAsync();
        Assert.That(world.Chat.Deleted.Select(message => message.Message), Is.EqualTo(new[] { "m1" }));
        Assert.That(world.Chat.Updates, Is.Not.Empty);
    }

    [Test]
    public async Task A_card_that_another_process_found_and_filed_stays()
    {
        await using var world = await EngineWorld.OpenAsync();
        OtherSaves(world, "m1");
        await world.AskAsync();
        Assert.That(world.Chat.Deleted, Is.Empty);
    }

    [Test]
    public async Task That_it_cannot_be_taken_away_keeps_nothing_from_going_on()
    {
        await using var world = await EngineWorld.OpenAsync();
        OtherSaves(world, "theirs");
        world.Chat.Instead = call => call == "delete" ? new ChatAnswer.NotNow("down") : null;
        await world.AskAsync();
        Assert.That(world.Chat.Updates, Is.Not.Empty);
        Assert.That(await world.Store.ListParkedAsync(default), Is.Empty);
    }

    [Test]
    public async Task Until_the_card_that_somebody_deleted_is_posted_again_the_lost_one_stays_filed()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        var filed = new List<MessageRef?>();
        world.Chat.WhilePosting = async (place, view) => filed.Add((await world.Store.FindCardAsync(view.Id, place, default))!.Message);
        world.Chat.Instead = call => call == "update" && filed.Count == 0 ? new ChatAnswer.MessageGone("It was deleted.") : null;
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.DrainAsync();
        Assert.That(filed.Select(message => message?.Message), Is.EqualTo(new[] { "m1" }), "whoever dies here leaves nobody to post what only they know to be missing");
        Assert.That((await world.Store.FindCardAsync(request, world.Chat.Cards[0].Place, default))!.Message!.Message, Is.EqualTo("m2"));
    }

    [Test]
    public async Task A_new_card_is_posted_where_the_old_one_is_found_again_but_closed_to_us()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        var posts = 0;
        world.Chat.Instead = call => (call == "update" && posts == 0) || (call == "post" && posts++ == 0) ? new ChatAnswer.MessageGone("It cannot be edited any more.") : null;
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.DrainAsync();
        Assert.That((await world.Store.FindCardAsync(request, world.Chat.Cards[0].Place, default))!.Message!.Message, Is.EqualTo("m2"));
        Assert.That(await world.Store.ListParkedAsync(default), Is.Empty);
    }

    [Test]
    public async Task A_place_that_is_closed_to_us_is_given_up_by_whoever_has_the_card()
    {
        await using var world = await EngineWorld.OpenAsync();
        OtherSaves(world, "theirs");
        world.Chat.Instead = call => call is "post" or "update" ? new ChatAnswer.PlaceGone("JitBot is not in it.") : null;
        var request = await world.AskAsync();
        Assert.That((await world.Store.FindCardAsync(request, new Place.Channel("Chat", "approvals"), default))!.PlaceLost, Is.True);
    }

    private static void OtherSaves(EngineWorld world, string message) => world.Chat.WhilePosting = (place, view) =>
        world.Store.SaveCardAsync(new Card(view.Id, place, new MessageRef("Chat", "approvals", message), ShownVersion: 1, ToldVersion: 1, PlaceLost: false), null, default);
}
