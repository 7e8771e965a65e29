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
        return _known = Read(answer) ?? throw new SlackNotNowException(answer);
    }

    /// <summary>Who we are by an answer of auth.test; null if it does not say.</summary>
    public static Self? Read(SlackAnswer answer) =>
        answer.IsOk && answer.Text("team_id") is { } team && answer.Text("user_id") is { } user
            ? new Self(team, answer.Text("enterprise_id"), user, answer.Text("bot_id"))
            : null;

    /// <summary>Our workspace, its organisation if it has one, and the ids we act under.</summary>
    public sealed record Self(string Team, string? Enterprise, string User, string? Bot);
}
