using JitBot.Core.Catalogue;
using JitBot.Core.Chat;

namespace JitBot.Chat.Teams;

/// <summary>
/// What a form offers: entitlements before anything is typed, durations while nothing is chosen, and who approves what is chosen.
/// </summary>
internal sealed record TeamsOffer(IReadOnlyList<Entitlement> Entitlements, IReadOnlyList<TimeSpan> Lengths, Prospect Prospect);
