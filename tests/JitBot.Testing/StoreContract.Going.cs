using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>From one effect to the next in one transaction: a batch completes the effect that led to it, and claims those it leads to.</summary>
public abstract partial class StoreContract
{
    private static readonly Effect Other = new Effect.Wake(new RequestId("r-2"));

    [Test]
    public async Task A_batch_completes_the_effect_that_led_to_it()
    {
        var claimed = (await ClaimAsync((await AskAsync(Wake)).Id))!;
        var answer = await GoOnAsync(claimed);
        Assert.That(answer.Renewed, Is.Null);
        Assert.That(await Store.ListPendingAsync(null, default), Is.Empty);
        Assert.That(await Store.LoadAsync(Stream, after: 0, default), Has.Count.EqualTo(2), "and its line is there");
    }

    [Test]
    public async Task An_effect_that_was_asked_for_again_is_not_lost_by_what_it_led_to()
    {
        var claimed = (await ClaimAsync((await AskAsync(Wake)).Id))!;
        var again = await AskAsync(Wake, Now.AddSeconds(1));
        Assert.That((await GoOnAsync(claimed)).Renewed, Is.EqualTo(again));
        Assert.That(await ClaimAsync(again.Id, again.DueAt), Is.EqualTo(new ClaimedEffect(again.Id, Wake, again.DueAt, 1, 2, 2)), "free, with its attempts anew");
    }

    [Test]
    public async Task A_batch_may_ask_again_for_the_effect_that_led_to_it()
    {
        var claimed = (await ClaimAsync((await AskAsync(Wake)).Id))!;
        var answer = await GoOnAsync(claimed, new DueEffect(Wake, Now.AddHours(1)));
        Assert.That(answer.Renewed, Is.EqualTo(new EffectRow(claimed.Id, Lane.Revocation, Now.AddHours(1))).And.EqualTo(answer.Effects.Single()));
        Assert.That(await Store.ListPendingAsync(null, default), Is.EqualTo(answer.Effects));
    }

    [Test]
    public async Task Whoever_has_lost_the_lease_appends_and_completes_nothing()
    {
        var claimed = (await ClaimAsync((await AskAsync(Wake)).Id))!;
        await LeasesRunOutAsync();
        var theirs = (await ClaimAsync(claimed.Id, LeaseEnd))!;
        Assert.That((await GoOnAsync(claimed)).Renewed, Is.Null);
        Assert.That(await Store.LoadAsync(Stream, after: 0, default), Has.Count.EqualTo(2));
        Assert.That(await Store.ListPendingAsync(null, default), Has.Count.EqualTo(1), "it is another's");
        Assert.That(await Store.CompleteAsync(theirs, default), Is.Null);
        Assert.That(await Store.ListPendingAsync(null, default), Is.Empty);
    }

    [Test]
    public async Task Nothing_is_completed_or_claimed_by_a_batch_that_is_not_appended()
    {
        var claimed = (await ClaimAsync((await AskAsync(Wake)).Id))!;
        var answered = new Answered("gesture", "first", Now);
        await Store.AppendAsync(Lines(Stream, 1) with { Answered = answered }, default);
        var batch = Lines(Stream, 1) with { Completes = claimed, Effects = [new DueEffect(Other, DueEffect.AtOnce)], Claims = new Claims([0], Now, Lease) };
        Assert.That(await Store.AppendAsync(batch, default), Is.TypeOf<AppendAnswer.Conflict>());
        Assert.That(await Store.AppendAsync(batch with { Answered = answered }, default), Is.TypeOf<AppendAnswer.Repeated>());
        Assert.That((await Store.ListPendingAsync(null, default)).Select(row => row.Id), Is.EqualTo(new[] { claimed.Id }));
    }

    [Test]
    public async Task An_effect_is_claimed_by_whoever_stores_it()
    {
        var answer = await TakeAsync([0], new DueEffect(Wake, DueEffect.AtOnce), new DueEffect(Other, DueEffect.AtOnce));
        var (taken, left) = (answer.Effects[0], answer.Effects[1]);
        Assert.That(answer.Claimed, Is.EqualTo(new[] { new ClaimedEffect(taken.Id, Wake, DueEffect.AtOnce, 1, 1, 1) }));
        Assert.That(await Store.ListPendingAsync(Now, default), Is.EqualTo(new[] { left }), "the other one is free");
        Assert.That(await ClaimAsync(taken.Id), Is.Null);
        await LeasesRunOutAsync();
        Assert.That(await ClaimAsync(taken.Id, LeaseEnd), Has.Property("Attempt").EqualTo(2), "whoever stored it may have begun it");
    }

    [Test]
    public async Task What_was_claimed_as_it_was_stored_is_completed_like_anything_else()
    {
        var answer = await TakeAsync([0], new DueEffect(Wake, DueEffect.AtOnce));
        Assert.That(await Store.CompleteAsync(answer.Claimed.Single(), default), Is.Null);
        Assert.That(await Store.ListPendingAsync(null, default), Is.Empty);
    }

    [Test]
    public async Task What_is_not_due_or_under_anothers_lease_is_stored_and_not_claimed()
    {
        var theirs = (await ClaimAsync((await AskAsync(Wake)).Id))!;
        var answer = await TakeAsync([0, 1], new DueEffect(Wake, DueEffect.AtOnce), new DueEffect(Other, Now.AddSeconds(1)));
        Assert.That(answer.Claimed, Is.Empty);
        Assert.That(await Store.CompleteAsync(theirs, default), Is.EqualTo(answer.Effects[0]), "it was asked for again");
        Assert.That(await Store.ListPendingAsync(null, default), Is.EqualTo(answer.Effects));
    }

    [Test]
    public async Task What_is_completed_and_asked_for_again_can_be_claimed_in_the_same_breath()
    {
        var claimed = (await ClaimAsync((await AskAsync(Wake)).Id))!;
        var version = (await Store.LoadAsync(Stream, after: 0, default)).Count;
        var batch = Lines(Stream, version) with { Completes = claimed, Effects = [new DueEffect(Wake, DueEffect.AtOnce)], Claims = new Claims([0], Now, Lease) };
        var answer = (AppendAnswer.Appended)await Store.AppendAsync(batch, default);
        Assert.That(answer.Claimed, Is.EqualTo(new[] { new ClaimedEffect(claimed.Id, Wake, DueEffect.AtOnce, 1, 2, 2) }));
        Assert.That(await Store.CompleteAsync(claimed, default), Is.Null, "the lease before is over");
        Assert.That(await Store.ListPendingAsync(null, default), Has.Count.EqualTo(1));
    }

    private async Task<AppendAnswer.Appended> GoOnAsync(ClaimedEffect claimed, params IReadOnlyList<DueEffect> effects) => (AppendAnswer.Appended)await Store.AppendAsync(
        Lines(Stream, (await Store.LoadAsync(Stream, after: 0, default)).Count) with { Completes = claimed, Effects = effects }, default);

    private async Task<AppendAnswer.Appended> TakeAsync(IReadOnlyList<int> places, params IReadOnlyList<DueEffect> effects) => (AppendAnswer.Appended)await Store.AppendAsync(
        Lines(Stream, (await Store.LoadAsync(Stream, after: 0, default)).Count) with { Effects = effects, Claims = new Claims(places, Now, Lease) }, default);
}
