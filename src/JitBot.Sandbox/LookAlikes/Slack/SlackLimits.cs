namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// Slack's limits, from the Block Kit reference (https://docs.slack.dev/reference/block-kit) and the pages of the methods. Lengths are
/// counted in UTF-16 units here: where Slack counts characters this is the stricter way.
/// </summary>
internal static class SlackLimits
{
    public const int BlocksInMessage = 50;
    public const int BlocksInView = 100;
    public const int ViewBytes = 250_000;
    public const int ViewTitle = 24;
    public const int ViewButton = 24;
    public const int PrivateMetadata = 3000;
    public const int CallbackId = 255;
    public const int ExternalId = 255;
    public const int Id = 255;
    public const int ViewStack = 3;

    public const int SectionText = 3000;
    public const int SectionFields = 10;
    public const int SectionField = 2000;
    public const int Header = 150;
    public const int ActionsElements = 25;
    public const int ContextElements = 10;
    public const int ContextText = 3000;
    public const int InputLabel = 2000;
    public const int InputHint = 2000;
    public const int MarkdownBlock = 12_000;
    public const int ImageUrl = 3000;
    public const int AltText = 2000;
    public const int ImageTitle = 2000;

    public const int ButtonText = 75;
    public const int ButtonValue = 2000;
    public const int ButtonUrl = 3000;
    public const int AccessibilityLabel = 75;
    public const int ConfirmTitle = 100;
    public const int ConfirmText = 300;
    public const int ConfirmButton = 30;
    public const int Options = 100;
    public const int OptionGroups = 100;
    public const int OptionText = 75;
    public const int OptionValue = 150;
    public const int OptionDescription = 75;
    public const int GroupLabel = 75;
    public const int Placeholder = 150;
    public const int OverflowOptions = 5;
    public const int ChoiceOptions = 10;
    public const int TextInput = 3000;

    /// <summary>Longer text is cut by the real chat.postMessage; here it is refused, so that nobody relies on the cut.</summary>
    public const int MessageText = 40_000;

    /// <summary>chat.update and ephemeral messages refuse longer text.</summary>
    public const int UpdateText = 4000;

    /// <summary>Not documented: the real one was seen to refuse at this sum (https://github.com/slackapi/bolt-js/issues/2509).</summary>
    public const int MessageBlocksText = 13_000;

    /// <summary>The real limit of a message's metadata is not published; this is the smallest that is told of.</summary>
    public const int MetadataCharacters = 3000;

    public const int ResponseUrlUses = 5;
    public static readonly TimeSpan ResponseUrlLife = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan TriggerLife = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan BetweenPostsInChannel = TimeSpan.FromSeconds(1);

    /// <summary>https://docs.slack.dev/apis/events-api/using-socket-mode, as are the lives of connections.</summary>
    public const int Sockets = 10;
    public static readonly TimeSpan SocketLife = TimeSpan.FromSeconds(18_060);
    public static readonly TimeSpan DebugSocketLife = TimeSpan.FromSeconds(360);
    public static readonly TimeSpan SocketWarnedAhead = TimeSpan.FromSeconds(10);

    /// <summary>Not documented: an address is to be used at once.</summary>
    public static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(30);

    /// <summary>https://docs.slack.dev/authentication/using-token-rotation: an access token lives twelve hours, and two are alive at most.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromSeconds(43_200);
    public const int AliveTokens = 2;

    /// <summary>Not documented how long: a refresh token whose answer was lost can be used again for a moment.</summary>
    public static readonly TimeSpan RefreshTokenGrace = TimeSpan.FromMinutes(1);

    public const int HistoryPage = 100;
    public const int HistoryPageMost = 999;
}
