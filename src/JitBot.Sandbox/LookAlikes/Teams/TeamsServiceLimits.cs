namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// The limits of Teams and the Bot Connector, from https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit and the pages
/// named beside each; where several are told, the strictest.
/// </summary>
internal static class TeamsServiceLimits
{
    /// <summary>
    /// Where 413 begins, counted in UTF-16. Newer pages tell of about 100 KB (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages),
    /// older ones and connectors of 28 KB: whoever stays below is below all of them.
    /// </summary>
    public const int MessageBytes = 28 * 1024;

    /// <summary>Who may be named in <c>refresh.userIds</c>, and up to how many members everybody's card is refreshed.</summary>
    public const int RefreshedPeople = 60;

    /// <summary>Not documented: more are not shown (https://github.com/atc0005/go-teams-notify/issues/161).</summary>
    public const int Actions = 6;

    /// <summary>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search: longer lists are cut.</summary>
    public const int TypeaheadOptions = 15;

    public const int MembersPage = 200;
    public const int MembersPageLeast = 50;
    public const int MembersPageMost = 500;

    /// <summary>https://learn.microsoft.com/microsoftteams/platform/bots/bot-concepts: what takes longer is sent again.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    /// <summary>After how long an invoke comes again under a new id (https://github.com/microsoft/botbuilder-dotnet/issues/5005).</summary>
    public static readonly TimeSpan NewIdAfter = TimeSpan.FromSeconds(30);

    /// <summary>A card that was refreshed more recently is not refreshed by itself.</summary>
    public static readonly TimeSpan BetweenRefreshes = TimeSpan.FromMinutes(1);

    /// <summary>How many messages may be sent, changed or deleted in one conversation, and how many created.</summary>
    public static readonly (int Most, TimeSpan Within)[] Sends = Windows((7, 1), (8, 2), (60, 30), (1800, 3600));

    /// <summary>How often the members of one conversation may be asked for.</summary>
    public static readonly (int Most, TimeSpan Within)[] Members = Windows((14, 1), (16, 2), (120, 30), (3600, 3600));

    /// <summary>How many calls one app may make in one tenant.</summary>
    public static readonly (int Most, TimeSpan Within)[] Tenant = Windows((30, 1));

    private static (int, TimeSpan)[] Windows(params (int Most, int Seconds)[] windows) =>
        [.. windows.Select(window => (window.Most, TimeSpan.FromSeconds(window.Seconds)))];
}
