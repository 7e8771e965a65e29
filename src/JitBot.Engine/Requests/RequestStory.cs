using JitBot.Core.Access;

namespace JitBot.Engine.Requests;

/// <summary>A request as its stream tells it: the state, the version and each event with the version it has.</summary>
public sealed record RequestStory(RequestId Id, AccessState State, IReadOnlyList<(long Version, AccessEvent Event)> Lines)
{
    /// <summary>The version of the last line; 0 before the first.</summary>
    public long Version => Lines.Count == 0 ? 0 : Lines[^1].Version;

    /// <summary>The events alone.</summary>
    public IEnumerable<AccessEvent> Events => Lines.Select(line => line.Event);

    /// <summary>When its end began, if it has.</summary>
    public DateTimeOffset? EndBegun => Events.OfType<AccessEvent.RevocationBegun>().LastOrDefault()?.At;
}
