using System.Globalization;
using JitBot.Core.Chat;

namespace JitBot.Core.Access;

/// <summary>How long people usually take to say yes, from what they took lately.</summary>
public static class UsualTime
{
    /// <summary>So many of the last grants count: more would tell of people who decide no more.</summary>
    public const int MostCounted = 20;

    /// <summary>Of fewer nothing is said: one night's accident is no custom, and of one or two it could be told whose they were.</summary>
    public const int FewestCounted = 3;

    /// <summary>What was asked for earlier than this says nothing of today.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromDays(90);

    /// <summary>Whether a request in this phase may have been approved.</summary>
    public static bool MayCount(Phase phase) => phase is Phase.Granting or Phase.Active or Phase.Ending or Phase.Ended;

    /// <summary>From asking until enough people had said yes; null if nobody did, or if nobody was asked: an emergency, or what a policy approves by itself.</summary>
    public static TimeSpan? ToYes(IReadOnlyCollection<AccessEvent> events)
    {
        if (events.Any(e => e is AccessEvent.AutoApproved or AccessEvent.GlassBroken))
            return null;
        var asked = events.OfType<AccessEvent.Asked>().FirstOrDefault();
        var begun = events.OfType<AccessEvent.GrantBegun>().FirstOrDefault();
        return asked is null || begun is null || begun.At < asked.At ? null : begun.At - asked.At;
    }

    /// <summary>The sentence, by the median; null where there are too few.</summary>
    public static string? Say(IReadOnlyCollection<TimeSpan> times)
    {
        if (times.Count < FewestCounted)
            return null;
        var sorted = times.Order().ToList();
        var median = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        var usual = median < TimeSpan.FromMinutes(1) ? "less than a minute" : Spans.InWords(median);
        return string.Create(CultureInfo.InvariantCulture, $"A yes usually takes {usual} (the last {times.Count}).");
    }
}
