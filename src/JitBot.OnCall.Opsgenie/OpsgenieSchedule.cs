namespace JitBot.OnCall.Opsgenie;

/// <summary>A schedule as a rule names it: by its id, which is a UUID, or by its name.</summary>
internal static class OpsgenieSchedule
{
    /// <summary>Longer than any name on a page; an id is shorter.</summary>
    private const int Longest = 100;

    /// <summary>
    /// Whether this can be one; checked before any URL is made of it. Dots alone would be another address, and no page says what becomes of a slash in a
    /// name: such a schedule is named by its id.
    /// </summary>
    public static bool IsOne(string schedule) =>
        schedule.Length is > 0 and <= Longest && schedule.Trim() == schedule && !schedule.Any(c => char.IsControl(c) || c is '/' or '\\') && schedule.Any(c => c != '.');

    /// <summary>How the API is told which of the two it is (https://docs.opsgenie.com/docs/who-is-on-call-api).</summary>
    public static string TypeOf(string schedule) => IsId(schedule) ? "id" : "name";

    /// <summary>Whether the answer is about the schedule that was asked for.</summary>
    public static bool Fits(OpsgenieParent? answered, string schedule) =>
        IsId(schedule) ? string.Equals(answered?.Id, schedule, StringComparison.OrdinalIgnoreCase) : string.Equals(answered?.Name, schedule, StringComparison.Ordinal);

    private static bool IsId(string schedule) => Guid.TryParseExact(schedule, "D", out _);
}
