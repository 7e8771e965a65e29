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
            if (await LookAsync(index.Id, presence.LookAsync, ct) is { } later)
                throw new NotNowException($"It cannot be told whether somebody is still there: {later.What}");
        }
    }

    /// <summary>Looks at one request by its due look; what could not be told, or null. <see cref="LoadWatchedAsync"/> says whether to look again.</summary>
    public Task<PresenceAnswer.NotNow?> LookAsync(RequestId id, CancellationToken ct) => LookAsync(id, presence.LookSoonAsync, ct);

    /// <summary>The request as it is; null when there is nothing to look at any more.</summary>
    public async Task<AccessState?> LoadWatchedAsync(RequestId id, CancellationToken ct) =>
        (await reader.LoadAsync(id, ct)).State is var state && DepartRules.Watched(state).Count > 0 ? state : null;

    private async Task<PresenceAnswer.NotNow?> LookAsync(RequestId id, Func<AccountId, CancellationToken, Task<PresenceAnswer>> look, CancellationToken ct)
    {
        PresenceAnswer.NotNow? unsaid = null;
        foreach (var account in DepartRules.Watched((await reader.LoadAsync(id, ct)).State))
        {
            var answer = await look(account, ct);
            if (answer is PresenceAnswer.Gone gone)
            {
                await requests.HandleAsync(id, new AccessCommand.Depart(clock.Now, new Departure(account, gone.How)), gesture: null, ct);
                return null;
            }

            unsaid = answer as PresenceAnswer.NotNow ?? unsaid;
        }

        return unsaid;
    }
}
