using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Storage.Postgres;
using Npgsql;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>What one process commits together: it shares a flush and nothing else.</summary>
public class PostgresGroupTests : PostgresFixture
{
    private const int Many = 40;

    private PostgresStore _store = null!;

    [SetUp]
    public async Task Open() => _store = await OpenAsync();

    [Test]
    public async Task Batches_that_come_at_once_share_a_few_commits()
    {
        var answers = await Task.WhenAll(Numbers().Select(i => _store.AppendAsync(BatchOf($"r-{i}"), default)));
        Assert.That(answers, Has.All.InstanceOf<AppendAnswer.Appended>());
        Assert.That(await AskAsync("SELECT count(DISTINCT xmin::text) FROM jitbot.lines"), Is.LessThanOrEqualTo(Many / 4));
        Assert.That(await _store.LoadAsync(BatchOf("r-7").Stream, after: 0, default), Has.Count.EqualTo(2));
        Assert.That(await VerifyAsync(_store), Is.InstanceOf<AuditVerdict.Good>());
        var rows = answers.SelectMany(answer => ((AppendAnswer.Appended)answer).Effects);
        Assert.That(await _store.ListPendingAsync(null, default), Is.EquivalentTo(rows));
    }

    [Test]
    public async Task A_batch_that_fails_undoes_nobody_elses_of_its_group()
    {
        await _store.AppendAsync(Asking("r-0", "handle-0"), default);
        var first = _store.AppendAsync(BatchOf("r-first"), default);
        var unsealable = _store.AppendAsync(BatchOf("r-unsealable") with { Lines = [new NewLine("asked", Now, "no json")] }, default);
        var taken = _store.AppendAsync(Asking("r-1", "handle-0"), default);
        var good = Numbers().Skip(2).Select(i => _store.AppendAsync(Asking($"r-{i}", $"handle-{i}"), default)).ToList();
        Assert.That(async () => await unsealable, Throws.InstanceOf<Exception>());
        Assert.That(async () => await taken, Throws.InstanceOf<PostgresException>(), "somebody else's handle");
        Assert.That(await Task.WhenAll(good.Append(first)), Has.All.InstanceOf<AppendAnswer.Appended>());
        Assert.That(await AskAsync("SELECT count(*) FROM jitbot.effects"), Is.EqualTo((long)Many));
        Assert.That(await VerifyAsync(_store), Is.InstanceOf<AuditVerdict.Good>());
    }

    [Test]
    public async Task Batches_of_one_stream_follow_each_other_in_the_order_in_which_they_came()
    {
        var answers = await Task.WhenAll(Numbers().Select(i => _store.AppendAsync(BatchOf("r-1", after: 2 * i), default)));
        Assert.That(answers, Has.All.InstanceOf<AppendAnswer.Appended>());
        Assert.That(await _store.AppendAsync(BatchOf("r-1"), default), Is.InstanceOf<AppendAnswer.Conflict>());
    }

    [Test]
    public async Task A_gesture_answered_in_many_batches_at_once_is_answered_by_one()
    {
        var answers = await Task.WhenAll(Numbers().Select(i =>
            _store.AppendAsync(BatchOf($"r-{i}") with { Answered = new Answered("gesture", $"answer {i}", Now) }, default)));
        Assert.That(answers.OfType<AppendAnswer.Appended>().Count(), Is.EqualTo(1));
        Assert.That(answers.Skip(1), Has.All.EqualTo(new AppendAnswer.Repeated("answer 0")));
    }

    [Test]
    public async Task Of_two_who_ask_for_one_person_at_once_the_second_is_in_conflict()
    {
        await _store.AddAsync(new Person(new PersonId("p-1"), "riley@example.com", "Riley", ""), new PersonalText(new PersonId("p-1"), "salt", "Riley"), default);
        var before = new AskedSoFar([new PersonId("p-1")], 0, 0, []);
        var answers = await Task.WhenAll(Numbers().Select(i => _store.AppendAsync(Asking($"r-{i}", $"handle-{i}") with { AskedBefore = [before] }, default)));
        Assert.That(answers[0], Is.InstanceOf<AppendAnswer.Appended>());
        Assert.That(answers.Skip(1), Has.All.InstanceOf<AppendAnswer.Conflict>());
    }

