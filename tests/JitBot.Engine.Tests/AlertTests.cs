using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Core.Operations;

namespace JitBot.Engine.Tests;

/// <summary>When the world is bad people are told, once, what to do; readiness says the same; and grants wait while removals go on.</summary>
[TestFixture]
public class AlertTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public async Task A_full_disk_is_told_grants_wait_removals_go_on_and_room_is_told_too()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        var reserve = Path.Combine(world.Folder, "jitbot.db.reserve");
        await world.RestartAsync(() => File.Move(reserve, reserve + ".away"), blocks: reserve);
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(Told(world), Has.Count.EqualTo(1));
        Assert.That(Told(world)[0], Does.StartWith("The disk of box is full since").And.Contain("Free some space"));
        Assert.That(await ProblemsAsync(world), Has.One.StartsWith("disk: The disk of box is full"));

        await world.KeepHouseAsync(TimeSpan.FromHours(1));
        Assert.That(world.Provider.IsMember, Is.False, "access ends");
        var request = await world.GrantAsync();
        Assert.That(world.Provider.IsMember, Is.False, "none is given");

        Directory.Delete(reserve);
        await world.KeepHouseAsync(Minute);
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(Told(world)[^1], Does.StartWith("There is room on the disk of box again."));
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Active>());
        Assert.That(await ProblemsAsync(world), Is.Empty);
    }

    [Test]
    public async Task Access_at_a_provider_that_was_taken_out_of_the_settings_is_told_when_it_cannot_be_removed_and_goes_when_it_is_back()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        await world.RestartAsync(() => world.HasProvider = false);
        await world.KeepHouseAsync(TimeSpan.FromHours(1));
        await world.KeepHouseAsync(AlertLimits.OverdueAfter);
        Assert.That(Told(world), Has.One.Contains("Directory").And.Contain("not configured any more"));
        await world.RestartAsync(() => world.HasProvider = true);
        await world.KeepHouseAsync(Minute);
        Assert.That(world.Provider.IsMember, Is.False);
    }

    [Test]
    public async Task That_a_channel_takes_no_messages_is_not_said_in_that_channel_but_to_the_approvers_named()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Chat.Instead = call => call == "post" ? new ChatAnswer.PlaceGone("It is archived") : null;
        await world.AskAsync();
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(world.Chat.Announcements.Where(each => each.Words.StartsWith("JitBot cannot post in the Chat channel", StringComparison.Ordinal)).Select(each => each.Place),
            Is.Not.Empty.And.All.InstanceOf<Place.Direct>());
    }

    [Test]
    public async Task A_channel_that_took_no_messages_is_forgotten_when_no_setting_names_it_any_more()
    {
        await using var world = await EngineWorld.OpenAsync();
        var now = world.Clock.GetUtcNow();
        var gone = new OperationsEvent.Raised(new Condition.Unwritable("Chat", "elsewhere", "It is archived"), now) { At = now };
        await world.Get<Operations.OperationsLog>().AppendAsync(_ => [gone], [], default);
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(Told(world), Has.One.StartsWith("JitBot posts in the Chat channel elsewhere again, or is not asked to any more."));
        Assert.That(await ProblemsAsync(world), Is.Empty);
    }

    [Test]
    public async Task A_database_that_was_locked_is_told_afterwards_and_meanwhile_nothing_is_ready()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.DrainAsync();
        var stores = world.Get<Operations.StoreWatch>();
        using (var foreign = world.LockDatabase())
        {
            Assert.That(() => world.Get<Inbox>().ReceiveAsync(new("Chat", "k", "click", "{}", world.Clock.GetUtcNow()), default), Throws.InstanceOf<Core.Store.StoreUnavailableException>());
            world.Clock.Advance(TimeSpan.FromMinutes(3));
            var problems = await world.Get<Readiness>().LookAsync(default);
            Assert.That(problems, Has.One.Matches<Unready>(each => each.Stops && each.What == "store" && each.Why.Contains("holds a lock", StringComparison.Ordinal)));
            Assert.That(Told(world), Is.Empty);
        }

        await world.KeepHouseAsync(Minute);
        Assert.That(stores.IsOut, Is.False);
        Assert.That(Told(world), Has.Count.EqualTo(1));
        Assert.That(Told(world)[0], Does.StartWith("JitBot's database could not be used on box from").And.Contain("try again"));
        Assert.That(await ProblemsAsync(world), Is.Empty);
    }

    [Test]
    public async Task A_provider_that_is_down_for_a_day_is_told_now_and_then_and_gets_nothing_new_until_its_removals_are_done()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        world.Provider.Instead = call => call is "remove" or "observe" ? new ProviderAnswer.NotDone("It is down.") : null;
        await world.KeepHouseAsync(TimeSpan.FromHours(1));
        for (var minute = 0; minute < 4; minute++)
            await world.KeepHouseAsync(Minute);
        Assert.That(Told(world), Is.Empty, "not before five minutes");
        await world.KeepHouseAsync(Minute);
        await world.KeepHouseAsync(Minute);
        Assert.That(Told(world).Single(), Does.StartWith("1 membership at Directory should be gone and cannot be removed").And.Contain("It is down."));
        Assert.That(await ProblemsAsync(world), Has.One.StartsWith("removals: 1 membership"));

        await world.RestartAsync();
        for (var hour = 0; hour < 24; hour++)
            await world.KeepHouseAsync(TimeSpan.FromHours(1));
        Assert.That(Told(world), Has.Count.EqualTo(2), "after an hour, and then once a day");
        Assert.That(Told(world)[1], Does.StartWith("Still so: 1 membership"));

        world.Provider.Subject = email => $"another of {email}";
        var request = await world.AskAsync(EngineWorld.Morgan);
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        world.Provider.Instead = call => call == "remove" ? new ProviderAnswer.NotDone("It is down.") : null;
        await world.KeepHouseAsync(Minute);
        Assert.That(world.Provider.Changes, Has.Exactly(1).EqualTo("add"), "only the first; new access waits");

        world.Provider.Instead = _ => null;
        await world.KeepHouseAsync(TimeSpan.FromMinutes(2));
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(Told(world)[^1], Does.StartWith("No removal at Directory is overdue any more."));
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Active>());
    }

    [Test]
    public async Task A_refused_credential_is_told_at_once_and_when_it_is_taken_again()
    {
        await using var world = await EngineWorld.OpenAsync();
        var doors = world.Get<DoorWitness>();
        doors.Refused("Directory", DoorWitness.Everything, "It does not take our token (401).");
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(Told(world).Single(), Does.StartWith("Directory refuses JitBot since").And.Contain("(401)").And.Contain("section Directory"));
        Assert.That(await ProblemsAsync(world), Has.One.StartsWith("door: Directory refuses JitBot"));
        doors.LetIn("Directory", "users");
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(Told(world)[^1], Does.StartWith("Directory takes JitBot's credential again."));
    }

    [Test]
    public async Task A_right_that_is_missing_for_one_call_stays_missing_while_others_are_let_in()
    {
        await using var world = await EngineWorld.OpenAsync();
        var doors = world.Get<DoorWitness>();
        for (var i = 0; i < 20; i++)
        {
            doors.Refused("Directory", "users", "It needs a right to read users (403).");
            doors.LetIn("Directory", "groups");
            await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        }

        Assert.That(Told(world), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_is_set_aside_is_told()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Chat.Instead = call => call == "post" ? throw new FormatException("poison") : null;
        await world.AskAsync();
        for (var i = 0; i < 20; i++)
            await world.KeepHouseAsync(Minute);
        Assert.That(Told(world).Single(), Does.StartWith("JitBot has set 1 task aside").And.Contain("show/"));
    }

    [Test]
    public async Task While_the_platform_cannot_be_reached_nothing_piles_up_and_afterwards_only_the_newest_word_is_said()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Chat.Instead = _ => new Core.Chat.ChatAnswer.NotNow("token_revoked");
        world.Get<DoorWitness>().Refused("Chat", DoorWitness.Everything, "The token is revoked.");
        for (var i = 0; i < 24; i++)
            await world.KeepHouseAsync(TimeSpan.FromMinutes(5));
        Assert.That(await ProblemsAsync(world), Has.One.StartsWith("door: Chat refuses JitBot"));
        world.Chat.Instead = _ => null;
        world.Get<DoorWitness>().LetIn("Chat", "post");
        await world.KeepHouseAsync(Minute);
        await world.KeepHouseAsync(Minute);
        Assert.That(Told(world).Single(), Does.StartWith("Chat takes JitBot's credential again. It was refused from"));
    }

    /// <summary>What stands in the approvers' channel; checkpoints go elsewhere.</summary>
    internal static List<string> Told(EngineWorld world) =>
        [.. world.Chat.Announcements.Where(each => each.Place != EngineWorld.AuditChannel).Select(each => each.Words)];

    internal static async Task<List<string>> ProblemsAsync(EngineWorld world) =>
        [.. (await world.Get<Readiness>().LookAsync(default)).Select(each => $"{each.What}: {each.Why}")];
}
