using System.Text;

namespace JitBot.Core.Catalogue;

/// <summary>Text as it is compared when somebody searches: small letters, and Latin ones without their accents.</summary>
internal static class Folding
{
    private const char FirstLatin = '\u00C0';
    private const char FirstLatinMore = '\u1E00';

    // The letter under the accent, for U+00C0 to U+017F and U+1E00 to U+1EFF (decomposed by the Unicode tables, and ß, æ, ø, đ, ł and their
    // like as the letter they are typed for). This process runs without the tables of a language, so string.Normalize leaves accents on.
    private const string Latin =
        "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
        + "lllnnnnnn.nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private const string LatinMore =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
        + "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
        + "wwwwwwwwwwxxxxyyzzzzzzhtwyas....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    /// <summary>Kept in the tables for what has no letter under it.</summary>
    private const char None = '.';

    /// <summary>The text to compare by.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!IsCombiningAccent(letter))
                folded.Append(char.ToLowerInvariant(Bare(letter)));
        }

        return folded.ToString();
    }

    private static bool IsCombiningAccent(char letter) => letter is >= '\u0300' and <= '\u036F';

    private static char Bare(char letter)
    {
        var bare = letter switch
        {
            >= FirstLatin when letter - FirstLatin < Latin.Length => Latin[letter - FirstLatin],
            >= FirstLatinMore when letter - FirstLatinMore < LatinMore.Length => LatinMore[letter - FirstLatinMore],
            _ => None,
        };
        return bare == None ? letter : bare;
    }
}
