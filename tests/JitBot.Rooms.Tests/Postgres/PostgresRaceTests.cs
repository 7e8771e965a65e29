using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Storage.Postgres;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>Several processes on one database: whoever loses a race is told so and throws nothing.</summary>
public class PostgresRaceTests : PostgresFixture
{
    private PostgresStore _first = null!;
    private PostgresStore _second = null!;

    [SetUp]
    public async Task OpenTwo() => (_first, _second) = (await OpenAsync(), await OpenAsync());

    [Test]
    public async Task Each_process_has_a_chain_of_its_own_and_a_free_one_is_taken_again()
    {
        Assert.That((_first.Chain, _second.Chain), Is.EqualTo((1, 2)));
        await _first.DisposeAsync();
        Assert.That((await OpenAsync()).Chain, Is.EqualTo(1));
    }

    [Test]
    public async Task Of_many_in_two_processes_who_race_for_a_version_one_wins_and_the_chains_verify()
    {
        for (var round = 0; round < 20; round++)
        {
            var answers = await BothAsync(8, store => store.AppendAsync(BatchOf("r-1", after: 2 * round), default));
            Assert.That(answers.OfType<AppendAnswer.Appended>().Count(), Is.EqualTo(1));
            Assert.That(answers.OfType<AppendAnswer.Conflict>().Count(), Is.EqualTo(7));
        }
        Assert.That(await VerifyAsync(_second), Is.InstanceOf<AuditVerdict.Good>());
        Assert.That(await _first.LoadAsync(BatchOf("r-1").Stream, after: 0, default), Has.Count.EqualTo(40));
    }

    [Test]
    public async Task A_gesture_delivered_to_both_is_answered_once_though_it_asks_for_different_streams()
    {
        for (var round = 0; round < 10; round++)
        {
            var number = 0;
            var answers = await BothAsync(4, store => store.AppendAsync(
                BatchOf($"r-{round}-{Interlocked.Increment(ref number)}") with { Answered = new Answered($"gesture-{round}", "answer", Now) }, default));
            Assert.That(answers.OfType<AppendAnswer.Appended>().Count(), Is.EqualTo(1));
            Assert.That(answers.OfType<AppendAnswer.Repeated>(), Has.Exactly(3).EqualTo(new AppendAnswer.Repeated("answer")));
        }
    }

    [Test]
    public async Task A_delivery_received_by_both_is_stored_once()
    {
        var delivery = new Delivery("chat", "gesture", "kind", "{}", Now);
        var rows = await BothAsync(8, store => store.ReceiveAsync(delivery, default));
        Assert.That(rows.Count(row => row is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_who_ask_for_the_same_effects_in_opposite_order_both_get_them()
    {
        await TamperAsync("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = ''10ms''', current_database()); END $$");
        var (one, other) = (await OpenAsync(), await OpenAsync());
        Effect[] effects = [.. Enumerable.Range(0, 10).Select(i => new Effect.Wake(new RequestId($"wake-{i}")))];
        for (var round = 0; round < 10; round++)
        {
            var answers = await Task.WhenAll(
                Task.Run(() => one.AppendAsync(Asking($"one-{round}", effects), default)),
                Task.Run(() => other.AppendAsync(Asking($"other-{round}", [.. effects.Reverse()]), default)));
            Assert.That(answers, Has.All.InstanceOf<AppendAnswer.Appended>());
        }

        static Batch Asking(string request, Effect[] effects) =>
            BatchOf(request) with { Effects = [.. effects.Select(effect => new DueEffect(effect, Now))] };
    }

    [Test]
    public async Task An_effect_is_claimed_by_one_of_two_and_only_that_one_can_settle_it()
    {
        var row = ((AppendAnswer.Appended)await _first.AppendAsync(BatchOf("r-1"), default)).Effects.Single();
        var claims = (await BothAsync(8, store => store.ClaimAsync([row.Id], Now, Lease, default))).SelectMany(claim => claim).ToList();
        Assert.That(claims, Has.Count.EqualTo(1));

        await TamperAsync("UPDATE effects SET lease_until = clock_timestamp()");
        var (late, next) = (claims.Single(), (await _second.ClaimAsync([row.Id], Now, Lease, default)).Single());
        Assert.That(next.Epoch, Is.EqualTo(late.Epoch + 1));
        Assert.That(await _first.CompleteAsync(late, default), Is.Null);
        Assert.That(await _first.PostponeAsync(late, Now.AddDays(1), "late", default), Is.EqualTo(row));
        Assert.That(await AskAsync("SELECT count(*) FROM jitbot.effects WHERE lease_until IS NOT NULL"), Is.EqualTo(1L), "the other's lease stays");
        Assert.That(await _second.CompleteAsync(next, default), Is.Null);
        Assert.That(await _first.ListPendingAsync(null, default), Is.Empty);
    }

    [Test]
    public async Task The_argument_decides_what_is_due_and_the_databases_clock_how_long_a_lease_lasts()
    {
        var row = ((AppendAnswer.Appended)await _first.AppendAsync(BatchOf("r-1"), default)).Effects.Single();
        await _first.ClaimAsync([row.Id], Now, Lease, default);
        Assert.That(await _second.ClaimAsync([row.Id], Now.AddYears(1), Lease, default), Is.Empty, "a process whose clock is far ahead takes nothing away");
        Assert.That(await _second.ListPendingAsync(Now.AddYears(1), default), Is.Empty);
    }

    [Test]
    public async Task Two_on_one_chain_leave_it_unbroken()
    {
        // What a lost lock could lead to: the second believes the first's chain to be its own.
        await TamperAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1");
        var third = await OpenAsync();
        Assert.That(third.Chain, Is.EqualTo(_first.Chain), "the first has not noticed yet");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? _first : third).AppendAsync(BatchOf($"r-{i}"), default))));
        Assert.That(await VerifyAsync(third), Is.InstanceOf<AuditVerdict.Good>());

        await _first.ListPendingAsync(Now, default);
        Assert.That(_first.Chain, Is.EqualTo(3), "it noticed at the sweep and took the lowest free one");
    }

    private async Task<T[]> BothAsync<T>(int count, Func<PostgresStore, Task<T>> work) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => work(i % 2 == 0 ? _first : _second))));
}
