namespace JitBot.Core.Settings;

/// <summary>Finds the name that somebody probably meant.</summary>
public static class NearName
{
    /// <summary>So many letters of a name may hold one slip: more of them, and it is another name.</summary>
    private const int LettersForASlip = 4;

    /// <summary>The known name that is nearest to the wrong one, however it is capitalised; null if none is so near that it was probably meant.</summary>
    public static string? Of(string wrong, IEnumerable<string> known) => Of(wrong, known, name => Math.Max(wrong.Length, name.Length));

    /// <summary>The same where only so many letters of the name are the writer's own, as before the @ of an address.</summary>
    public static string? Of(string wrong, IEnumerable<string> known, int letters) => Of(wrong, known, _ => letters);

    private static string? Of(string wrong, IEnumerable<string> known, Func<string, int> letters)
    {
        var near = from name in known
                   let most = Math.Max(1, letters(name) / LettersForASlip)
                   where Math.Abs(name.Length - wrong.Length) <= most
                   let slips = Slips(wrong.ToLowerInvariant(), name.ToLowerInvariant())
                   where slips <= most
                   orderby slips, name
                   select name;
        return near.FirstOrDefault();
    }

    /// <summary>
    /// How many letters were left out, put in, taken for another, or swapped with the next (the optimal string alignment distance; Damerau 1964).
    /// </summary>
    private static int Slips(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
                rows[i, j] = i == 0 ? j : j == 0 ? i : Fewest(rows, one, other, i, j);
        }

        return rows[one.Length, other.Length];
    }

    private static int Fewest(int[,] rows, string one, string other, int i, int j)
    {
        var fewest = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
        var isSwap = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return isSwap ? Math.Min(fewest, rows[i - 2, j - 2] + 1) : fewest;
    }
}
