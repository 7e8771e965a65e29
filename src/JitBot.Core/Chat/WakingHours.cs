using System.Globalization;
using JitBot.Core.People;

namespace JitBot.Core.Chat;

/// <summary>
/// Whether somebody is probably asleep, as it stands beside their name before a request is sent. It is for reading alone: nobody's vote goes by it, and whoever is awake
/// at four may decide at four.
/// </summary>
public static class WakingHours
{
    /// <summary>Before this few read what work sends them: half an hour earlier is a commute for some, and a night's sleep for most.</summary>
    public static readonly TimeOnly From = new(7, 0);

    /// <summary>From then on nobody can be expected to look at a chat any more, though many still do.</summary>
    public static readonly TimeOnly Until = new(23, 0);

    /// <summary>Whether people are usually up, by the clock they live by.</summary>
    public static bool Hold(DateTimeOffset there) => TimeOnly.FromTimeSpan(there.TimeOfDay) is var time && time >= From && time < Until;

    /// <summary>What stands beside the name of somebody who is probably asleep: what time it is there. Null for everybody else, and where it is not known.</summary>
    public static string? Beside(LocalClock? clock, DateTimeOffset now) =>
        clock?.At(now) is { } there && !Hold(there) ? string.Create(CultureInfo.InvariantCulture, $"it is {there:HH:mm} there") : null;
}
