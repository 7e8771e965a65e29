using System.Text.Json.Nodes;
using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.People;

namespace JitBot.Chat.Slack;

/// <summary>
/// Whether an account of Slack is in use (https://docs.slack.dev/reference/methods/users.info). One that was deactivated stays and is marked as <c>deleted</c>; that
/// Slack does not show an account, or shows it in another workspace, proves nothing.
/// </summary>
internal sealed class SlackPresence(SlackApi api, SlackIdentity identity) : IPresenceSource
{
    /// <inheritdoc />
    public string Name => SlackChat.PlatformName;

    /// <inheritdoc />
    public async Task<PresenceAnswer> LookAsync(AccountId account, CancellationToken ct)
    {
        try
        {
            return Judge(await api.UserInTurnAsync(account.Id, ct), await identity.GetAsync(ct));
        }
        catch (SlackNotNowException later)
        {
            return new PresenceAnswer.NotNow(later.Message, later.Later?.RetryAfter);
        }
    }

    private static PresenceAnswer Judge(SlackAnswer answer, SlackIdentity.Self self)
    {
        if (answer.Error is "user_not_found" or "user_not_visible")
            return new PresenceAnswer.Unknown("Slack does not show this account to us.");
        if (!answer.IsOk || answer.Body["user"] is not JsonObject user)
            return new PresenceAnswer.NotNow(answer.What, answer.RetryAfter);
        return SlackPeople.Facts(user, self).Barred switch
        {
            Refusal.Deactivated => new PresenceAnswer.Gone(AccountEnd.Deactivated),
            Refusal.OtherWorkspace => new PresenceAnswer.Unknown("Slack shows this account in another workspace."),
            _ => new PresenceAnswer.Active(),
        };
    }
}
