using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace JitBot.Providers.Okta;

/// <summary>
/// Obeys Okta's rate-limit headers, one budget per kind of call (https://developer.okta.com/docs/reference/rl-best-practices/). A wait is
/// the reset minus the Date of the same answer, both by Okta's clock, and is then measured by ours as a span: a wrong clock here makes it
/// neither longer nor shorter.
/// </summary>
internal sealed class OktaRateLimit(TimeProvider clock)
{
    /// <summary>The headers count whole seconds, so anything shorter would come back too early.</summary>
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    /// <summary>Okta's windows are a minute long; a reset much further off is a mistake, and asking again costs one call.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>What to wait when an answer does not say: the length of a window.</summary>
    private static readonly TimeSpan UnsaidWait = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Pause> _pauses = new();

    /// <summary>How long this kind of call must still wait, or null if it may go.</summary>
    internal TimeSpan? Left(string kind)
    {
        if (!_pauses.TryGetValue(kind, out var pause))
            return null;
        var left = pause.Length - clock.GetElapsedTime(pause.Since);
        return left > TimeSpan.Zero ? left : null;
    }

    /// <summary>Learns from an answer; the wait is given back if the answer was a refusal for being too many.</summary>
    internal TimeSpan? Learn(string kind, HttpResponseMessage answer)
    {
        var refused = answer.StatusCode == HttpStatusCode.TooManyRequests;
        var limit = Number(answer.Headers, "X-Rate-Limit-Limit");
        var spent = Number(answer.Headers, "X-Rate-Limit-Remaining") <= 0;
        if (!refused && !spent)
            return null;
        var wait = Wait(answer.Headers);
        // Too many calls at once shows a limit of 0; its reset is only a guess, so it must not stop the calls after this one.
        if (limit is not 0)
            _pauses[kind] = new Pause(clock.GetTimestamp(), wait);
        return refused ? wait : null;
    }

    /// <summary>How long an answer that refused a call asks to wait.</summary>
    internal static TimeSpan Wait(HttpResponseHeaders headers)
    {
        TimeSpan? byReset = Number(headers, "X-Rate-Limit-Reset") is { } reset && headers.Date is { } date
            ? TimeSpan.FromSeconds(reset - date.ToUnixTimeSeconds())
            : null;
        var wait = headers.RetryAfter?.Delta > byReset ? headers.RetryAfter.Delta : byReset ?? headers.RetryAfter?.Delta ?? UnsaidWait;
        return TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, LeastWait.Ticks, LongestWait.Ticks));
    }

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private sealed record Pause(long Since, TimeSpan Length);
}
