using System.Globalization;

namespace JitBot.Sandbox.LookAlikes.Okta;

/// <summary>
/// Okta's budgets, one per kind of call and minute, told in three headers of every answer
/// (https://developer.okta.com/docs/reference/rl-best-practices/).
/// </summary>
internal sealed class OktaRateLimits(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTimeOffset Reset, int Used)> _used = [];
    private int _crowded;

    /// <summary>How many calls of one kind a minute allows.</summary>
    public int PerMinute { get; set; } = 600;

    /// <summary>Refuses the next calls for being too many at once.</summary>
    public void Crowd(int calls) => _crowded = calls;

    /// <summary>Counts a call and writes the headers; false if it is one too many.</summary>
    public bool Take(HttpContext context, string kind)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (_crowded > 0)
            {
                _crowded--;
                // Too many at once shows no budget at all, and its reset is a guess.
                Write(context, 0, 0, now + Window);
                return false;
            }
            if (!_used.TryGetValue(kind, out var budget) || budget.Reset <= now)
                budget = (now + Window, 0);
            _used[kind] = budget with { Used = budget.Used + 1 };
            Write(context, PerMinute, Math.Max(0, PerMinute - budget.Used - 1), budget.Reset);
            return budget.Used < PerMinute;
        }
    }

    /// <summary>The headers of a refusal that is over after this time.</summary>
    public void Refuse(HttpContext context, TimeSpan wait) => Write(context, PerMinute, 0, clock.GetUtcNow() + wait);

    private static void Write(HttpContext context, int limit, int remaining, DateTimeOffset reset)
    {
        var headers = context.Response.Headers;
        headers["X-Rate-Limit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["X-Rate-Limit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-Rate-Limit-Reset"] = Math.Ceiling(reset.ToUnixTimeMilliseconds() / 1000.0).ToString(CultureInfo.InvariantCulture);
    }
}