    [Test]
    public async Task An_effect_asked_for_by_many_at_once_is_one_row_and_each_asking_a_generation()
    {
        await _store.AppendAsync(BatchOf("r-before") with { Effects = [Wake("shared", 0)] }, default);
        await Task.WhenAll(Numbers().Select(i => _store.AppendAsync(BatchOf($"r-{i}") with { Effects = [Wake("shared", i), Wake("shared", i + 1)] }, default)));
        var row = (await _store.ListPendingAsync(null, default)).Single();
        Assert.That(row.DueAt, Is.EqualTo(Now.AddMinutes(Many)), "the last word counts");
        Assert.That((await _store.ClaimAsync([row.Id], Now.AddDays(1), Lease, default)).Single().Generation, Is.EqualTo(1 + (2 * Many)));
    }

    [TestCase("SELECT pg_advisory_xact_lock(hashtextextended('request/r-1', 0))", TestName = "A_stream_whose_turn_another_has_holds_up_nobody_else")]
    [TestCase("SELECT 1 FROM jitbot.people WHERE id = 'p-1' FOR UPDATE", TestName = "A_person_whose_row_another_holds_holds_up_nobody_else")]
    [TestCase("SELECT 1 FROM jitbot.effects WHERE key = 'wake/r-1' FOR UPDATE", TestName = "An_effect_whose_row_another_holds_holds_up_nobody_else")]
    public async Task What_somebody_else_holds_holds_up_one_alone(string hold)
    {
        await _store.AddAsync(new Person(new PersonId("p-1"), "riley@example.com", "Riley", ""), new PersonalText(new PersonId("p-1"), "salt", "Riley"), default);
        await _store.AppendAsync(BatchOf("r-before") with { Effects = BatchOf("r-1").Effects }, default);
        await using var source = NpgsqlDataSource.Create(Database);
        await using var connection = await source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
#pragma warning disable CA2100 // the test's own words
            await using var command = new NpgsqlCommand(hold, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
            var held = _store.AppendAsync(Asking("r-1", "handle-1") with { AskedBefore = [new AskedSoFar([new PersonId("p-1")], 0, 0, [])] }, default);
            var others = Numbers().Skip(2).Take(8).Select(i => _store.AppendAsync(BatchOf($"r-{i}"), default));
            Assert.That(await Task.WhenAll(others), Has.All.InstanceOf<AppendAnswer.Appended>());
            await transaction.CommitAsync();
            Assert.That(await held, Is.InstanceOf<AppendAnswer.Appended>());
        }

        Assert.That(await VerifyAsync(_store), Is.InstanceOf<AuditVerdict.Good>());
    }

    [Test]
    public async Task Groups_of_two_processes_that_touch_the_same_rows_both_end_and_never_lock_each_other_out()
    {
        await TamperAsync("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = ''5ms''', current_database()); END $$");
        PostgresStore[] stores = [await OpenAsync(), await OpenAsync()];
        Effect[] effects = [.. Numbers().Select(i => new Effect.Wake(new RequestId($"wake-{i}")))];
        await stores[0].AppendAsync(BatchOf("r-before") with { Effects = [.. effects.Select(effect => new DueEffect(effect, Now))] }, default);
        for (var round = 0; round < 10; round++)
        {
            var answers = await Task.WhenAll(stores.SelectMany((store, which) => Numbers().Select(i => Task.Run(() => store.AppendAsync(
                BatchOf($"r-{round}-{which}-{i}") with { Effects = [new DueEffect(effects[which == 0 ? i : Many - 1 - i], Now)] }, default)))));
            Assert.That(answers, Has.All.InstanceOf<AppendAnswer.Appended>());
        }

        Assert.That(await VerifyAsync(_store), Is.InstanceOf<AuditVerdict.Good>());
        Assert.That(await AskAsync("SELECT sum(generation)::bigint FROM jitbot.effects"), Is.EqualTo(Many + (10L * 2 * Many)));
        Assert.That(await AskAsync("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"), Is.EqualTo(0L));
    }

