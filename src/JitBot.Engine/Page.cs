namespace JitBot.Engine;

/// <summary>A page of a list: its rows, which page it is, and how many there are; an empty list is one page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Number, int Count);

/// <summary>Which page somebody wants, and how many rows fit on one.</summary>
public sealed record PageRequest(int Number, int Size)
{
    /// <summary>No list is read further than this: who needs more needs the audit log.</summary>
    public const int MostRows = 10_000;

    /// <summary>The page of a list that is at hand; a number beyond the end means the last one.</summary>
    public Page<T> Of<T>(IReadOnlyList<T> all)
    {
        var count = Math.Max(1, (all.Count + Size - 1) / Size);
        var number = Math.Clamp(Number, 1, count);
        return new Page<T>([.. all.Skip((number - 1) * Size).Take(Size)], number, count);
    }
}
