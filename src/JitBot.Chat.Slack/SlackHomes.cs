using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Engine.Homes;

namespace JitBot.Chat.Slack;

/// <summary>The Home tabs of people: opening one, showing it, and whether what was clicked stands in one of ours.</summary>
internal sealed class SlackHomes(SlackApi api, SlackPeople people, SlackIdentity identity, HomeDesk homes)
{
    /// <summary>
    /// Somebody has opened the tab: it is shown and kept from now on. To whoever can neither ask nor decide it says why; it never changes, so it
    /// is not kept.
    /// </summary>
    public async Task OpenAsync(string user, CancellationToken ct)
    {
        if (await homes.OpenAsync(await people.FindAsync(user, ct), ct) is { } why)
            await CloseAsync(user, why, isBacklog: false, ct);
    }

    /// <summary>
    /// Looks whether the account may see its tab. Null if so; else what there is to answer instead of showing it, and the tab says why there is
    /// nothing.
    /// </summary>
    public async Task<ChatAnswer?> TurnAwayAsync(string user, bool isBacklog, CancellationToken ct)
    {
        try
        {
            if ((await people.FindAsync(user, isBacklog, ct)).Barred is not { } why)
                return null;
            await CloseAsync(user, why, isBacklog, ct);
            return new ChatAnswer.ShutOut(why);
        }
        catch (SlackNotNowException e) when (e.Later is { } later)
        {
            return later;
        }
    }

    /// <summary>
    /// Whether a button was pressed in the tab of ours that belongs to whoever pressed it. Slack signs which view it was and which bot made it;
    /// whose it is we wrote there ourselves; and a tab that we do not keep has no buttons.
    /// </summary>
    public async Task<bool> IsOursAsync(SlackGesture gesture, SlackGesture.HomeTab home, CancellationToken ct) =>
        home.Bot is { } bot && bot == (await identity.GetAsync(ct)).Bot
        && home.Owner == gesture.User
        && await homes.IsKeptAsync((await people.FindAsync(gesture.User, ct)).Account, ct);

    /// <summary>Says why there is nothing, in place of what stood there; throws if Slack does not take it now.</summary>
    private async Task CloseAsync(string user, Refusal why, bool isBacklog, CancellationToken ct)
    {
        if (why is Refusal.Bot or Refusal.Deactivated or Refusal.UnknownAccount)
            return; // nobody can look at it
        var answer = await api.PublishHomeAsync(user, SlackHome.Closed(RefusalWords.For(why), user), isBacklog, ct);
        if (!answer.IsOk && SlackFaults.For(answer, null) is ChatAnswer.NotNow)
            throw new SlackNotNowException(answer);
    }
}
