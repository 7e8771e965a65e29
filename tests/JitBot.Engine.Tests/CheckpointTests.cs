using JitBot.Core.Access;
using JitBot.Core.Audit;

namespace JitBot.Engine.Tests;

/// <summary>Checkpoints are written, posted, missed and told of; and a database older than they are is found out.</summary>
[TestFixture]
public class CheckpointTests
{
    [Test]
    public async Task Checkpoints_that_cannot_be_written_stop_nothing_are_told_after_a_quarter_and_hold_grants_after_an_hour()
    {
        await using var world = await EngineWorld.OpenAsync();
        var key = Path.Combine(world.Folder, "checkpoints.key");
        Directory.CreateDirectory(key); // no key can be read or written there
        await world.GrantAsync();
        for (var minute = 0; minute < 14; minute++)
            await world.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(AlertTests.Told(world), Is.Empty);
        for (var minute = 0; minute < 3; minute++)
            await world.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(AlertTests.Told(world).Single(), Does.StartWith("JitBot cannot write the checkpoints of its log on box since"));
        Assert.That(await AlertTests.ProblemsAsync(world), Has.One.StartsWith("checkpoints: JitBot cannot write"));

        await world.RestartAsync();
        for (var minute = 0; minute < 50; minute++)
            await world.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(world.Provider.IsMember, Is.False, "access ends at its time");
        var request = await world.GrantAsync();
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Granting>(), "none is given, for an hour has passed, restart or not");

        Directory.Delete(key);
        await world.KeepHouseAsync(TimeSpan.FromMinutes(1));
        await world.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Active>());
        Assert.That(AlertTests.Told(world)[^1], Does.StartWith("The checkpoints of the log are written again"));
    }

    [Test]
    public async Task A_checkpoint_is_posted_once_an_hour_if_the_log_has_grown_and_the_last_one_at_stop()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        for (var minute = 0; minute < 180; minute++)
            await world.KeepHouseAsync(TimeSpan.FromMinutes(1));
        var posted = Posted(world);
        Assert.That(posted, Has.Count.InRange(1, 2), "the grant and its end, nothing after");
        Assert.That(posted, Has.All.Matches<Checkpoint>(each => each.IsGenuine()));

        await world.AskAsync();
        using var stop = new CancellationTokenSource();
        var running = world.Engine.RunAsync(stop.Token);
        world.Witness(world.Clock.GetUtcNow()); // nothing is done before somebody has said what time it is
        await stop.CancelAsync();
        await running;
        Assert.That(Posted(world)[^1].Size, Is.EqualTo((await world.Store.ReadHeadsAsync(default)).Sum(head => head.Size)));
    }

    [Test]
    public async Task A_database_restored_from_an_old_backup_gives_nothing_until_an_operator_has_accepted_it()
    {
        await using var world = await EngineWorld.OpenAsync();
        var first = await world.GrantAsync();
        await world.KeepHouseAsync(TimeSpan.FromMinutes(6));
        await world.RestartAsync(() => world.CopyDatabase("old"));
        await world.Desk.ReturnAsync(EngineWorld.Riley, first, world.Gesture(), default);
        await world.KeepHouseAsync(TimeSpan.FromMinutes(6));
        world.Provider.IsMember = true; // as it was when the backup was made

        await world.RestartAsync(() => world.RestoreDatabase("old"));
        Assert.That(AlertTests.Told(world).Single(), Does.StartWith("JitBot's database was restored from an old backup, seen")
            .And.Contain("lines, but the checkpoint published at").And.Contain("database (Directory group)").And.Contain("audit accept-restore --yes"));
        Assert.That(await AlertTests.ProblemsAsync(world), Has.One.StartsWith("restored: JitBot's database was restored"));
        var request = await world.AskAsync(EngineWorld.Morgan);
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(world.Provider.Changes.Count(call => call == "add"), Is.EqualTo(1), "none is given");
        await world.KeepHouseAsync(TimeSpan.FromHours(1));
        Assert.That(world.Provider.IsMember, Is.False, "what the backup knows of is taken away");

        await world.RestartAsync();
        Assert.That(await AlertTests.ProblemsAsync(world), Has.One.StartsWith("restored: "), "a restart does not end it");
        var acceptance = world.Get<Operations.RestoreAcceptance>();
        await acceptance.AcceptAsync((await acceptance.LookAsync(default))!, default);
        await world.RestartAsync();
        Assert.That(AlertTests.Told(world)[^1], Does.StartWith("The restored database was accepted by an operator."));
        Assert.That(await AlertTests.ProblemsAsync(world), Is.Empty);
        await world.GrantAsync();
        Assert.That(world.Provider.IsMember, Is.True);
    }

    [Test]
    public async Task A_database_restored_without_its_key_and_checkpoints_is_found_out_too_and_a_crash_between_file_and_database_is_not()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        await world.KeepHouseAsync(TimeSpan.FromMinutes(6));
        var (file, key) = (Path.Combine(world.Folder, "checkpoints.jsonl"), Path.Combine(world.Folder, "checkpoints.key"));

        // A checkpoint that was written outside but not within, and half of another.
        using (var ecdsa = System.Security.Cryptography.ECDsa.Create())
        {
            ecdsa.ImportFromPem(await File.ReadAllTextAsync(key));
            var heads = await world.Store.ReadHeadsAsync(default);
            await File.AppendAllTextAsync(file, CheckpointJson.Write(Checkpoint.Sign(heads, world.Clock.GetUtcNow().AddSeconds(1), ecdsa)) + "\n{\"Size\":");
        }

        await world.RestartAsync();
        Assert.That(AlertTests.Told(world), Is.Empty);
        await world.RestartAsync(() =>
        {
            File.Delete(file);
            File.Delete(key);
        });
        Assert.That(AlertTests.Told(world).Single(), Does.Contain("nobody can tell how old it is"));
    }

    private static List<Checkpoint> Posted(EngineWorld world) =>
        [.. world.Chat.Announcements.Where(each => each.Place == EngineWorld.AuditChannel).Select(each => CheckpointJson.Find(each.Words)!)];
}
