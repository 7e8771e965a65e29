using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Chat.Teams;

/// <summary>Posts into our own chat with somebody; where the app is not installed for them it is installed first, if it may be.</summary>
internal sealed class TeamsDirect(TeamsApi api, TeamsPersonalChats chats, TeamsInstaller installer)
{
    /// <summary>By which names the Connector says that we are not with the person.</summary>
    private static readonly HashSet<string?> NotInstalled = new(StringComparer.Ordinal) { "ForbiddenOperationException", "BotNotInConversationRoster", "ConversationNotFound" };

    /// <summary>Posts it, at most once.</summary>
    public async Task<ChatAnswer> PostAsync(AccountId account, TeamsPost post, CancellationToken ct)
    {
        var (answer, isMissing) = await TryAsync(account, post, ct);
        if (!isMissing)
            return answer;
        return await installer.InstallAsync(account, ct) ?? (await TryAsync(account, post, ct)).Answer;
    }

    private async Task<(ChatAnswer Answer, bool IsMissing)> TryAsync(AccountId account, TeamsPost post, CancellationToken ct)
    {
        var (chat, refusal) = await chats.OpenAsync(account, ct);
        if (chat is null)
            return (TeamsFaults.For(refusal!, null), NotInstalled.Contains(refusal!.Error));
        var result = await api.PostAsync(chat, post.ToActivity(), ct);
        var answer = TeamsFaults.For(result, result is { IsOk: true, Id: { } id } ? new MessageRef(TeamsChat.PlatformName, chat.ConversationId, id) : null);
        if (answer is ChatAnswer.PlaceGone)
            chats.Forget(chat.ConversationId);
        return (answer, NotInstalled.Contains(result.Error));
    }
}
