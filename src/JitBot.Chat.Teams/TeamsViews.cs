using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Engine;

namespace JitBot.Chat.Teams;

/// <summary>
/// Who sees a card of their own: the requester, and whoever asked for them, who cannot decide. Everybody else sees the one with the buttons, so that nobody is asked for
/// who is not affected.
/// </summary>
internal sealed class TeamsViews(RequestViewer requests, AccessDesk desk, TeamsPeople people)
{
    /// <summary>
    /// For whom a card in a channel is refreshed; null if neither the requester nor whoever asked for them is on Teams. Where their id there cannot be found out, small
    /// channels refresh for everybody.
    /// </summary>
    public async Task<TeamsRefresh?> RefreshAsync(RequestId request, string conversation, CancellationToken ct)
    {
        var ids = new List<string?>();
        foreach (var owner in await requests.OwnersOnAsync(request, TeamsChat.PlatformName, ct))
            ids.Add(await people.IdInAsync(owner, conversation, ct));
        return Refresh(ids);
    }

    /// <summary>
    /// The card for whoever looks at it; null if the handle is none of ours, or the message not its card. Changes nothing, and asks Teams nothing:
    /// a channel full of lookers must not use up the questions that votes need.
    /// </summary>
    public async Task<JsonObject?> DrawAsync(TeamsGesture gesture, string handle, CancellationToken ct)
    {
        if (await desk.FindByHandleAsync(handle, ct) is not { } request || await requests.LookAsync(request, gesture.Account, ct) is not { } seen)
            return null;
        if (gesture.Touched is not { } message || await requests.StandingAsync(request, message, gesture.Account, gesture.IsPersonal, ct) != CardStanding.Card)
            return null;
        var refresh = gesture.IsPersonal ? null : await RefreshAgainAsync(request, ct);
        return TeamsCards.Card(seen.View, refresh, For(seen.Stake)).Card;
    }

    private async Task<TeamsRefresh?> RefreshAgainAsync(RequestId request, CancellationToken ct)
    {
        var owners = await requests.OwnersOnAsync(request, TeamsChat.PlatformName, ct);
        return Refresh([.. owners.Select(people.KnownId)]);
    }

    private static TeamsRefresh? Refresh(List<string?> ids) =>
        ids.Count == 0 ? null : new TeamsRefresh(ids.All(id => id is not null) ? [.. ids.OfType<string>()] : []);

    private static TeamsViewer For(RequestStake stake) => stake switch
    {
        RequestStake.Own => TeamsViewer.Requester,
        RequestStake.Asker => TeamsViewer.Asker,
        RequestStake.Parted => TeamsViewer.Parted,
        _ => TeamsViewer.Anybody,
    };
}
