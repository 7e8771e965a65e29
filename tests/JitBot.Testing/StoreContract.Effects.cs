using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>Pending effects: claimed by one worker at a time, never lost.</summary>
public abstract partial class StoreContract
{
    private static readonly Effect Wake = new Effect.Wake(new RequestId("r-1"));

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly DateTimeOffset LeaseEnd = Now + Lease;

    [Test]
    public async Task A_due_effect_is_claimed_with_what_it_holds()
    {
        var row = await AskAsync(Wake);
        Assert.That(await ClaimAsync(row.Id), Is.EqualTo(new ClaimedEffect(row.Id, Wake, Now, 1, 1, 1)));
    }

    [Test]
    public async Task Nothing_is_claimed_before_its_time()
    {
        var row = await AskAsync(Wake, Now.AddTicks(1)); // a part of a millisecond counts
        Assert.That(await ClaimAsync(row.Id), Is.Null);
        Assert.That(row.DueAt, Is.GreaterThan(Now));
        Assert.That(await ClaimAsync(row.Id, row.DueAt), Is.Not.Null);
    }

    [Test]
    public async Task A_claimed_effect_is_nobody_elses_until_the_lease_ends()
    {
        var row = await AskAsync(Wake);
        await ClaimAsync(row.Id);
        Assert.That(await ClaimAsync(row.Id, LeaseEnd.AddMilliseconds(-1)), Is.Null);
        await LeasesRunOutAsync();
        Assert.That(await ClaimAsync(row.Id, LeaseEnd), Has.Property("Attempt").EqualTo(2));
    }

    [Test]
    public async Task What_waits_in_a_lane_is_listed_with_what_it_holds_the_earliest_first()
    {
        var notice = new Effect.Notify(new RequestId("r-1"), NoticeKind.Ended);
        var later = await AskAsync(Wake, Now.AddHours(1));
        var release = new Effect.Wake(new RequestId("r-2"));
        var aside = await AskAsync(new Effect.Wake(new RequestId("r-3")));
        await AskAsync(notice);
        var row = await AskAsync(release);
        await Store.ParkAsync((await ClaimAsync(aside.Id))!, "broken", Now, default);
        await ClaimAsync(row.Id);
        Assert.That(await Store.ListWaitingAsync(Lane.Revocation, default), Is.EqualTo(new[] { new DueEffect(release, Now), new DueEffect(Wake, later.DueAt) }));
        Assert.That(await Store.ListWaitingAsync(Lane.Notice, default), Is.EqualTo(new[] { new DueEffect(notice, Now) }));
    }

    [Test]
    public async Task A_batch_may_ask_for_effects_or_keep_an_answer_without_a_line()
    {
        var stream = StreamId.Of(new RequestId("r-1"));
        var fold = new Effect.Fold(new Place.Channel("Chat", "C1"));
        var asked = await Store.AppendAsync(new Batch(stream, 0, [], [], [new DueEffect(fold, Now)], null, null), default);
        Assert.That(asked, Is.TypeOf<AppendAnswer.Appended>());
        var kept = await Store.AppendAsync(new Batch(stream, 0, [], [], [], null, new Answered("told", "told", Now)), default);
        Assert.That(kept, Is.TypeOf<AppendAnswer.Appended>());
        Assert.That(await Store.ListWaitingAsync(Lane.Notice, default), Is.EqualTo(new[] { new DueEffect(fold, Now) }));
        Assert.That(await Store.FindAnswerAsync("told", default), Is.EqualTo("told"));
        Assert.That(await Store.ReadHeadsAsync(default), Is.Empty);
    }

    [Test]
    public async Task An_unknown_row_is_not_claimed() =>
        Assert.That(await Store.ClaimAsync([77], Now, Lease, default), Is.Empty);

