using Azure.Core;
using JitBot.Core.Quota;

namespace JitBot.Providers.Entra;

/// <summary>
/// What Graph allows an application in a tenant on identities (https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits):
/// 3,000 changes in 150 seconds, and questions worth 3,500 resource units in ten, as for the smallest tenants; and five questions to the logs
/// in ten seconds, which are counted apart so that reading them never keeps a removal waiting. Several replicas share all.
/// </summary>
internal sealed class GraphQuota(TimeProvider clock, int replicas)
{
    private const int Changes = 3_000;
    private const int Units = 3_500;
    private const int LogQuestions = 5;

    /// <summary>The last tenth is for removals alone, however many grants are asked for.</summary>
    private const int KeptInTen = 1;

    /// <summary>Calls reach Graph up to so much later than we count them; its window must not see more than ours.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ChangesWindow = TimeSpan.FromSeconds(150) + OnTheWay;
    private static readonly TimeSpan UnitsWindow = TimeSpan.FromSeconds(10) + OnTheWay;

    /// <summary>What to wait when a throttled answer does not say how long.</summary>
    private static readonly TimeSpan UnsaidWait = TimeSpan.FromSeconds(10);

    /// <summary>No service asks for longer in earnest; a header that does must not silence us.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly long _start = clock.GetTimestamp();
    private readonly CallQuota _changes = Of(Changes / replicas, ChangesWindow);
    private readonly CallQuota _questions = Of(Units / replicas, UnitsWindow);

    private readonly CallQuota _logs = new(Math.Max(1, LogQuestions / replicas), UnitsWindow * Math.Max(1, replicas / LogQuestions), kept: 0);

    private TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>Null if the request may go, and then it is counted; else how long to wait.</summary>
    public TimeSpan? Ask(RequestMethod method, Uri url, Urgency urgency) =>
        IsLog(url) ? _logs.Ask(Now, urgency)
        : IsChange(method, url) ? _changes.Ask(Now, urgency)
        : _questions.Ask(Now, urgency, IsDear(url) ? 4 : 1);

    /// <summary>Graph answered 429: everything of this kind stops, and changes and questions both if it says that both are meant.</summary>
    public void Refused(RequestMethod method, Uri url, TimeSpan? retryAfter, string? scope)
    {
        var wait = retryAfter < LongestWait ? retryAfter.Value : retryAfter is null ? UnsaidWait : LongestWait;
        if (IsLog(url))
        {
            _logs.Stop(Now, wait);
            return;
        }

        var isBoth = scope?.Contains("/ReadWrite/", StringComparison.OrdinalIgnoreCase) == true;
        if (isBoth || IsChange(method, url))
            _changes.Stop(Now, wait);
        if (isBoth || !IsChange(method, url))
            _questions.Stop(Now, wait);
    }

    private static CallQuota Of(int most, TimeSpan window) => new(most, window, most * KeptInTen / 10);

    /// <summary>Asking for memberships is a POST that changes nothing: checkMemberGroups costs four units, and getMemberGroups no more.</summary>
    private static bool IsDear(Uri url) => url.AbsolutePath.EndsWith("MemberGroups", StringComparison.Ordinal);

    /// <summary>Whether it asks for one of the logs, which are counted apart.</summary>
    public static bool IsLog(Uri url) => url.AbsolutePath.Contains("/auditLogs/", StringComparison.Ordinal);

    private static bool IsChange(RequestMethod method, Uri url) => method != RequestMethod.Get && !IsDear(url);
}
