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

    private static void OtherSaves(EngineWorld world, string message) => world.Chat.WhilePosting = (place, view) =>
        world.Store.SaveCardAsync(new Card(view.Id, place, new MessageRef("Chat", "approvals", message), ShownVersion: 1, ToldVersion: 1, PlaceLost: false), null, default);
}
