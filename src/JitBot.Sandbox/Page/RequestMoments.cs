using JitBot.Core.Access;

namespace JitBot.Sandbox.Page;

/// <summary>A moment at which time alone changes a request, and what happens then, in words.</summary>
internal sealed record RequestMoment(DateTimeOffset At, string What);

/// <summary>
/// What time will do to a request. It has one wake, which brings the first of these moments; each sets the wake anew for the one behind it, so
/// whoever sees the wake alone takes a warning for the end.
/// </summary>
internal static class RequestMoments
{
    /// <summary>Those that are known by now, the soonest first.</summary>
    public static IReadOnlyList<RequestMoment> Of(AccessState state) => [.. Ahead(state).OrderBy(moment => moment.At)];

    private static IEnumerable<RequestMoment> Ahead(AccessState state) => state switch
    {
        AccessState.Preparing s => [new(s.Facts.LapsesAt, "lapses")],
        AccessState.Pending s => Waiting(s),
        AccessState.Granting s => [new(s.NotAfter, "may not be added any more")],
        AccessState.Active s => [.. InForce(s), .. Review(s)],
        AccessState.Known s => Review(s),
        _ => [],
    };

    private static IEnumerable<RequestMoment> Waiting(AccessState.Pending state)
    {
        if (state.WakeAt is { } urge && urge < state.Facts.LapsesAt)
            yield return new(urge, "approvers are reminded, or others asked besides");
        yield return new(state.Facts.LapsesAt, "lapses");
    }

    private static IEnumerable<RequestMoment> InForce(AccessState.Active state)
    {
        if (state.WarnsAt is { } warning)
            yield return new(warning, "warned");
        if (state.UrgesAt is { } urge && urge < state.EndsAt)
            yield return new(urge, "approvers are reminded of more time, or others asked besides");
        yield return new(state.EndsAt, "time is up");
    }

    private static IEnumerable<RequestMoment> Review(AccessState.Known state)
    {
        if (state.WakeAt is not null && state.Facts.Emergency?.RemindsAt is { } overdue)
            yield return new(overdue, "its review is overdue");
    }
}
