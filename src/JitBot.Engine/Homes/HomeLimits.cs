namespace JitBot.Engine.Homes;

/// <summary>How long home pages are kept up to date, and how much stands on one.</summary>
internal static class HomeLimits
{
    /// <summary>Whoever has not looked for so long is not shown anything any more until they open it again: each page costs a call at each change.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>A screen or two of one's own requests that are not over.</summary>
    public const int Mine = 15;

    /// <summary>A screen or two of decisions.</summary>
    public const int ToDecide = 15;

    /// <summary>What somebody may want again is at hand; the rest is in the form.</summary>
    public const int Again = 5;

    /// <summary>So many of somebody's newest requests are looked through for those that are not over.</summary>
    public const int MostAsked = 1_000;

    /// <summary>So many undecided requests of all people are looked through, the oldest first: far more than anybody lets pile up.</summary>
    public const int MostUndecided = 1_000;

    /// <summary>At opening the owner's membership is asked for so many groups of approvers, which takes seconds at a directory.</summary>
    public const int MostGroups = 50;

    /// <summary>
    /// For all these questions together: somebody looks at an empty tab meanwhile, and a directory that hangs must not hold a hand that other
    /// people's clicks wait for.
    /// </summary>
    public static readonly TimeSpan GroupsAnswerWithin = TimeSpan.FromSeconds(5);

    /// <summary>Whoever opens a page again within this time sees it with the groups of then: flipping a tab asks no directory anything.</summary>
    public static readonly TimeSpan GroupsLast = TimeSpan.FromMinutes(1);
}
