using JitBot.Core;
using JitBot.Core.Store;

namespace JitBot.Engine.Effects;

/// <summary>Appends a batch, and brings what is to be done because of it to the attention of whoever does it.</summary>
internal sealed class BatchKeeper(IAccessStore store, WakeClock wakes, Successors successors)
{
    /// <summary>
    /// Appends; <paramref name="finishes"/> is the effect at work whose last step this is, if it is one, and <paramref name="note"/> is told what is durable before anything is begun.
    /// </summary>
    public async Task<AppendAnswer> AppendAsync(Batch batch, EffectAtWork? finishes, Action note, CancellationToken ct)
    {
        batch = batch with { Completes = finishes?.Claimed, Claims = successors.Reserve(batch.Effects, finishes?.Claimed) };
        AppendAnswer answer;
        try
        {
            answer = await store.AppendAsync(batch, ct);
        }
        catch
        {
            successors.Begin(batch, appended: null); // gives the hands back
            throw;
        }

        if (answer is AppendAnswer.Appended appended)
            Begin(batch, appended, finishes, note);
        else
            successors.Begin(batch, appended: null);
        return answer;
    }

    private void Begin(Batch batch, AppendAnswer.Appended appended, EffectAtWork? finishes, Action note)
    {
        try
        {
            var isAskedHere = appended.Effects.Any(row => row.Id == appended.Renewed?.Id); // then it is watched with what this batch asks for
            finishes?.Complete(isAskedHere ? null : appended.Renewed);
            note();
            Watch(batch, appended);
        }
        finally
        {
            successors.Begin(batch, appended);
        }
    }

    private void Watch(Batch batch, AppendAnswer.Appended appended)
    {
        var begun = appended.Claimed.Select(effect => effect.Id).ToHashSet();
        foreach (var door in batch.Effects.Zip(appended.Effects).Where(stored => !begun.Contains(stored.Second.Id)).GroupBy(stored => Door.Of(stored.First.Effect)))
            wakes.Watch([.. door.Select(stored => stored.Second)], door.Key);
    }
}
