using System.Collections.Concurrent;
using JitBot.Core.Chat;
using JitBot.Core.People;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Teams;

/// <summary>
/// Installs the app for somebody who is to be told something, where the settings want it and the tenant allows it. It is tried once a day for
/// each person: whoever takes the app away is not given it again at once. That is kept in memory alone; a second attempt after a restart
/// installs nothing that is there.
/// </summary>
internal sealed partial class TeamsInstaller(TeamsGraph graph, TeamsOptions options, TimeProvider time, ILogger<TeamsInstaller> log)
{
    private const int NotFound = 404;
    private const int Conflict = 409;
    private const int ServerFault = 500;
    private const int Unauthorized = 401;

    /// <summary>More people than are told something for the first time in a day; when it is full it is emptied.</summary>
    private const int MostRemembered = 10_000;

    private const string NotInCatalogue = "not_in_the_catalogue";

    private const string Ask = "ask an administrator to install JitBot for them in Teams";

    private static readonly TimeSpan Between = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<AccountId, (DateTimeOffset At, string Why)> _tried = new();
    private volatile string? _app;

    /// <summary>Null if the app is there now; else what it means for what was to be told.</summary>
    public async Task<ChatAnswer?> InstallAsync(AccountId account, CancellationToken ct)
    {
        if (!options.InstallForPeople || account.Tenant != options.TenantId)
            return Untold("the app is not installed for the person; install it for them in the Teams admin center, or set Teams:InstallForPeople");
        if (_tried.TryGetValue(account, out var last) && time.GetUtcNow() - last.At < Between)
            return Untold(last.Why);
        var result = await TryAsync(account, ct);
        if (IsNotNow(result))
            return new ChatAnswer.NotNow(result.What, result.RetryAfter);
        if (_tried.Count >= MostRemembered)
            _tried.Clear();
        var isThere = result.IsOk || result.Status == Conflict;
        var why = isThere ? "the app was installed for the person within the last day and is not there; they may have taken it away" : Why(result);
        _tried[account] = (time.GetUtcNow(), why);
        Log.Tried(log, account.Id, isThere ? "it is there" : why);
        return isThere ? null : Untold(why);
    }

    private async Task<TeamsResult> TryAsync(AccountId account, CancellationToken ct)
    {
        if (_app is null)
        {
            var found = await graph.FindAppAsync(ct);
            if (!found.IsOk)
                return found;
            _app = TeamsGraph.AppIn(found);
        }

        return _app is { } app ? await graph.InstallAsync(account.Id, app, ct) : TeamsResult.Never("find our app", NotInCatalogue);
    }

    /// <summary>What passes, or is mended without the person: it is tried again.</summary>
    private static bool IsNotNow(TeamsResult result) =>
        result.IsThrottled || result.Status is Unauthorized or >= ServerFault
        || result.Error is TeamsResult.TimedOut or TeamsResult.Unreachable or TeamsResult.Unreadable or TeamsResult.NoToken;

    private static string Why(TeamsResult result) => result switch
    {
        { Error: NotInCatalogue } => "the app is not in the organisation's catalogue; upload what the verb 'manifest teams' packs",
        { Status: NotFound } => $"{result.What}: the organisation's directory does not know the person, or its catalogue the app any more",
        _ => $"{result.What}: JitBot may not install itself; give its app the permissions TeamsAppInstallation.ReadWriteSelfForUser.All and AppCatalog.Read.All, "
            + "let the app policies allow it, or install it for the person in the Teams admin center",
    };

    private static ChatAnswer.PlaceGone Untold(string why) => new(why) { Todo = Ask };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The app was to be installed for {User}: {What}")]
        public static partial void Tried(ILogger log, string user, string what);
    }
}
