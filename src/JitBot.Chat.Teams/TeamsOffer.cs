using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;

namespace JitBot.Chat.Teams;

/// <summary>
/// What a form offers: entitlements before anything is typed, durations while nothing is chosen, and who approves what is chosen.
/// </summary>
internal sealed record TeamsOffer(IReadOnlyList<Entitlement> Entitlements, IReadOnlyList<TimeSpan> Lengths, Prospect Prospect)
{
    /// <summary>Whether something may be asked for for somebody else while nothing is chosen.</summary>
    public bool AsksWhom { get; init; }

    /// <summary>Whom it is for, where that was said before; null for whoever asks.</summary>
    public AccountFacts? Whom { get; init; }
}
