namespace JitBot.Chat.Slack;

/// <summary>The one place the bot's token is taken from: a token that stays, or one that a keeper renews.</summary>
internal sealed class SlackTokens(string token, SlackTokensKeeper? keeper = null)
{
    /// <summary>The bot's token as it is now.</summary>
    public string Bot => keeper?.Access ?? token;

    /// <summary>Whether a keeper renews it, and tells what hinders that.</summary>
    public bool AreRenewed => keeper is not null;

    /// <summary>Slack has taken it.</summary>
    public void Worked(string access) => keeper?.Worked(access);

    /// <summary>Whether there is another one than that which has ended.</summary>
    public Task<bool> RenewAsync(string ended, CancellationToken ct) => keeper is null ? Task.FromResult(false) : keeper.RenewAsync(ended, ct);
}
