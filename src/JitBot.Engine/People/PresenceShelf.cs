using System.Collections.Concurrent;
using JitBot.Core;
using JitBot.Core.People;
using JitBot.Engine.Clock;

namespace JitBot.Engine.People;

/// <summary>Whoever can say that an account is out of use, by name. Of a platform that never says so everybody counts as there.</summary>
public sealed class PresenceShelf(IEnumerable<IPresenceSource> sources, TrustedClock clock)
{
    /// <summary>More accounts than are looked at within a minute; when it is full it is emptied, because asking again is cheap.</summary>
    private const int MostRemembered = 10_000;

    private readonly Dictionary<string, IPresenceSource> _byName = sources.ToDictionary(source => source.Name, StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<AccountId, DateTimeOffset> _seen = new();

    /// <summary>Whether the account is in use now.</summary>
    public async Task<PresenceAnswer> LookAsync(AccountId account, CancellationToken ct)
    {
        var answer = _byName.TryGetValue(account.Platform, out var source) ? await source.LookAsync(account, ct).WaitAsync(ct) : new PresenceAnswer.Active();
        if (answer is not PresenceAnswer.Active)
            _seen.TryRemove(account, out _);
        else
            Remember(account);
        return answer;
    }

    /// <summary>The same, where an answer of the last minute is good enough.</summary>
    public async Task<PresenceAnswer> LookSoonAsync(AccountId account, CancellationToken ct) =>
        _seen.TryGetValue(account, out var at) && clock.Now - at is var age && age >= TimeSpan.Zero && age < PresenceLimits.Freshness
            ? new PresenceAnswer.Active()
            : await LookAsync(account, ct);

    private void Remember(AccountId account)
    {
        if (_seen.Count >= MostRemembered)
            _seen.Clear();
        _seen[account] = clock.Now;
    }
}
