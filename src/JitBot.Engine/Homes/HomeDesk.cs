using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;
using JitBot.Engine.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Homes;

/// <summary>Where chat platforms say that somebody has opened their home page.</summary>
public sealed class HomeDesk(
    IAccessStore store, StoryReader reader, IdentityLinking identity, CurrentCatalogue catalogue, WakeClock wakes, TrustedClock clock,
    TimeProvider time)
{
    /// <summary>
    /// Keeps the account's home page from now on and has it shown at once; or says why the account can have none. Which groups of approvers
    /// the person is in is asked here and held until it is opened again, later than at once: a group of which nobody can say so soon does not
    /// count. A page that was kept for somebody who can have none any more is kept no longer.
    /// </summary>
    public async Task<Refusal?> OpenAsync(AccountFacts who, CancellationToken ct)
    {
        var kept = await store.FindHomeAsync(who.Account, ct);
        switch (await identity.RecogniseAsync(who, [], ct))
        {
            case Actor.Barred barred:
                if (kept is not null)
                    await store.DropHomeAsync(kept, ct);
                return barred.Why;
            case Actor.Known { Person: var person }:
                if (kept is null || kept.Person != person.Id || !IsFresh(kept))
                    await store.KeepHomeAsync(new Home(who.Account, person.Id, clock.Now, await GroupsOfAsync(person, ct)), ct);
                await ShowAsync(person.Id, ct);
                return null;
            case var other:
                throw new InvalidOperationException($"An actor nobody knows: {other}.");
        }
    }

    /// <summary>Whether the account's home page is kept, so that its buttons are ours.</summary>
    public async Task<bool> IsKeptAsync(AccountId account, CancellationToken ct) => await store.FindHomeAsync(account, ct) is not null;

    /// <summary>By a clock that was set back nothing is fresh: it could stay so for as long as it was ahead.</summary>
    private bool IsFresh(Home kept) => clock.Now - kept.OpenedAt is { Ticks: >= 0 } age && age < HomeLimits.GroupsLast;

    private async Task ShowAsync(PersonId person, CancellationToken ct)
    {
        var show = new DueEffect(new Effect.Home(person, IsAwaited: true), DueEffect.AtOnce);
        if (await store.AppendAsync(new Batch(StreamId.OfHome(person), 0, [], [], [show], null, null), ct) is AppendAnswer.Appended appended)
            wakes.Watch(appended.Effects);
    }

    private async Task<IReadOnlyList<Rule.Member>> GroupsOfAsync(Person person, CancellationToken ct)
    {
        var groups = await GroupsAsync(ct);
        using var enough = new CancellationTokenSource(HomeLimits.GroupsAnswerWithin, time);
        return [.. (await identity.GroupsAsync(person, groups, enough.Token, ct)).OfType<Rule.Member>()];
    }

    /// <summary>The groups that decide on something: those of requests that wait now before the rest of the catalogue's.</summary>
    private async Task<List<Rule>> GroupsAsync(CancellationToken ct)
    {
        var rules = new List<Rule>();
        foreach (var index in await store.ListUndecidedAsync(HomeLimits.MostGroups, ct))
        {
            if ((await reader.LoadAsync(index.Id, ct)).State is AccessState.Pending pending)
                rules.AddRange(pending.Facts.Terms.Approvers);
        }

        rules.AddRange(catalogue.Now.Entitlements.SelectMany(each => each.Policy.Stages).SelectMany(stage => stage.Everybody));
        return [.. rules.Where(rule => rule is Rule.Member).Distinct().Take(HomeLimits.MostGroups)];
    }
}
