using JitBot.Core.Chat;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Teams;

/// <summary>
/// Tells one person something that only they see, which in Teams is in our own chat with them. Where we may not open one, the thread says what
/// to do, and nothing else.
/// </summary>
internal sealed partial class TeamsWhispers(TeamsApi api, TeamsIdentity identity, TeamsDirect direct, ILogger<TeamsWhispers> log)
{
    private const string NoChat = "My answer is for you alone, and I may not write to you. Add JitBot under Apps, or ask an administrator to install it for you; then try again.";

    /// <summary>Tells it, or throws if it can be told later.</summary>
    public async Task TellAsync(TeamsGesture gesture, TeamsPost post, CancellationToken ct)
    {
        if (gesture.IsPersonal && IsTold(await api.PostAsync(identity.In(gesture.Tenant, gesture.Conversation), post.ToActivity(), ct)))
            return;
        if (!gesture.IsPersonal && await TellInChatAsync(gesture, post, ct))
            return;
        Log.NotTold(log, gesture.User);
        if (!gesture.IsPersonal)
            _ = IsTold(await api.PostAsync(identity.In(gesture.Tenant, gesture.Conversation), TeamsCards.Ours(NoChat).ToActivity(), ct));
    }

    private async Task<bool> TellInChatAsync(TeamsGesture gesture, TeamsPost post, CancellationToken ct) => await direct.PostAsync(gesture.Account, post, ct) switch
    {
        ChatAnswer.Posted => true,
        ChatAnswer.NotNow later => throw new TeamsNotNowException(later),
        _ => false,
    };

    private static bool IsTold(TeamsResult result) =>
        result.IsOk || (TeamsFaults.For(result, null) is ChatAnswer.NotNow ? throw new TeamsNotNowException(result) : false);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "{User} could not be told what became of their gesture: JitBot may not write to them in Teams. Install it for them, or for everybody, in the Teams admin center")]
        public static partial void NotTold(ILogger log, string user);
    }
}
