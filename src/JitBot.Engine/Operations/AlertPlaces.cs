using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Operations;
using JitBot.Engine.Catalogue;

namespace JitBot.Engine.Operations;

/// <summary>
/// Where people are told of JitBot's own troubles: in the channels of our own, or wherever the catalogue's approvers are asked. A channel that
/// takes no messages is no place to say so: the approvers named in person are told directly instead.
/// </summary>
internal sealed class AlertPlaces(OperationsLog operations, PlaceWatch watch, CurrentCatalogue catalogue, OperationsSettings settings)
{
    /// <summary>The places, each once.</summary>
    public IReadOnlyList<Place> Now()
    {
        var open = settings.Places.Where(place => !IsLost(place)).ToList();
        return open.Count > 0 ? open : [.. Stages().SelectMany(PlacesOf).Distinct()];
    }

    /// <summary>The channels that any setting names.</summary>
    public IReadOnlySet<Place> Named() => settings.Places.Concat(Stages().SelectMany(stage => stage.PlacesAt(stage.Tiers.Count))).ToHashSet();

    private IEnumerable<Stage> Stages() => catalogue.Now.Entitlements.SelectMany(each => each.Policy.Stages).Distinct();

    private static IEnumerable<Place> Instead(Stage stage, Place lost) => AccessFallbacks.For(stage.Approvers, lost);

    private IEnumerable<Place> PlacesOf(Stage stage) => stage.Places.SelectMany(place => IsLost(place) ? Instead(stage, place) : [place]);

    private bool IsLost(Place place) =>
        place is Place.Channel channel && (watch.IsLost(channel) ?? operations.State.Open(Condition.PlaceKey(channel.Platform, channel.Id)) is not null);
}