    [Test]
    public async Task Workers_who_claim_at_once_never_get_the_same_row()
    {
        var rows = new List<long>();
        for (var i = 0; i < 40; i++)
            rows.Add((await AskAsync(new Effect.Wake(new RequestId($"r-{i}")))).Id);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.ClaimAsync(rows, Now, Lease, default))));
        Assert.That(claims.SelectMany(claim => claim).Select(effect => effect.Id), Is.EquivalentTo(rows));
    }

    [Test]
    public async Task A_completed_effect_is_gone()
    {
        var row = await AskAsync(Wake);
        Assert.That(await Store.CompleteAsync((await ClaimAsync(row.Id))!, default), Is.Null);
        Assert.That(await Store.ListPendingAsync(null, default), Is.Empty);
        Assert.That(await ClaimAsync(row.Id, LeaseEnd), Is.Null);
    }

    [Test]
    public async Task The_id_of_a_row_that_is_gone_is_never_given_again()
    {
        var row = await AskAsync(Wake);
        await Store.CompleteAsync((await ClaimAsync(row.Id))!, default);
        Assert.That((await AskAsync(Wake)).Id, Is.Not.EqualTo(row.Id));
    }

    [Test]
    public async Task A_postponed_effect_comes_back_at_its_time_and_counts_its_attempts()
    {
        var row = await AskAsync(Wake);
        var later = Now.AddSeconds(10);
        var postponed = await Store.PostponeAsync((await ClaimAsync(row.Id))!, later, "throttled", default);
        Assert.That(postponed, Is.EqualTo(row with { DueAt = later }));
        Assert.That(await Store.ListPendingAsync(null, default), Is.EqualTo(new[] { postponed }));
        Assert.That(await ClaimAsync(row.Id, later.AddMilliseconds(-1)), Is.Null);
        Assert.That(await ClaimAsync(row.Id, later), Is.EqualTo(new ClaimedEffect(row.Id, Wake, later, 2, 1, 2)));
    }

    [Test]
    public async Task Hurried_everything_is_due_and_free_but_what_was_set_aside()
    {
        var later = await AskAsync(Wake, Now.AddDays(3));
        var held = await AskAsync(new Effect.Wake(new RequestId("r-2")));
        var parked = await AskAsync(new Effect.Wake(new RequestId("r-3")));
        await ClaimAsync(held.Id);
        await Store.ParkAsync((await ClaimAsync(parked.Id))!, "poison", Now, default);
        var rows = await Store.HurryAsync(default);
        Assert.That(rows, Is.EqualTo(new[] { held, later }), "with the moments they had");
        Assert.That(await ClaimAsync(later.Id), Is.Not.Null);
        Assert.That(await ClaimAsync(held.Id), Has.Property("Attempt").EqualTo(2));
        Assert.That(await ClaimAsync(parked.Id), Is.Null);
    }

    [Test]
    public async Task A_parked_effect_is_shown_and_not_claimed()
    {
        var row = await AskAsync(Wake);
        await Store.ParkAsync((await ClaimAsync(row.Id))!, "poison", Now, default);
        Assert.That(await Store.ListParkedAsync(default), Is.EqualTo(new[] { new ParkedEffect(row.Id, Wake.Key, 1, "poison", Now) }));
        Assert.That(await Store.ListPendingAsync(null, default), Is.Empty);
        Assert.That(await ClaimAsync(row.Id, LeaseEnd), Is.Null);
    }

    [Test]
    public async Task A_parked_effect_asked_for_again_goes_on()
    {
        var row = await AskAsync(Wake);
        await Store.ParkAsync((await ClaimAsync(row.Id))!, "poison", Now, default);
        Assert.That((await AskAsync(Wake)).Id, Is.EqualTo(row.Id));
        Assert.That(await Store.ListParkedAsync(default), Is.Empty);
        Assert.That(await ClaimAsync(row.Id), Is.Not.Null);
    }

    [Test]
    public async Task The_same_key_again_replaces_what_is_pending()
    {
        var row = await AskAsync(Removing(false), Now);
        var again = await AskAsync(Removing(true), Now.AddSeconds(5));
        Assert.That(again, Is.EqualTo(new EffectRow(row.Id, Lane.Revocation, Now.AddSeconds(5))));
        Assert.That(await Store.ListPendingAsync(null, default), Is.EqualTo(new[] { again }));
        Assert.That(await ClaimAsync(row.Id, again.DueAt), Is.EqualTo(new ClaimedEffect(row.Id, Removing(true), again.DueAt, 1, 2, 1)));

        static Effect Removing(bool removes) => new Effect.Converge(new("provider", "group", "subject"), removes);
    }

    [Test]
    public async Task Asked_for_again_under_a_lease_it_waits_for_the_worker_and_is_not_lost()
    {
        var row = await AskAsync(Wake);
        var claimed = (await ClaimAsync(row.Id))!;
        var again = await AskAsync(Wake, Now.AddSeconds(1));
        Assert.That(await ClaimAsync(row.Id, Now.AddSeconds(2)), Is.Null, "the lease stays");
        Assert.That(await Store.CompleteAsync(claimed, default), Is.EqualTo(again));
        Assert.That(await ClaimAsync(row.Id, Now.AddSeconds(2)), Is.EqualTo(new ClaimedEffect(row.Id, Wake, again.DueAt, 1, 2, 2)));
    }

    [Test]
    public async Task Postponed_after_it_was_asked_for_again_it_comes_at_the_earlier_time([Values(1, 60)] int again)
    {
        var row = await AskAsync(Wake);
        var claimed = (await ClaimAsync(row.Id))!;
        await AskAsync(Wake, Now.AddSeconds(again));
        var postponed = await Store.PostponeAsync(claimed, Now.AddSeconds(30), "throttled", default);
        Assert.That(postponed.DueAt, Is.EqualTo(Now.AddSeconds(Math.Min(again, 30))));
        Assert.That(await ClaimAsync(row.Id, postponed.DueAt), Is.Not.Null, "the lease is over");
    }

    [Test]
    public async Task Parking_does_not_lose_what_was_asked_for_again_meanwhile()
    {
        var row = await AskAsync(Wake);
        var claimed = (await ClaimAsync(row.Id))!;
        await AskAsync(Wake);
        await Store.ParkAsync(claimed, "poison", Now, default);
        Assert.That(await Store.ListParkedAsync(default), Is.Empty);
        Assert.That(await ClaimAsync(row.Id), Is.Not.Null);
    }

    [Test]
    public async Task An_attempt_that_never_succeeded_still_counts_when_it_is_asked_for_again()
    {
        var row = await AskAsync(Wake);
        var claimed = await ClaimAsync(row.Id);
        for (var i = 0; i < 3; i++)
        {
            await Store.PostponeAsync(claimed!, Now, "lost answer", default);
            claimed = await ClaimAsync(row.Id);
        }
        await Store.PostponeAsync(claimed!, Now, "lost answer", default);
        await AskAsync(Wake);
        Assert.That(await ClaimAsync(row.Id), Has.Property("Attempt").EqualTo(2), "one may have had its effect; the patience is new");
    }

    [Test]
    public async Task Whoever_lost_the_lease_can_neither_postpone_nor_park_what_another_holds([Values] bool parks)
    {
        var row = await AskAsync(Wake);
        var slow = (await ClaimAsync(row.Id))!;
        await LeasesRunOutAsync();
        await ClaimAsync(row.Id, LeaseEnd);
        if (parks)
            await Store.ParkAsync(slow, "too late", LeaseEnd, default);
        else
            Assert.That(await Store.PostponeAsync(slow, LeaseEnd, "too late", default), Is.EqualTo(row));
        Assert.That(await Store.ListParkedAsync(default), Is.Empty);
        Assert.That(await Store.ClaimAsync([row.Id], LeaseEnd, Lease, default), Is.Empty, "the other's lease stays");
    }

    [Test]
    public async Task Postponing_what_another_completed_brings_nothing_back()
    {
        var row = await AskAsync(Wake);
        var slow = (await ClaimAsync(row.Id))!;
        await LeasesRunOutAsync();
        await Store.CompleteAsync((await ClaimAsync(row.Id, LeaseEnd))!, default);
        await Store.PostponeAsync(slow, LeaseEnd, "too late", default);
        await Store.ParkAsync(slow, "too late", LeaseEnd, default);
        Assert.That(await Store.CompleteAsync(slow, default), Is.Null);
        Assert.That(await Store.ListPendingAsync(null, default), Is.Empty);
        Assert.That(await Store.ListParkedAsync(default), Is.Empty);
    }

    [Test]
    public async Task Whoever_lost_the_lease_does_not_free_the_row_another_works_on_by_completing_it()
    {
        var row = await AskAsync(Wake);
        var slow = (await ClaimAsync(row.Id))!;
        await AskAsync(Wake);
        await LeasesRunOutAsync();
        await ClaimAsync(row.Id, LeaseEnd);
        Assert.That(await Store.CompleteAsync(slow, default), Is.Null);
        Assert.That(await Store.ClaimAsync([row.Id], LeaseEnd, Lease, default), Is.Empty, "the other's lease stays");
    }

    [Test]
    public async Task The_sweep_sees_what_is_due_and_free_and_nothing_else()
    {
        var due = await AskAsync(Wake);
        var held = await AskAsync(new Effect.Wake(new RequestId("r-2")));
        var future = await AskAsync(new Effect.Wake(new RequestId("r-3")), Now.AddSeconds(1));
        await ClaimAsync(held.Id);
        Assert.That(await Store.ListPendingAsync(Now, default), Is.EqualTo(new[] { due }));
        Assert.That(await Store.ListPendingAsync(null, default), Is.EqualTo(new[] { due, held, future }));
    }

    [Test]
    public async Task A_delivery_is_received_once()
    {
        var delivery = new Delivery("chat", "gesture-1", "command", """{"text":"prod-db 2h 🦊"}""", Now);
        var row = await Store.ReceiveAsync(delivery, default);
        Assert.That(row, Has.Property("Lane").EqualTo(Lane.Delivery).And.Property("DueAt").EqualTo(DueEffect.AtOnce), "what has come is due by any clock");
        Assert.That(await Store.ReceiveAsync(delivery, default), Is.Null);
        Assert.That(await ClaimAsync(row!.Id), Has.Property("Effect").EqualTo(new Effect.Deliver(delivery)));
    }

    [Test]
    public async Task A_delivery_that_was_acted_on_is_still_recognised()
    {
        var delivery = new Delivery("chat", "gesture-1", "command", "{}", Now);
        var row = await Store.ReceiveAsync(delivery, default);
        await Store.CompleteAsync((await ClaimAsync(row!.Id))!, default);
        await ReopenAsync();
        Assert.That(await Store.ReceiveAsync(delivery with { ReceivedAt = Now.AddMinutes(1) }, default), Is.Null);
        Assert.That(await Store.ListPendingAsync(null, default), Is.Empty);
        Assert.That(await Store.ReceiveAsync(delivery with { Platform = "other" }, default), Is.Not.Null, "keys are a platform's own");
    }

    [Test]
    public async Task Of_many_who_receive_one_delivery_one_stores_it()
    {
        var delivery = new Delivery("chat", "gesture-1", "command", "{}", Now);
        var rows = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.ReceiveAsync(delivery, default))));
        Assert.That(rows.Count(row => row is not null), Is.EqualTo(1));
    }

    private async Task<EffectRow> AskAsync(Effect effect, DateTimeOffset? dueAt = null) => (await AppendedAsync(
        Lines(Stream, (await Store.LoadAsync(Stream, after: 0, default)).Count) with { Effects = [new DueEffect(effect, dueAt ?? Now)] })).Single();

    /// <summary>Claims the row at this moment, for as long as the lease of a worker who came at once.</summary>
    private async Task<ClaimedEffect?> ClaimAsync(long id, DateTimeOffset? now = null) =>
        (await Store.ClaimAsync([id], now ?? Now, Lease, default)).SingleOrDefault();
}
