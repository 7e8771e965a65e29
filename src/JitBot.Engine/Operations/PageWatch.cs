using JitBot.Core.Operations;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Operations;

/// <summary>Remembers the pagers by which somebody could not be woken, until one could again.</summary>
internal sealed class PageWatch(TrustedClock clock)
{
    /// <summary>Pages are rare: what failed is told for so long, and whoever mends it runs doctor.</summary>
    private static readonly TimeSpan HoldsFor = TimeSpan.FromMinutes(90);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string? What, DateTimeOffset Since, DateTimeOffset SeenAt)> _looks = new(StringComparer.Ordinal);

    /// <summary>A page was given up.</summary>
    public void Lost(string pager, string what)
    {
        lock (_gate)
            _looks[pager] = (what, _looks.TryGetValue(pager, out var before) && before.What is not null ? before.Since : clock.Now, clock.Now);
    }

    /// <summary>A page was taken.</summary>
    public void Works(string pager)
    {
        lock (_gate)
            _looks[pager] = (null, clock.Now, clock.Now);
    }

    /// <summary>What was seen last of each pager.</summary>
    public IReadOnlyList<Sighting> Sight()
    {
        lock (_gate)
            return [.. _looks.Where(each => clock.Now - each.Value.SeenAt < HoldsFor).Select(each => Sight(each.Key, each.Value.What, each.Value.Since, each.Value.SeenAt))];
    }

    private static Sighting Sight(string pager, string? what, DateTimeOffset since, DateTimeOffset seenAt) =>
        what is null ? Sighting.Well(Condition.PagerKey(pager), seenAt) : Sighting.Of(new Condition.Unpaged(pager, what), since, seenAt);
}
