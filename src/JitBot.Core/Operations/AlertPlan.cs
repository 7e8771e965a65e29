namespace JitBot.Core.Operations;

/// <summary>Decides from what was seen and what was told what is to be told now. Pure.</summary>
public static class AlertPlan
{
    /// <summary>The events of this moment, in the order of the sightings; empty if nothing is new.</summary>
    public static IReadOnlyList<OperationsEvent> Next(OperationsState state, IEnumerable<Sighting> sightings, DateTimeOffset now)
    {
        var events = new List<OperationsEvent>();
        foreach (var sighting in sightings)
        {
            if (Word(state.Alerts.GetValueOrDefault(sighting.Key), sighting, now) is not { } word)
                continue;
            word = word with { At = now };
            events.Add(word);
            state = state.Evolve(word);
        }

        return events;
    }

    private static OperationsEvent? Word(Alert? alert, Sighting seen, DateTimeOffset now) => seen switch
    {
        { Condition: null } => alert is { IsOpen: true } open && seen.SeenAt >= open.SaidAt ? new OperationsEvent.Cleared(open.Condition, open.Since) : null,
        { Until: { } until } => until - seen.Since >= AlertLimits.QuietFor(seen.Condition) && MayRaise(alert, now)
            ? new OperationsEvent.Passed(seen.Condition, seen.Since, until)
            : null,
        _ when alert is { IsOpen: true } open => now - open.SaidAt >= AlertLimits.RepeatAfter(open.Times) || IsAnother(open.Condition, seen.Condition)
            ? new OperationsEvent.Repeated(seen.Condition, open.Since)
            : null,
        _ => IsNews(alert, seen) && now - seen.Since >= AlertLimits.QuietFor(seen.Condition) && (IsSomebodysDoing(seen.Condition) || MayRaise(alert, now))
            ? new OperationsEvent.Raised(seen.Condition, seen.Since)
            : null,
    };

    /// <summary>Something else is to be done about it than was told; that does not wait until it is told again.</summary>
    private static bool IsAnother(Condition told, Condition seen) => (told, seen) switch
    {
        (Condition.ClockSuspect { IsUnwitnessed: true }, Condition.ClockSuspect { IsUnwitnessed: false }) => true,
        (Condition.EditionWaits before, Condition.EditionWaits now) => before.Version != now.Version,
        (Condition.EditionRefused before, Condition.EditionRefused now) => !before.Faults.SequenceEqual(now.Faults),
        _ => false,
    };

    /// <summary>Somebody else may have seen it to be over after we saw it last.</summary>
    private static bool IsNews(Alert? alert, Sighting seen) => alert is null || seen.SeenAt > alert.SaidAt;

    /// <summary>Settings and freezes do not come and go by themselves: each time somebody has done it, and people must hear of it.</summary>
    private static bool IsSomebodysDoing(Condition seen) => seen is Condition.EditionRefused or Condition.EditionWaits or Condition.Frozen;

    private static bool MayRaise(Alert? alert, DateTimeOffset now) => alert is null || now - alert.RaisedAt >= AlertLimits.RaisedAgainAfter;
}
