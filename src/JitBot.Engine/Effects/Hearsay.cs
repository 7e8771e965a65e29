using JitBot.Core.Effects;
using JitBot.Core.Store;

namespace JitBot.Engine.Effects;

/// <summary>
/// How much of what is told of other processes is kept in mind. Telling may need no right at all (in PostgreSQL every role may notify,
/// https://www.postgresql.org/docs/current/sql-notify.html), so nonsense is passed over and no flood fills the memory: the sweep finds what
/// is true and was left out.
/// </summary>
internal sealed class Hearsay
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _since;
    private int _kept;

    /// <summary>Those of the rows that are worth a place in the wheel.</summary>
    public IReadOnlyList<EffectRow> Sift(IReadOnlyList<EffectRow> told, DateTimeOffset now)
    {
        var sound = told.Where(row => row.Id is > 0 and <= WakeClock.MostId && Enum.IsDefined(row.Lane) && row.DueAt <= now + WorkerLimits.OthersAhead);
        lock (_gate)
        {
            if (now - _since >= Window || now < _since)
                (_since, _kept) = (now, 0);
            List<EffectRow> kept = [.. sound.Take(WorkerLimits.MostOthersAMinute - _kept)];
            _kept += kept.Count;
            return kept;
        }
    }
}
