namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// How many calls one bot may make in one conversation and in one tenant, each counted in sliding windows; what is refused does not count
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit).
/// </summary>
internal sealed class TeamsThrottle(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _calls = new(StringComparer.Ordinal);
    private int _refused;

    /// <summary>How many calls were refused.</summary>
    public int Refused => _refused;

    /// <summary>Counts a call; throws when it is one too many.</summary>
    public void Take(ConnectorCall call, string placeId)
    {
        var isReading = call == ConnectorCall.Members;
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var own = Calls($"{isReading}/{placeId}");
            var all = Calls("tenant");
            var wait = Wait(own, isReading ? TeamsServiceLimits.Members : TeamsServiceLimits.Sends, now);
            if ((wait ?? Wait(all, TeamsServiceLimits.Tenant, now)) is { } until)
            {
                _refused++;
                throw TeamsRefusal.Throttled(until);
            }

            own.Add(now);
            all.Add(now);
        }
    }

    private static TimeSpan? Wait(List<DateTimeOffset> calls, (int Most, TimeSpan Within)[] windows, DateTimeOffset now)
    {
        calls.RemoveAll(at => at + windows[^1].Within <= now);
        TimeSpan? longest = null;
        foreach (var (most, within) in windows)
        {
            if (calls.Count < most || calls[^most] + within is var free && free <= now)
                continue;
            longest = longest > free - now ? longest : free - now;
        }

        return longest;
    }

    private List<DateTimeOffset> Calls(string key)
    {
        if (!_calls.TryGetValue(key, out var calls))
            _calls[key] = calls = [];
        return calls;
    }
}
