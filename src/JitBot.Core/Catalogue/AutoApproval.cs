namespace JitBot.Core.Catalogue;

/// <summary>
/// A rule by which nobody needs to be asked: the requester is one of these at that moment, wants it for no longer than <paramref name="AtMost"/>, and, if there are
/// windows, it is one of those times of the week.
/// </summary>
public sealed record AutoApproval(IReadOnlyList<Rule> For, TimeSpan AtMost, IReadOnlyList<WeeklyWindow> Windows);
