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
    IAccessStore store, StoryReader reader, IdentityLinking identity, CurrentCatalogue catalogue, WakeClock wakes, TrustedClock clock)
{
    /// <summary>
    /// Keeps the account's home page from now on and has it shown at once; or says why the account can have none. Which groups of approvers
    /// the person is in is asked here and held until it is opened again: a group that cannot be asked now does not count.
    /// </summary>
    public async Task<Refusal?> OpenAsync(AccountFacts who, CancellationToken ct)
    {
        switch (await identity.RecogniseAsync(who, await GroupsAsync(ct), ct))
        {
            case Actor.Barred barred:
                return barred.Why;
            case Actor.Known known:
                await store.KeepHomeAsync(new Home(known.Account, known.Person.Id, clock.Now, [.. known.Groups.OfType<Rule.Member>()]), ct);
                var show = new DueEffect(new Effect.Home(known.Person.Id, IsAwaited: true), DueEffect.AtOnce);
                if (await store.AppendAsync(new Batch(StreamId.OfHome(known.Person.Id), 0, [], [], [show], null, null), ct) is AppendAnswer.Appended appended)
                    wakes.Watch(appended.Effects);
                return null;
            case var other:
                throw new InvalidOperationException($"An actor nobody knows: {other}.");
        }
    }

    /// <summary>Whether the account's home page is kept, so that its buttons are ours.</summary>
    public async Task<bool> IsKeptAsync(AccountId account, CancellationToken ct) => await store.FindHomeAsync(account, ct) is not null;

    /// <summary>The groups that decide on something: those of requests that wait now before the rest of the catalogue's.</summary>
    private async Task<List<Rule>> GroupsAsync(CancellationToken ct)
    {
        var rules = new List<Rule>();
        foreach (var index in await store.ListUndecidedAsync(HomeLimits.MostGroups, ct))
        {
            if ((await reader.LoadAsync(index.Id, ct)).State is AccessState.Pending pending)
                rules.AddRange(pending.Facts.Terms.Approvers);
        }

        rules.AddRange(catalogue.Now.Entitlements.SelectMany(each => each.Policy.Stage.Approvers));
        return [.. rules.Where(rule => rule is Rule.Member).Distinct().Take(HomeLimits.MostGroups)];
    }
}
