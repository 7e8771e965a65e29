namespace JitBot.Chat.Slack;

/// <summary>
/// Who we are in Slack, asked once and when first needed, never at start: a platform that is down must not keep revocations from running
/// (https://docs.slack.dev/reference/methods/auth.test).
/// </summary>
internal sealed class SlackIdentity(SlackApi api)
{
    private volatile Self? _known;

    /// <summary>Who we are, if that was ever asked.</summary>
    public Self? Known => _known;

    public async Task<Self> GetAsync(CancellationToken ct)
    {
        if (_known is { } known)
            return known;
        var answer = await api.WhoAmIAsync(ct);
        if (!answer.IsOk || answer.Text("team_id") is not { } team || answer.Text("user_id") is not { } user)
            throw new SlackNotNowException(answer);
        return _known = new Self(team, answer.Text("enterprise_id"), user, answer.Text("bot_id"));
    }

    /// <summary>Our workspace, its organisation if it has one, and the ids we act under.</summary>
    public sealed record Self(string Team, string? Enterprise, string User, string? Bot);
}
