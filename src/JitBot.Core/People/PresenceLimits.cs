namespace JitBot.Core.People;

/// <summary>How often it is looked whether those who have, or ask for, access are still there.</summary>
public static class PresenceLimits
{
    /// <summary>
    /// Whoever is shown the door has lost their access before they are at it, and a grant of an hour is looked at a dozen times; more often would spend the providers'
    /// quotas on people who are almost always there.
    /// </summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What only waits gives nobody anything: it is looked at less often, and once more when access is given. Most requests wait for hours, and there are many more of them
    /// than there are grants.
    /// </summary>
    public static readonly TimeSpan LookAtWaitingEvery = TimeSpan.FromMinutes(30);

    /// <summary>What could not be told is asked again after this, or after what the source asked for, but no later than at the next look.</summary>
    public static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>
    /// No more looks a second than this: a third of what one directory takes from us at its best. With more to look at than fits into <see cref="LookEvery"/> each is
    /// looked at less often, so that no queue grows.
    /// </summary>
    public const int MostASecond = 20;

    /// <summary>One person's many grants are one question within this.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    /// <summary>
    /// When the next look is due at what gives access, or only waits for it. <paramref name="waiting"/> is how many moments wait in all; of each request that is watched at
    /// least one does.
    /// </summary>
    public static TimeSpan Every(int waiting, bool hasAccess) =>
        TimeSpan.FromSeconds(Math.Max((hasAccess ? LookEvery : LookAtWaitingEvery).TotalSeconds, (double)waiting / MostASecond));
}
