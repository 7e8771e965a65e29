using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>
/// A group of work in one transaction of three round trips: what it meets, what it stores, and its lines. Locks are taken in one order by everybody: deliveries, people, effects, texts,
/// requests, answers, and the row of the chain last, because everything this process appends waits behind it. New effects go in as they come: those whom that makes wait both ways are parted by
/// their patience.
/// </summary>
internal sealed partial class PostgresStore
{
    /// <summary>A group waits for nobody's lock for longer than a few transactions take: what does not go on is found out by running each piece alone.</summary>
    private const string GroupPatience = "SET LOCAL lock_timeout = '200ms'";

    /// <summary>The commit alone waits as long as it must: who tells others of effects commits one after the other, however long a flush takes.</summary>
    private const string CommitPatience = "SET LOCAL lock_timeout = 0";

    private async Task RunAsync(PostgresSession db, IReadOnlyList<PostgresWork> works, bool isAlone)
    {
        var (appends, receives, settles) = (works.OfType<AppendWork>().ToList(), works.OfType<ReceiveWork>().ToList(), works.OfType<SettleWork>().ToList());
        if (isAlone && appends is [var single])
            await WaitForTurnAsync(db, single.Batch.Stream.Value);
        var pipeline = db.Pipeline();
        if (!isAlone)
            pipeline.Run(GroupPatience);
        foreach (var receive in receives.OrderBy(each => each.Key, StringComparer.Ordinal))
            receive.Look(pipeline);
        var look = new AppendLook(pipeline, appends, isAlone);
        if (settles.Count < works.Count)
            await pipeline.SendAsync();

        var (accepted, received) = (look.Decide(), receives.Where(receive => receive.IsNew()).ToList());
        var effects = new EffectPuts();
        foreach (var effect in accepted.SelectMany(work => work.Batch.Effects).Concat(received.Select(work => work.Effect)))
            effects.Add(effect);
        effects.Lock(pipeline, [.. settles.Select(settle => settle.Key), .. accepted.Select(work => work.Batch.Completes?.Effect.Key).OfType<string>()]);
        settles.ForEach(settle => settle.Write(pipeline));
        effects.Write(pipeline);
        accepted.ForEach(work => work.Complete(pipeline));
        var batches = accepted.ConvertAll(work => work.Batch);
        AppendRows.Write(pipeline, batches);
        var sealing = new Sealing(pipeline, _seat.Chain, batches);
        await pipeline.SendAsync();

        var rows = effects.Rows;
        accepted.ForEach(work => work.Claim(pipeline, rows));
        Tell(pipeline, [.. rows.Values]);
        sealing.Write(pipeline);
        if (!isAlone)
            pipeline.Run(CommitPatience);
        await pipeline.SendAsync();
        accepted.ForEach(work => work.Settle(rows));
        received.ForEach(work => work.Settle(rows[EffectPuts.KeyOf(work.Effect)]));
        settles.ForEach(work => work.Settle());
    }
}
