using JitBot.Core.Access;

namespace JitBot.Engine.Requests;

/// <summary>A request as its stream tells it: the state, the version and each event with the version it has.</summary>
public sealed record RequestStory(RequestId Id, AccessState State, IReadOnlyList<(long Version, AccessEvent Event)> Lines)
{
    /// <summary>The version of the last line; 0 before the first.</summary>
    public long Version => Lines.Count == 0 ? 0 : Lines[^1].Version;

    /// <summary>The events alone.</summary>
    public IEnumerable<AccessEvent> Events => Lines.Select(line => line.Event);

    /// <summary>From when the membership was confirmed until it was confirmed gone, or needed by another grant alone; null before both are known.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? InForce =>
        Events.OfType<AccessEvent.GrantConfirmed>().LastOrDefault() is { } confirmed && Events.OfType<AccessEvent.Ended>().LastOrDefault() is { } ended
            ? (confirmed.At, ended.At)
            : null;

    /// <summary>When its end began, if it has.</summary>
    public DateTimeOffset? EndBegun => Events.OfType<AccessEvent.RevocationBegun>().LastOrDefault()?.At;
}
