namespace JitBot.Core.Catalogue;

/// <summary>How much one human being may ask for: how many requests may be open at once, and how many may be made within a day.</summary>
public sealed record AskQuota(int MostOpen, int MostADay)
{
    /// <summary>The most that settings may allow.</summary>
    public const int Most = Store.AskedSoFar.MostListed;

    /// <summary>Far more than anybody needs at once, and few enough that approvers can still tell what is asked for.</summary>
    public static AskQuota Default { get; } = new(10, 50);
}
