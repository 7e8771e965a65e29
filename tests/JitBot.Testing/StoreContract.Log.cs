using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Core.Store;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>The log: appended whole or not at all, in order, once.</summary>
public abstract partial class StoreContract
{
    [Test]
    public async Task A_new_store_is_empty()
    {
        Assert.That(await Store.LoadAsync(Stream, after: 0, default), Is.Empty);
        Assert.That(await Store.ListPendingAsync(null, default), Is.Empty);
        Assert.That(await Store.ReadHeadsAsync(default), Is.Empty);
        await AssertChainAsync(0);
    }

    [Test]
    public async Task A_batch_is_stored_whole()
    {
        var batch = Everything("r-1");
        var rows = await AppendedAsync(batch);

        Assert.That(await Store.LoadAsync(batch.Stream, after: 0, default), Is.EqualTo(new[]
        {
            new StoredLine(1, 1, Now, "request/r-1", 1, "asked", batch.Lines[0].Body),
            new StoredLine(1, 2, Now.AddSeconds(1), "request/r-1", 2, "prepared", "{}"),
        }));
        var hash = batch.Texts[0].Hash;
        Assert.That(await Store.LoadTextsAsync([hash], default), Is.EqualTo(new Dictionary<string, string> { [hash] = "because of r-1" }));
        Assert.That(rows.Select(row => (row.Lane, row.DueAt)), Is.EqualTo(new[] { (Lane.Revocation, Now.AddHours(1)), (Lane.Grant, Now) }));
        Assert.That(await Store.ListPendingAsync(null, default), Is.EqualTo(rows));
        Assert.That(await Store.FindByHandleAsync("handle-of-r-1", default), Is.EqualTo(new RequestId("r-1")));
        Assert.That(await Store.FindAnswerAsync("gesture", default), Is.EqualTo("first answer"));
        await AssertChainAsync(2);
    }

    [Test]
    public async Task A_batch_in_conflict_stores_nothing()
    {
        await Store.AppendAsync(Lines(StreamId.Of(new RequestId("r-1")), 0), default);
        Assert.That(await Store.AppendAsync(Everything("r-1"), default), Is.InstanceOf<AppendAnswer.Conflict>());
        await AssertNothingOfAsync(Everything("r-1"));
        await AssertChainAsync(1);
    }

    [Test]
    public async Task A_batch_that_cannot_be_sealed_stores_nothing_and_harms_nobody()
    {
        var broken = Everything("r-1") with { Lines = [new NewLine("asked", Now, "{}"), new NewLine("broken", Now, "no json")] };
        var good = Enumerable.Range(2, 8).Select(i => Store.AppendAsync(Lines(new StreamId($"request/r-{i}"), 0), default)).ToList();
        Assert.That(async () => await Store.AppendAsync(broken, default), Throws.InstanceOf<Exception>());

        Assert.That(await Task.WhenAll(good), Has.All.InstanceOf<AppendAnswer.Appended>());
        await AssertNothingOfAsync(broken);
        await AssertChainAsync(8);
    }

