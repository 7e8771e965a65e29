using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.People;
using JitBot.Engine.Clock;
using JitBot.Engine.Requests;

namespace JitBot.Engine.People;

/// <summary>Looks whether the accounts that open requests need are in use, and ends what nobody may have any more.</summary>
public sealed class DepartureDesk(IAccessStore store, StoryReader reader, CommandHandler requests, PresenceShelf presence, TrustedClock clock)
{
    /// <summary>
    /// Somebody's platform said that something about their account has changed: it is asked at once, and so are the others that each of the person's open requests
    /// needs. What is missed, because they asked for so much since, is found by the look that is due anyway. Throws if it cannot be told now.
    /// </summary>
    public async Task HearAsync(AccountId account, CancellationToken ct)
    {
        if (await store.FindByAccountAsync(account, ct) is not { } person || await presence.LookAsync(account, ct) is PresenceAnswer.Active)
            return;
        foreach (var index in await store.ListByRequesterAsync(person.Id, PageRequest.MostRows, ct))
        {
            if ((await SeeAsync(index.Id, presence.LookAsync, ct)).Unsaid is { } later)
                throw new NotNowException($"It cannot be told whether somebody is still there: {later.What}");
        }
    }

    /// <summary>
    /// Looks at one request by its due look; what could not be told, or null. Whoever is found to have left has left for all they asked for: it is all looked at then, as
    /// far as it can be told. <see cref="LoadWatchedAsync"/> says whether to look again.
    /// </summary>
    public async Task<PresenceAnswer.NotNow?> LookAsync(RequestId id, CancellationToken ct)
    {
        var (unsaid, leaver) = await SeeAsync(id, presence.LookSoonAsync, ct);
        if (leaver is { } gone)
        {
            foreach (var index in await store.ListByRequesterAsync(gone, PageRequest.MostRows, ct))
                await SeeAsync(index.Id, presence.LookSoonAsync, ct);
        }

        return unsaid;
    }

    /// <summary>The request as it is; null when there is nothing to look at any more.</summary>
    public async Task<AccessState?> LoadWatchedAsync(RequestId id, CancellationToken ct) =>
        (await reader.LoadAsync(id, ct)).State is var state && DepartRules.Watched(state).Count > 0 ? state : null;

    /// <summary>Ends it if an account that it needs is out of use: what could not be told, or whose request it was.</summary>
    private async Task<(PresenceAnswer.NotNow? Unsaid, PersonId? Leaver)> SeeAsync(
        RequestId id, Func<AccountId, CancellationToken, Task<PresenceAnswer>> look, CancellationToken ct)
    {
        PresenceAnswer.NotNow? unsaid = null;
        var state = (await reader.LoadAsync(id, ct)).State;
        foreach (var account in DepartRules.Watched(state))
        {
            var answer = await look(account, ct);
            if (answer is PresenceAnswer.Gone gone)
            {
                await requests.HandleAsync(id, new AccessCommand.Depart(clock.Now, new Departure(account, gone.How)), gesture: null, ct);
                return (null, ((AccessState.Known)state).Facts.Requester.Id);
            }

            unsaid = answer as PresenceAnswer.NotNow ?? unsaid;
        }

        return (unsaid, null);
    }
}