    [Test]
    public async Task Effects_that_are_settled_at_once_share_a_few_commits_and_each_comes_to_its_own_end()
    {
        var appended = (AppendAnswer.Appended)await _store.AppendAsync(BatchOf("r-1") with { Effects = [.. Numbers().Select(i => Wake($"wake-{i}", 0))] }, default);
        var claimed = await _store.ClaimAsync([.. appended.Effects.Select(row => row.Id)], Now, Lease, default);
        var before = (long)(await AskAsync("SELECT txid_current()"))!;
        var (done, later, aside) = (claimed.Take(10).ToList(), claimed.Skip(10).Take(10).ToList(), claimed.Skip(20).Take(10).ToList());
        var lost = claimed.Skip(30).Select(claim => _store.CompleteAsync(claim with { Epoch = claim.Epoch - 1 }, default)).ToList();
        var completed = done.ConvertAll(claim => _store.CompleteAsync(claim, default));
        var postponed = later.ConvertAll(claim => _store.PostponeAsync(claim, Now.AddHours(1), "not now", default));
        await Task.WhenAll(aside.Select(claim => _store.ParkAsync(claim, "never", Now, default)).Concat<Task>(lost));

        Assert.That(await Task.WhenAll(completed), Has.All.Null);
        Assert.That((await Task.WhenAll(postponed)).Select(row => (row.Id, row.DueAt)), Is.EqualTo(later.Select(claim => (claim.Id, Now.AddHours(1)))));
        Assert.That((await _store.ListParkedAsync(default)).Select(parked => parked.Id), Is.EquivalentTo(aside.Select(claim => claim.Id)));
        Assert.That((await _store.ListPendingAsync(null, default)).Select(row => row.Id), Is.EquivalentTo(claimed.Skip(10).Take(10).Concat(claimed.Skip(30)).Select(claim => claim.Id)));
        Assert.That((long)(await AskAsync("SELECT txid_current()"))! - before, Is.LessThanOrEqualTo(Many / 4));
    }

    [Test]
    public async Task Deliveries_that_come_at_once_share_a_few_commits_and_a_repeated_one_is_kept_once()
    {
        var before = (long)(await AskAsync("SELECT txid_current()"))!;
        var rows = await Task.WhenAll(Numbers().Select(i => _store.ReceiveAsync(new Delivery("chat", $"gesture-{i / 2}", "kind", "{}", Now), default)));
        Assert.That((long)(await AskAsync("SELECT txid_current()"))! - before, Is.LessThanOrEqualTo(Many / 4));
        Assert.That(rows.Where((_, i) => i % 2 == 1), Has.All.Null);
        Assert.That(rows.Where((_, i) => i % 2 == 0), Is.EqualTo(await _store.ListPendingAsync(null, default)));
    }

    [Test]
    public async Task Work_that_is_taken_back_while_it_waits_is_not_done()
    {
        using var enough = new CancellationTokenSource();
        var first = _store.AppendAsync(BatchOf("r-1"), default);
        var second = _store.AppendAsync(BatchOf("r-2"), enough.Token);
        await enough.CancelAsync();
        Assert.That(async () => await second, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await first, Is.InstanceOf<AppendAnswer.Appended>());
        Assert.That(await _store.LoadAsync(BatchOf("r-2").Stream, after: 0, default), Is.Empty);
    }

    [Test]
    public async Task What_is_queued_when_it_closes_is_finished_and_what_comes_later_is_refused()
    {
        var queued = Numbers().Select(i => _store.AppendAsync(BatchOf($"r-{i}"), default)).ToList();
        await _store.DisposeAsync();
        Assert.That(await Task.WhenAll(queued), Has.All.InstanceOf<AppendAnswer.Appended>());
        Assert.That(() => _store.AppendAsync(BatchOf("r-late"), default), Unavailable("JitBot is stopping"));
    }

    private static IEnumerable<int> Numbers() => Enumerable.Range(0, Many);

    private static DueEffect Wake(string request, int minutes) => new(new Effect.Wake(new RequestId(request)), Now.AddMinutes(minutes));

    private static Batch Asking(string request, string handle) => BatchOf(request) with
    {
        Index = new RequestIndex(new RequestId(request), handle, new PersonId("p-1"), "database", Phase.Pending, Now, null),
    };
}
