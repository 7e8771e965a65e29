using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using JitBot.Core.Quota;

namespace JitBot.Providers.Okta;

/// <summary>
/// Obeys Okta's rate-limit headers, one budget per kind of call (https://developer.okta.com/docs/reference/rl-best-practices/), and leaves
/// the last fifth of each to removals. A wait is the reset minus the Date of the same answer, both by Okta's clock, and is then measured by
/// ours as a span: a wrong clock here makes it neither longer nor shorter.
/// </summary>
internal sealed class OktaRateLimit(TimeProvider clock)
{
    /// <summary>The headers count whole seconds, so anything shorter would come back too early.</summary>
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    /// <summary>Okta's windows are a minute long; a reset much further off is a mistake, and asking again costs one call.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>The length of a window, and what to wait when an answer does not say.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>One in so many calls of a budget is kept for removals.</summary>
    private const int KeptOneIn = 5;

    private readonly long _start = clock.GetTimestamp();
    private readonly ConcurrentDictionary<string, Budget> _budgets = new();

    private TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>Null if a call of this kind may go, and then it is counted; else how long to wait. The first calls go: nothing is known yet.</summary>
    internal TimeSpan? Ask(string kind, Urgency urgency) => _budgets.TryGetValue(kind, out var budget) ? budget.Quota.Ask(Now, urgency) : null;

    /// <summary>Learns from an answer; the wait is given back if the answer was a refusal for being too many.</summary>
    internal TimeSpan? Learn(string kind, HttpResponseMessage answer)
    {
        var isRefused = answer.StatusCode == HttpStatusCode.TooManyRequests;
        var limit = Number(answer.Headers, "X-Rate-Limit-Limit");
        var left = Number(answer.Headers, "X-Rate-Limit-Remaining");
        TimeSpan? wait = isRefused || left <= limit / KeptOneIn ? Wait(answer.Headers) : null;

        // Too many calls at once shows a limit of 0; its reset is only a guess, so it must not stop the calls after this one.
        if (limit is not 0)
            Learn(kind, limit, wait, isSpent: isRefused || left <= 0);
        return isRefused ? wait : null;
    }

    private void Learn(string kind, long? limit, TimeSpan? wait, bool isSpent)
    {
        var most = (int)Math.Min(limit ?? int.MaxValue, int.MaxValue);
        var budget = _budgets.AddOrUpdate(kind, _ => Budget.Of(most), (_, known) => limit is null || known.Most == most ? known : Budget.Of(most));
        if (wait is { } span)
            budget.Quota.Stop(Now, span, isSpent ? Urgency.Removal : Urgency.Look);
    }

    /// <summary>How long an answer that refused a call asks to wait.</summary>
    internal static TimeSpan Wait(HttpResponseHeaders headers)
    {
        TimeSpan? byReset = Number(headers, "X-Rate-Limit-Reset") is { } reset && headers.Date is { } date
            ? TimeSpan.FromSeconds(reset - date.ToUnixTimeSeconds())
            : null;
        var wait = headers.RetryAfter?.Delta > byReset ? headers.RetryAfter.Delta : byReset ?? headers.RetryAfter?.Delta ?? Window;
        return TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, LeastWait.Ticks, LongestWait.Ticks));
    }

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private sealed record Budget(int Most, CallQuota Quota)
    {
        public static Budget Of(int most) => new(most, new CallQuota(most, Window, most / KeptOneIn));
    }
}
