using JitBot.Core.Chat;
using JitBot.Core.Effects;

namespace JitBot.Core.People;

/// <summary>
/// What must be done after an event about people's accounts: everybody is told whose account it changes something for, whoever did it, and the home
/// pages on which it does are drawn.
/// </summary>
public static class LinkingReactor
{
    /// <summary>The effects; <paramref name="version"/> is the line's.</summary>
    public static IEnumerable<Effect> React(LinkingState before, LinkingEvent happened, long version) => happened switch
    {
        LinkingEvent.Linked e => React(before.Evolve(e).Ties, e, version),
        LinkingEvent.Parted e => [.. Tell(version, before.Ties.WholeAt(e.By.Person.Id).SelectMany(tie => new[] { tie.One, tie.Other })), .. Draw(before.Ties, e.By)],
        _ => [],
    };

    /// <summary>Rights go on over several links, so whoever was linked with one end before is told as loudly as the ends.</summary>
    private static IEnumerable<Effect> React(Ties after, LinkingEvent.Linked happened, long version) =>
        [.. Tell(version, after.PartiesOf(happened.Given.Person.Id)), .. Draw(after, happened.Given)];

    private static IEnumerable<Effect> Tell(long version, IEnumerable<LinkParty> ends) =>
        ends.Select(end => new Place.Direct(end.Account.Platform, end.Person.Id)).Distinct().Select(place => new Effect.TellLink(place, version));

    private static IEnumerable<Effect> Draw(Ties ties, LinkParty party) => ties.LinkedWith(party.Person.Id).Select(row => new Effect.Home(row, IsAwaited: false));
}
