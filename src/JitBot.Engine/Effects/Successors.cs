using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Effects;

/// <summary>
/// Has what must be done at once begun by whoever stores it: claimed in the same transaction while its door has a hand free, so that no second commit stands between a decision and the
/// call it leads to. What finds no hand is not claimed and waits its turn with everything else: a lease is for who works.
/// </summary>
internal sealed class Successors(Hands hands, Mandate mandate, TrustedClock clock, WorkerLease lease)
{
    /// <summary>
    /// Long enough for what is begun at once, and short for what nobody begins because the commit was not answered: others find it with their next sweep. Taken up twice it is only looked at
    /// twice: a call that is under way is written down, and has a lease of its own.
    /// </summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private Action<ClaimedEffect> _begin = _ => { };
    private Action _freed = () => { };
    private volatile bool _isOpen;

    /// <summary>Lets them be begun by whoever runs effects, who is told when a hand was kept in vain; until then none is taken.</summary>
    public void Open(Action<ClaimedEffect> begin, Action freed) => (_begin, _freed, _isOpen) = (begin, freed, true);

    /// <summary>None is taken any more; what was taken before is still begun.</summary>
    public void Close() => _isOpen = false;

    /// <summary>Keeps hands for those of a batch's effects that can begin at once. The hand of what is completed with the batch counts as free.</summary>
    public Claims? Reserve(IReadOnlyList<DueEffect> effects, ClaimedEffect? completes)
    {
        if (!_isOpen || clock.IsDoubted)
            return null;
        var places = new List<int>();
        var ending = completes is null ? null : Door.Of(completes.Effect);
        for (var place = 0; place < effects.Count; place++)
        {
            if (!IsUrgent(effects[place]))
                continue;
            var (door, lane) = (Door.Of(effects[place].Effect), effects[place].Effect.Lane);
            if (!hands.TryBegin(door, lane, besidesOneEnding: door == ending))
                continue;
            places.Add(place);
            ending = door == ending ? null : ending;
        }

        return places.Count == 0 ? null : new Claims(places, clock.Now, lease.Length < Longest ? lease.Length : Longest);
    }

    /// <summary>Begins those that were claimed, and lets go of the hands that were kept for others; all of them if nothing was appended.</summary>
    public void Begin(Batch batch, AppendAnswer.Appended? appended)
    {
        var claimed = (appended?.Claimed ?? []).ToDictionary(effect => effect.Id);
        foreach (var place in batch.Claims?.Places ?? [])
        {
            if (appended is null || !claimed.Remove(appended.Effects[place].Id, out var effect))
                Free(Door.Of(batch.Effects[place].Effect));
            else
                _begin(effect);
        }
    }

    /// <summary>Somebody may have waited for the hand meanwhile.</summary>
    private void Free(string door)
    {
        hands.End(door);
        _freed();
    }

    /// <summary>Taking access away and giving it; what people are told has time until nothing else waits.</summary>
    private bool IsUrgent(DueEffect due) => due.DueAt == DueEffect.AtOnce && due.Effect.Lane is Lane.Revocation or Lane.Grant && mandate.Covers(due.Effect.Lane);
}