    [Test]
    public async Task Only_the_version_that_stands_can_be_followed([Values(0, 1, 3)] long expected)
    {
        await Store.AppendAsync(Lines(Stream, 0, count: 2), default);
        Assert.That(await Store.AppendAsync(Lines(Stream, expected), default), Is.InstanceOf<AppendAnswer.Conflict>());
        Assert.That(await Store.AppendAsync(Lines(Stream, 2), default), Is.InstanceOf<AppendAnswer.Appended>());
        Assert.That((await Store.LoadAsync(Stream, after: 0, default)).Select(line => line.Version), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task A_stream_can_be_read_from_where_one_has_read_to([Values(0, 1, 2, 3)] long after)
    {
        await Store.AppendAsync(Lines(Stream, 0, count: 3), default);
        Assert.That((await Store.LoadAsync(Stream, after, default)).Select(line => line.Version), Is.EqualTo(new long[] { 1, 2, 3 }[(int)after..]));
    }

    [Test]
    public async Task Whoever_found_nothing_new_finds_what_was_appended_then([Values(0, 1)] int known)
    {
        if (known > 0)
            await Store.AppendAsync(Lines(Stream, 0, count: known), default);
        for (var look = 0; look < 2; look++)
            Assert.That(await Store.LoadAsync(Stream, known, default), Is.Empty);
        await Store.AppendAsync(Lines(Stream, known), default);
        Assert.That((await Store.LoadAsync(Stream, known, default)).Select(line => line.Version), Is.EqualTo(new[] { known + 1 }));
    }

    [Test]
    public async Task Whatever_was_answered_is_found_by_whoever_looks_then_while_others_read()
    {
        const int appended = 50;
        using var enough = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await Store.LoadAsync(Stream, after: appended / 2, default);
        })).ToList();
        try
        {
            for (var version = 0; version < appended; version++)
            {
                await Store.AppendAsync(Lines(Stream, version), default);
                Assert.That(await Store.LoadAsync(Stream, version, default), Has.Count.EqualTo(1));
            }
        }
        finally
        {
            await enough.CancelAsync();
            await Task.WhenAll(readers);
        }
    }

    [Test]
    public async Task Of_many_who_race_for_a_version_one_wins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Store.AppendAsync(Lines(Stream, 0), default))));
        Assert.That(answers.OfType<AppendAnswer.Appended>().Count(), Is.EqualTo(1));
        await AssertChainAsync(1);
    }

    [Test]
    public async Task A_repeated_gesture_gets_the_first_answer_and_changes_nothing()
    {
        await Store.AppendAsync(Everything("r-1"), default);
        var again = Everything("r-2") with { Answered = new Answered("gesture", "second answer", Now) };
        Assert.That(await Store.AppendAsync(again, default), Is.EqualTo(new AppendAnswer.Repeated("first answer")));
        Assert.That(await Store.LoadAsync(again.Stream, after: 0, default), Is.Empty);
        await AssertChainAsync(2);
    }

    [Test]
    public async Task A_gesture_repeated_after_its_own_change_is_no_conflict()
    {
        await Store.AppendAsync(Everything("r-1"), default);
        Assert.That(await Store.AppendAsync(Everything("r-1"), default), Is.EqualTo(new AppendAnswer.Repeated("first answer")));
    }

    [Test]
    public async Task Old_answers_and_deliveries_are_forgotten_and_young_ones_kept()
    {
        await Store.AppendAsync(Everything("r-1", "old"), default);
        await Store.ReceiveAsync(new Delivery("chat", "old", "kind", "{}", Now), default);
        var young = Everything("r-2") with { Answered = new Answered("young", "answer", Now.AddDays(2)) };
        await Store.AppendAsync(young, default);
        await Store.ReceiveAsync(new Delivery("chat", "young", "kind", "{}", Now.AddDays(2)), default);

        await Store.PruneAnswersAsync(Now.AddDays(1), default);
        Assert.That(await Store.FindAnswerAsync("old", default), Is.Null);
        Assert.That(await Store.FindAnswerAsync("young", default), Is.EqualTo("answer"));
        Assert.That(await Store.ReceiveAsync(new Delivery("chat", "old", "kind", "{}", Now), default), Is.Not.Null);
        Assert.That(await Store.ReceiveAsync(new Delivery("chat", "young", "kind", "{}", Now), default), Is.Null);
    }

    [Test]
    public async Task Many_writers_leave_one_unbroken_chain()
    {
        const int Writers = 8;
        const int Each = 25;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await AppendedAsync(Lines(new StreamId($"request/r-{writer}"), 2 * i, count: 2));
        })));
        await AssertChainAsync(Writers * Each * 2);
    }

    [Test]
    public async Task Requests_are_found_by_requester_and_open_ones_by_entitlement_newest_first()
    {
        for (var i = 1; i <= 4; i++)
            await Store.AppendAsync(Everything($"r-{i}", $"g-{i}") with { Index = Index(i, Phase.Pending) }, default);
        await Store.AppendAsync(Lines(new StreamId("request/r-2"), 2) with { Index = Index(2, Phase.Ended) }, default);
        var ending = Index(3, Phase.Ending) with { Holding = new HoldingId("h") };
        await Store.AppendAsync(Lines(new StreamId("request/r-3"), 2) with { Index = ending }, default);

        var theirs = await Store.ListByRequesterAsync(Avery, 3, default);
        Assert.That(theirs.Select(request => request.Id.Value), Is.EqualTo(new[] { "r-4", "r-3", "r-2" }));
        Assert.That(await Store.ListOpenByEntitlementAsync("prod-db", 10, default),
            Is.EqualTo(new[] { Index(4, Phase.Pending), ending, Index(1, Phase.Pending) }));
        var lately = await Store.ListByEntitlementAsync("prod-db", Now.AddMinutes(2), 2, default);
        Assert.That(lately, Is.EqualTo(new[] { Index(4, Phase.Pending), ending }));
        lately = await Store.ListByEntitlementAsync("prod-db", Now.AddMinutes(2), 10, default);
        Assert.That(lately, Is.EqualTo(new[] { Index(4, Phase.Pending), ending, Index(2, Phase.Ended) }), "of any phase, and the first moment counts");
        Assert.That(await Store.ListByEntitlementAsync("other", Now, 3, default), Is.Empty);
        Assert.That(await Store.ListByRequesterAsync(new PersonId("p-other"), 3, default), Is.Empty);
        Assert.That(await Store.ListOpenByEntitlementAsync("other", 3, default), Is.Empty);
        Assert.That(await Store.FindByHandleAsync("handle-of-nobody", default), Is.Null);

        static RequestIndex Index(int i, Phase phase) =>
            new(new RequestId($"r-{i}"), $"handle-of-r-{i}", Avery, "prod-db", phase, Now.AddMinutes(i), null);
    }

    [Test]
    public async Task What_somebody_has_asked_for_is_counted_over_all_their_rows_and_what_is_open_is_listed_newest_first()
    {
        var elsewhere = new PersonId("p-elsewhere");
        Phase[] phases = [Phase.Preparing, Phase.Pending, Phase.Granting, Phase.Active, Phase.Ending, Phase.Ended, Phase.Denied];
        foreach (var (i, phase) in phases.Index())
            await Store.AppendAsync(Asked(i, i % 2 == 0 ? Avery : elsewhere, phase, Now.AddHours(-6 * i)), default);
        await Store.AppendAsync(Asked(8, new PersonId("p-other"), Phase.Active, Now), default);

        var asked = await Store.CountAskedAsync([Avery, elsewhere], Now, default);
        Assert.That((asked.InAll, asked.WithinADay), Is.EqualTo((7, 4)), "a day ago is not within a day");
        Assert.That(asked.Open.Select(index => index.Id.Value), Is.EqualTo(new[] { "r-0", "r-1", "r-2", "r-3" }));
        Assert.That(asked.Rows, Is.EqualTo(new[] { Avery, elsewhere }));
        Assert.That((await Store.CountAskedAsync([Avery], Now.AddDays(-1), default)).WithinADay, Is.EqualTo(3), "clocks differ: what is not a day ahead counts");
        Assert.That((await Store.CountAskedAsync([], Now, default)).InAll, Is.Zero);
    }

    [Test]
    public async Task A_request_is_taken_only_while_its_requester_has_asked_for_nothing_since()
    {
        var elsewhere = new PersonId("p-elsewhere");
        PersonId[] rows = [Avery, elsewhere];
        var before = await Store.CountAskedAsync(rows, Now, default);
        await AppendedAsync(Asked(1, elsewhere, Phase.Preparing, Now) with { AskedBefore = [before] });
        var late = Asked(2, Avery, Phase.Preparing, Now) with { AskedBefore = [before] };
        Assert.That(await Store.AppendAsync(late, default), Is.InstanceOf<AppendAnswer.Conflict>());
        Assert.That(await Store.LoadAsync(late.Stream, after: 0, default), Is.Empty);
        await AppendedAsync(late with { AskedBefore = [await Store.CountAskedAsync(rows, Now, default)] });
        await AppendedAsync(Asked(3, new PersonId("p-other"), Phase.Preparing, Now) with { AskedBefore = [AskedSoFar.Nothing with { Rows = [new PersonId("p-other")] }] });
    }

    [Test]
    public async Task Of_many_requests_of_one_person_that_race_one_is_taken()
    {
        await Store.AddAsync(new Person(Avery, "avery@example.com", "Avery", "hash"), Text("Avery"), default);
        for (var round = 0; round < 10; round++)
        {
            var before = await Store.CountAskedAsync([Avery], Now, default);
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
                () => Store.AppendAsync(Asked((10 * round) + i, Avery, Phase.Preparing, Now) with { AskedBefore = [before] }, default))));
            Assert.That(answers.OfType<AppendAnswer.Appended>().Count(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task What_somebody_asked_for_for_others_is_of_their_own_day_alone_and_is_open_for_whom_it_is_for_alone()
    {
        var other = new PersonId("p-other");
        await AppendedAsync(For(1, other, Avery));
        var asked = await Store.CountAskedAsync([Avery], Now, default);
        Assert.That((asked.InAll, asked.WithinADay, asked.Open.Count), Is.EqualTo((1, 1, 0)));
        var theirs = await Store.CountAskedAsync([other], Now, default);
        Assert.That((theirs.InAll, theirs.WithinADay), Is.EqualTo((1, 0)), "it is seen to have been asked for, and takes nothing from their day");
        Assert.That(theirs.Open.Single().AskedBy, Is.EqualTo(Avery));
        Assert.That((await Store.CountAskedAsync([Avery], Now.AddDays(1), default)).WithinADay, Is.Zero, "a day ago is not within a day");
        Assert.That((await Store.CountAskedAsync([other, Avery], Now, default)).WithinADay, Is.EqualTo(1), "one request is one, whoever asked for whom");
    }

    [Test]
    public async Task A_request_for_somebody_else_is_taken_only_while_neither_has_asked_for_anything_since()
    {
        var other = new PersonId("p-other");
        var (theirs, askers) = (await Store.CountAskedAsync([other], Now, default), await Store.CountAskedAsync([Avery], Now, default));
        await AppendedAsync(For(1, new PersonId("p-third"), Avery));
        var late = For(2, other, Avery) with { AskedBefore = [theirs, askers] };
        Assert.That(await Store.AppendAsync(late, default), Is.InstanceOf<AppendAnswer.Conflict>());
        await AppendedAsync(late with { AskedBefore = [theirs, await Store.CountAskedAsync([Avery], Now, default)] });
    }

    private static Batch For(int i, PersonId requester, PersonId asker)
    {
        var batch = Asked(i, requester, Phase.Pending, Now);
        return batch with { Index = batch.Index! with { AskedBy = asker } };
    }

    private static Batch Asked(int i, PersonId requester, Phase phase, DateTimeOffset at)
    {
        var id = new RequestId($"r-{i}");
        return Lines(StreamId.Of(id), 0) with { Index = new RequestIndex(id, $"handle-of-r-{i}", requester, "prod-db", phase, at, null) };
    }

    [Test]
    public async Task Any_text_comes_back_as_it_was(
        [Values("", "\0", "ascii", "Ünïcödé 🦊 \u202e '; DROP TABLE lines; --", "line\r\nbreak")] string any)
    {
        await Store.AppendAsync(Lines(Stream, 0) with { Texts = [Text(any)], Answered = new Answered(any, any, Now) }, default);
        Assert.That((await Store.LoadTextsAsync([Text(any).Hash], default))[Text(any).Hash], Is.EqualTo(any));
        Assert.That(await Store.FindAnswerAsync(any, default), Is.EqualTo(any));
        await AssertChainAsync(1);
    }

    [Test]
    public async Task Everything_survives_being_closed_and_opened_again()
    {
        var batch = Everything("r-1");
        var rows = await AppendedAsync(batch);
        await ReopenAsync();
        Assert.That(await Store.LoadAsync(batch.Stream, after: 0, default), Has.Count.EqualTo(2));
        Assert.That(await Store.ListPendingAsync(null, default), Is.EqualTo(rows));
        Assert.That(await Store.LoadTextsAsync([batch.Texts[0].Hash], default), Has.Count.EqualTo(1));
        Assert.That(await Store.FindByHandleAsync("handle-of-r-1", default), Is.Not.Null);
        Assert.That(await Store.AppendAsync(batch, default), Is.EqualTo(new AppendAnswer.Repeated("first answer")));
        await Store.AppendAsync(Lines(batch.Stream, 2), default);
        await AssertChainAsync(3);
    }

    private async Task AssertNothingOfAsync(Batch batch)
    {
        Assert.That(await Store.LoadTextsAsync([.. batch.Texts.Select(text => text.Hash)], default), Is.Empty);
        Assert.That(await Store.ListPendingAsync(null, default), Is.Empty);
        Assert.That(await Store.FindByHandleAsync(batch.Index!.Handle, default), Is.Null);
        Assert.That(await Store.FindAnswerAsync(batch.Answered!.Key, default), Is.Null);
    }
}
