namespace JitBot.Core.Chat;

/// <summary>
/// The platform-neutral picture of a person's home page: what waits for them, what they have and have asked for, and what they may want again.
/// Every string may hold any Unicode text: platforms escape and cut it. The flags say that there is more than is listed.
/// </summary>
public sealed record HomeView(
    IReadOnlyList<RequestView> ToDecide,
    bool HasMoreToDecide,
    IReadOnlyList<HomeRequest> Mine,
    bool HasMoreOfMine,
    IReadOnlyList<HomeAgain> Again)
{
    /// <summary>Whether there is anything that may be taken at once in an emergency.</summary>
    public bool HasGlass { get; init; }
}

/// <summary>One of somebody's own requests; <paramref name="EndsAt"/> is when it ends, while it is in force and will be taken away.</summary>
public sealed record HomeRequest(RequestView Request, DateTimeOffset? EndsAt);

/// <summary>Something somebody has asked for before, and for how long.</summary>
public sealed record HomeAgain(string EntitlementId, string Name, TimeSpan Length);
