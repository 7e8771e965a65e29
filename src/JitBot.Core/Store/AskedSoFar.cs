using JitBot.Core.People;

namespace JitBot.Core.Store;

/// <summary>
/// What one human being had asked for when somebody looked: with these rows, so many requests in all, so many within a day, and those of their own that are not over,
/// newest first. What they asked for for others is counted too, and what others asked for for them. Requests are only ever added, and one that is over stays so: as
/// long as <paramref name="InAll"/> is right, nothing of it has come to stand in the way since.
/// </summary>
public sealed record AskedSoFar(IReadOnlyList<PersonId> Rows, long InAll, int WithinADay, IReadOnlyList<RequestIndex> Open)
{
    /// <summary>More open requests than this are not listed; no setting lets anybody have more.</summary>
    public const int MostListed = 1_000;

    /// <summary>Requests asked for within this time, on either side of now, count for a day's: clocks differ a little, and one that was ahead must lock nobody out for longer.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Nobody has asked for anything.</summary>
    public static AskedSoFar Nothing { get; } = new([], 0, 0, []);
}
