using System.Globalization;

namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>
/// Graph's limits for one application in one tenant (https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits):
/// 3,000 changes in 150 seconds, 3,500 resource units in ten, and five questions to the logs in ten
/// (#identity-and-access-reports-service-limits), each counted in a sliding window, the strictest way to read the page.
/// </summary>
public sealed class GraphThrottle(TimeProvider clock)
{
    private const int MostChanges = 3_000;
    private const int MostUnits = 3_500;
    private const int MostLogQuestions = 5;
    private const int Dear = 4;
    private static readonly TimeSpan ChangesWindow = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan UnitsWindow = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _changes = new();
    private readonly Queue<DateTimeOffset> _units = new();
    private readonly Queue<DateTimeOffset> _logQuestions = new();
    private readonly List<DateTimeOffset> _allChanges = [];
    private int _refused;

    /// <summary>When each change was asked for that was let through.</summary>
    public IReadOnlyList<DateTimeOffset> Changes
    {
        get
        {
            lock (_lock)
                return [.. _allChanges];
        }
    }

    /// <summary>How many requests were refused.</summary>
    public int Refused => _refused;

    internal Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        if (Take(context.Request) is not { } wait)
            return next(context);
        Interlocked.Increment(ref _refused);
        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return GraphErrors.WriteAsync(context, StatusCodes.Status429TooManyRequests);
    }

    private TimeSpan? Take(HttpRequest request)
    {
        var isDear = request.Path.Value!.EndsWith("MemberGroups", StringComparison.Ordinal);
        var isChange = request.Method != "GET" && !isDear;
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (request.Path.Value!.Contains("/auditLogs/", StringComparison.Ordinal))
                return Take(_logQuestions, MostLogQuestions, UnitsWindow, 1, now);
            var wait = isChange ? Take(_changes, MostChanges, ChangesWindow, 1, now) : Take(_units, MostUnits, UnitsWindow, isDear ? Dear : 1, now);
            if (isChange && wait is null)
                _allChanges.Add(now);
            return wait;
        }
    }

    private static TimeSpan? Take(Queue<DateTimeOffset> window, int most, TimeSpan length, int cost, DateTimeOffset now)
    {
        while (window.TryPeek(out var oldest) && oldest + length <= now)
            window.Dequeue();
        if (window.Count + cost > most)
            return window.Peek() + length - now;
        for (var i = 0; i < cost; i++)
            window.Enqueue(now);
        return null;
    }
}
