using JitBot.Core.Chat;

namespace JitBot.Core.Catalogue;

/// <summary>
/// Who may take the access at once in an emergency, without asking anybody: for how long, how often a person and day, and until when two others must have
/// looked at it. <paramref name="Team"/> owes the reviews together: while one of them is overdue, nobody of it breaks glass again.
/// <paramref name="Places"/> are told besides the channels in which approvers are asked.
/// </summary>
public sealed record BreakGlass(IReadOnlyList<Rule> For, TimeSpan Longest, int PerDay, string Team, TimeSpan ReviewWithin, IReadOnlyList<Place> Places);
