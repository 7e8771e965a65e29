using System.Collections.Concurrent;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;

namespace JitBot.Engine.People;

/// <summary>Sees what somebody may ask for, within the time that a list or a type-ahead has; nothing is decided by it.</summary>
public sealed class AskableLook(IdentityLinking identity, CurrentCatalogue catalogue, TrustedClock clock, TimeProvider time)
{
    /// <summary>Somebody looks at an empty menu meanwhile, and chats give it three seconds in all.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.7);

    /// <summary>As long as somebody types: each letter would ask every group again. Whoever is let into a group waits so long until they see it.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    /// <summary>More groups than these are not asked while somebody waits; what only the others could allow is shown.</summary>
    private const int MostGroups = 25;

    /// <summary>More people than ask within a minute; when it is full it is emptied, because looking again is cheap.</summary>
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<AccountId, (DateTimeOffset At, AccessCatalogue Of, Askable Seen)> _seen = new();

    /// <summary>What is shown to them; nothing to those who cannot ask anyway.</summary>
    public async Task<Askable> SeeAsync(AccountFacts who, CancellationToken ct)
    {
        var (now, all) = (clock.Now, catalogue.Now);
        if (who.Barred is null && _seen.TryGetValue(who.Account, out var kept) && ReferenceEquals(kept.Of, all) && now - kept.At is { Ticks: >= 0 } age && age < Lasts)
            return kept.Seen;
        var seen = await LookAsync(who, all, ct);
        if (_seen.Count >= MostRemembered)
            _seen.Clear();
        if (seen.IsWhole)
            _seen[who.Account] = (now, all, seen);
        return seen;
    }

    private async Task<Askable> LookAsync(AccountFacts who, AccessCatalogue all, CancellationToken ct)
    {
        var policies = all.Entitlements.Select(each => each.Policy).DistinctBy(policy => policy.Id).ToList();
        if (await identity.RecogniseAsync(who, policies.SelectMany(policy => policy.Requesters).OfType<Rule.Named>(), ct) is not Actor.Known known)
            return Askable.Nothing;
        var groups = policies.Where(policy => !known.Fulfils(policy.Requesters)).SelectMany(policy => policy.Requesters).OfType<Rule.Member>().Distinct().ToList();
        using var enough = new CancellationTokenSource(Enough, time);
        var (isIn, untold) = await identity.TellGroupsAsync(known.Person, groups.Take(MostGroups), enough.Token, ct);
        return Askable.Of(policies, known with { Groups = isIn }, untold.Concat(groups.Skip(MostGroups)).ToHashSet());
    }
}
