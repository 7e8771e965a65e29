using JitBot.Core.Chat;
using JitBot.Core.Operations;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Operations;

/// <summary>Remembers the channels in which cards could not be posted, until one could again.</summary>
internal sealed class PlaceWatch(TrustedClock clock)
{
    /// <summary>A channel nothing was posted in for so long may have been opened again: nobody is told again what may not be so any more.</summary>
    private static readonly TimeSpan HoldsFor = TimeSpan.FromMinutes(90);

    private readonly Lock _gate = new();
    private readonly Dictionary<Place.Channel, Look> _looks = [];

    /// <summary>A card could not be posted there. A person's direct messages are theirs to close, and no operator's matter.</summary>
    public void Lost(Place place, string what)
    {
        if (place is not Place.Channel channel)
            return;
        lock (_gate)
            _looks[channel] = new Look(what, _looks.GetValueOrDefault(channel) is { What: not null } before ? before.Since : clock.Now, clock.Now);
    }

    /// <summary>A card was posted there.</summary>
    public void Works(Place place)
    {
        if (place is not Place.Channel channel)
            return;
        lock (_gate)
            _looks[channel] = new Look(null, clock.Now, clock.Now);
    }

    /// <summary>Whether the last card that was meant for a channel could not be posted; null if none was by this process.</summary>
    public bool? IsLost(Place.Channel channel)
    {
        lock (_gate)
            return _looks.TryGetValue(channel, out var look) ? look.What is not null : null;
    }

    /// <summary>What was seen last of each channel.</summary>
    public IReadOnlyList<Sighting> Sight()
    {
        lock (_gate)
            return [.. _looks.Where(each => clock.Now - each.Value.SeenAt < HoldsFor).Select(each => Sight(each.Key, each.Value))];
    }

    private static Sighting Sight(Place.Channel place, Look look) => look.What is { } what
        ? Sighting.Of(new Condition.Unwritable(place.Platform, place.Id, what), look.Since, look.SeenAt)
        : Sighting.Well(Condition.PlaceKey(place.Platform, place.Id), look.SeenAt);

    private sealed record Look(string? What, DateTimeOffset Since, DateTimeOffset SeenAt);
}
