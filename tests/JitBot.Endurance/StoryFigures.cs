using JitBot.Endurance.History;
using JitBot.Endurance.History.Rules;

namespace JitBot.Endurance;

/// <summary>What a story came to. <paramref name="Name"/> holds the seed to play it again.</summary>
internal sealed record StoryFigures(string Name, IReadOnlyList<Violation> Violations, IReadOnlyList<Lateness> Lateness)
{
    /// <summary>How often a host was killed.</summary>
    public int Kills { get; init; }

    /// <summary>How often a host was started.</summary>
    public int Starts { get; init; }

    /// <summary>How often something else was done to the hosts, their database or the directories.</summary>
    public int Faults { get; init; }

    /// <summary>What people did.</summary>
    public int Gestures { get; init; }

    /// <summary>How often they asked.</summary>
    public int Requests { get; init; }

    /// <summary>Memberships we made.</summary>
    public int Granted { get; init; }

    /// <summary>Memberships we made or ended.</summary>
    public int Changes { get; init; }

    /// <summary>Where the logs and data of a story that broke a promise are kept.</summary>
    public string? Kept { get; init; }

    /// <summary>The story in a line, and what is wrong with it.</summary>
    public IEnumerable<string> Lines() =>
    [
        $"{Name}: {Requests} requests, {Changes} membership changes, {Violations.Count} violations",
        .. Violations.Select(violation => $"  ! {violation}"),
        .. Kept is null ? [] : new[] { $"  its logs and data are kept in {Kept}" },
    ];

    public static StoryFigures Of(Story story, IReadOnlyList<Violation> violations, string name) => new(name, violations, [.. MembershipRules.Measure(story)])
    {
        Gestures = story.Gestures.Count,
        Requests = story.Gestures.Count(gesture => gesture.Kind == GestureKind.Ask),
        Granted = story.Changes.Count(change => change is { Added: true, Ours: true }),
        Changes = story.Changes.Count(change => change.Ours),
    };
}
