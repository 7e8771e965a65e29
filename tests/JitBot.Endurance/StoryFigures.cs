using JitBot.Endurance.History;
using JitBot.Endurance.History.Rules;

namespace JitBot.Endurance;

/// <summary>What a story came to. <paramref name="Kind"/> says how to play it again.</summary>
internal sealed record StoryFigures(
    string Kind, int Kills, int Restarts, int Gestures, int Requests, int Granted, int Changes, IReadOnlyList<Violation> Violations, IReadOnlyList<Lateness> Lateness)
{
    public static StoryFigures Of(Story story, IReadOnlyList<Violation> violations, int kills, int restarts, string kind) => new(
        kind,
        kills,
        restarts,
        story.Gestures.Count,
        story.Gestures.Count(gesture => gesture.Kind == GestureKind.Ask),
        story.Changes.Count(change => change is { Added: true, Ours: true }),
        story.Changes.Count(change => change.Ours),
        violations,
        [.. MembershipRules.Measure(story)]);
}
