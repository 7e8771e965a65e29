using System.Globalization;
using JitBot.Endurance.History.Rules;

namespace JitBot.Endurance;

/// <summary>What many stories came to, as a table.</summary>
internal static class FiguresTable
{
    /// <summary>The rows: what, how many.</summary>
    public static IEnumerable<string> Draw(IReadOnlyCollection<StoryFigures> stories, TimeSpan took)
    {
        var late = stories.SelectMany(story => story.Lateness).Where(lateness => lateness.AfterRestart).ToList();
        yield return Row("stories", stories.Count);
        yield return Row("kills", stories.Sum(story => story.Kills));
        yield return Row("starts of a host", stories.Sum(story => story.Starts));
        yield return Row("other faults", stories.Sum(story => story.Faults));
        yield return Row("gestures of people", stories.Sum(story => story.Gestures));
        yield return Row("requests", stories.Sum(story => story.Requests));
        yield return Row("memberships given", stories.Sum(story => story.Granted));
        yield return Row("membership changes", stories.Sum(story => story.Changes));
        yield return Row("violations", stories.Sum(story => story.Violations.Count));
        yield return $"  {"removals due while down",-32}{late.Count,10}   late by p50 {At(late, 0.5)}, p99 {At(late, 0.99)}, max {At(late, 1)} while a host was up";
        yield return $"  {"wall time",-32}{took.TotalSeconds,10:F0} s";
    }

    private static string Row(string what, int count) => $"  {what,-32}{count,10}";

    private static string At(List<Lateness> late, double share)
    {
        if (late.Count == 0)
            return "–";
        var sorted = late.Select(lateness => lateness.By.TotalSeconds).Order().ToList();
        return sorted[(int)Math.Ceiling(share * sorted.Count) - 1].ToString("F2", CultureInfo.InvariantCulture) + " s";
    }
}
