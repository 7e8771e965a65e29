namespace JitBot.Chat.Slack;

/// <summary>What is to be done with a pair of tokens.</summary>
internal enum SlackTokensStep
{
    /// <summary>Use the access token.</summary>
    Use,

    /// <summary>Spend the refresh token.</summary>
    Refresh,

    /// <summary>Spend the refresh token before: Slack may not have taken this one as given out.</summary>
    FallBack,

    /// <summary>Ask again later.</summary>
    Wait,

    /// <summary>A human must change something.</summary>
    Tell,
}
