using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Storage.Postgres;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>What a process hears of the others.</summary>
public class PostgresTellingTests : PostgresFixture
{
    [Test]
    public async Task Effects_stored_by_another_process_are_told_and_ones_own_are_not()
    {
        var (self, other) = (await OpenAsync(), await OpenAsync());
        var heard = Hear(self);
        await self.AppendAsync(BatchOf("r-own"), default);
        var appended = ((AppendAnswer.Appended)await other.AppendAsync(BatchOf("r-1"), default)).Effects.Single();
        Assert.That(await heard.Task.WaitAsync(Patience), Is.EqualTo(new[] { appended }));

        heard = Hear(self);
        var received = await other.ReceiveAsync(new Delivery("chat", "gesture", "kind", "{}", Now), default);
        Assert.That(await heard.Task.WaitAsync(Patience), Is.EqualTo(new[] { received }));
    }

    [Test]
    public async Task After_the_listening_connection_was_lost_the_sweep_finds_what_was_missed_and_listens_again()
    {
        var (self, other) = (await OpenAsync(), await OpenAsync());
        await TamperAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1");
        var missed = ((AppendAnswer.Appended)await other.AppendAsync(BatchOf("r-1"), default)).Effects;
        Assert.That(await self.ListPendingAsync(Now, default), Is.EqualTo(missed));
        Assert.That(self.Chain, Is.EqualTo(1));

        var heard = Hear(self);
        var told = ((AppendAnswer.Appended)await other.AppendAsync(BatchOf("r-2"), default)).Effects;
        Assert.That(await heard.Task.WaitAsync(Patience), Is.EqualTo(told));
    }

    [Test]
    public async Task Many_effects_at_once_do_not_burst_the_message()
    {
        var (self, other) = (await OpenAsync(), await OpenAsync());
        var heard = Hear(self);
        var many = Enumerable.Range(0, 500).Select(i => new DueEffect(new Effect.Wake(new($"wake-{i}")), DateTimeOffset.MaxValue.AddDays(-1))).ToList();
        await other.AppendAsync(BatchOf("r-1") with { Effects = many }, default);
        Assert.That(await heard.Task.WaitAsync(Patience), Has.Count.GreaterThan(100));
    }

    [Test]
    public async Task Nonsense_that_is_told_harms_nobody()
    {
        var (self, other) = (await OpenAsync(), await OpenAsync());
        await TamperAsync($"NOTIFY {PostgresSeat.Channel}, 'nobody 1:2'; NOTIFY {PostgresSeat.Channel}");
        var heard = Hear(self);
        await other.AppendAsync(BatchOf("r-1"), default);
        await heard.Task.WaitAsync(Patience);
    }

    private static TaskCompletionSource<IReadOnlyList<EffectRow>> Hear(PostgresStore store)
    {
        var heard = new TaskCompletionSource<IReadOnlyList<EffectRow>>(TaskCreationOptions.RunContinuationsAsynchronously);
        store.StoredElsewhere += rows => heard.TrySetResult(rows);
        return heard;
    }
}
