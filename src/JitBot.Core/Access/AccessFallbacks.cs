using JitBot.Core.Catalogue;
using JitBot.Core.Chat;

namespace JitBot.Core.Access;

/// <summary>Where approvers are asked when their channel cannot be written to any more.</summary>
public static class AccessFallbacks
{
    /// <summary>The direct messages, on the same platform, of everybody whom these rules name in person.</summary>
    public static IEnumerable<Place> For(IEnumerable<Rule> approvers, Place lost) =>
        approvers.OfType<Rule.Named>().Select(named => new Place.Direct(lost.Platform, named.Person));
}
