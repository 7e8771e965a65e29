using JitBot.Core.People;

namespace JitBot.Core.Store;

/// <summary>
/// What one human being had asked for when somebody looked: with these rows, so many requests in all, for themselves or others or by others for them; so many within a day by
/// their own hand, whomever they were for; and those of their own, whoever asked, that are not over, newest first. Requests are only ever added, and one that is over stays so:
/// as long as <paramref name="InAll"/> is right, nothing of it has come to stand in the way since.
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
