using System.Collections.Concurrent;
using JitBot.Core.People;

namespace JitBot.Chat.Teams;

/// <summary>
/// Opens the personal chat with somebody, which is the same one however often it is opened
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages).
/// </summary>
internal sealed class TeamsPersonalChats(TeamsApi api, TeamsIdentity identity)
{
    /// <summary>More people than are told something within hours; when it is full it is emptied, because asking again is cheap.</summary>
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<AccountId, string> _remembered = new();

    /// <summary>The chat, or the answer that says why there is none.</summary>
    public async Task<(TeamsConversationRef? Chat, TeamsResult? Refusal)> OpenAsync(AccountId account, CancellationToken ct)
    {
        if (_remembered.TryGetValue(account, out var known))
            return (identity.In(account.Tenant, known), null);
        var opened = await api.OpenPersonalAsync(identity.ServiceUrl(account.Tenant), account.Tenant, account.Id, ct);
        if (!opened.IsOk || opened.Id is not { } chat)
            return (null, opened);
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        _remembered[account] = chat;
        identity.Learn(chat, account.Tenant);
        return (identity.In(account.Tenant, chat), null);
    }

    /// <summary>It is closed to us, and opened anew when it is needed.</summary>
    public void Forget(string conversation)
    {
        foreach (var (account, _) in _remembered.Where(pair => pair.Value == conversation))
            _remembered.TryRemove(account, out _);
    }
}
