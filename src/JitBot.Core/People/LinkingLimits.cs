namespace JitBot.Core.People;

/// <summary>
/// How long codes live and how often one may try, as NIST SP 800-63B, 5.1.3.2 has it for secrets that are carried from one channel to another:
/// ten minutes, once, and few tries (https://pages.nist.gov/800-63-3/sp800-63b.html).
/// </summary>
public static class LinkingLimits
{
    /// <summary>Long enough to open the other chat, too short to talk somebody into much.</summary>
    public static readonly TimeSpan CodeLives = TimeSpan.FromMinutes(10);

    /// <summary>Codes and refusals are counted over so long.</summary>
    public static readonly TimeSpan CountedOver = TimeSpan.FromHours(1);

    /// <summary>Nobody needs more codes in an hour; each is a line of the log.</summary>
    public const int Codes = 5;

    /// <summary>Whoever mistypes more often guesses: five tries in 48 bits find nothing.</summary>
    public const int Tries = 5;

    /// <summary>What one message holds and a reader takes in; whoever has more accounts is told how many more.</summary>
    public const int Named = 8;

    /// <summary>Of a name or an address so much is shown that nobody is taken for somebody else, and the sentence stays whole.</summary>
    public const int Name = 100;

    /// <summary>
    /// For so long a new link gives neither account what the other may ask for or approve, unless the settings say otherwise: time in which whoever
    /// was tricked reads the notice.
    /// </summary>
    public static readonly TimeSpan CoolDown = TimeSpan.FromHours(24);

    /// <summary>Less and nobody has read the notice: then a link would be a way to somebody else's rights.</summary>
    public static readonly TimeSpan ShortestCoolDown = TimeSpan.FromHours(1);

    /// <summary>Longer and people would rather not link at all, and two accounts would stay two people.</summary>
    public static readonly TimeSpan LongestCoolDown = TimeSpan.FromDays(30);
}
