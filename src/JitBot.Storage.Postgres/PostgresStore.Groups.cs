using JitBot.Core.Audit;
using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>
/// A group of work in one transaction of three round trips: what it meets, what it stores, and its lines. Locks are taken in one order by everybody: people, effects, texts, requests,
/// answers, and the row of the chain last, because everything this process appends waits behind it.
/// </summary>
internal sealed partial class PostgresStore
{
    /// <summary>A group waits for nobody's lock for longer than a few transactions take: what does not go on is found out by running each piece alone.</summary>
    private const string GroupPatience = "SET LOCAL lock_timeout = '200ms'";

    private async Task RunAsync(PostgresSession db, IReadOnlyList<PostgresWork> works, bool isAlone)
    {
        var appends = works.OfType<AppendWork>().ToList();
        if (isAlone && appends is [var single])
            await WaitForTurnAsync(db, single.Batch.Stream.Value);
        var first = db.Pipeline();
        if (!isAlone)
            first.Run(GroupPatience);
        var look = new AppendLook(first, appends, isAlone);
        await first.SendAsync();

        var accepted = look.Decide();
        var second = db.Pipeline();
        var effects = new EffectPuts();
        foreach (var effect in accepted.SelectMany(work => work.Batch.Effects))
            effects.Add(effect);
        effects.Write(second);
        AppendRows.Write(second, accepted.ConvertAll(work => work.Batch));
        var sealing = new Sealing(second, _seat.Chain, accepted.ConvertAll(work => work.Batch));
        await second.SendAsync();

        var third = db.Pipeline();
        Tell(third, [.. effects.Rows.Values]);
        sealing.Write(third);
        await third.SendAsync();
        foreach (var work in accepted)
            work.Settle(new AppendAnswer.Appended([.. work.Batch.Effects.Select(effect => effects.Rows[EffectPuts.KeyOf(effect)])]));
    }
}
