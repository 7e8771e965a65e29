using System.Globalization;
using System.Text.RegularExpressions;

namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>
/// The audit and the sign-in log, as far as they are asked for one person's deeds in a bounded time (https://learn.microsoft.com/graph/api/directoryaudit-list,
/// https://learn.microsoft.com/graph/api/signin-list). What has an application is a sign-in.
/// </summary>
internal sealed partial class GraphLogs(GraphLookAlike graph)
{
    private ActivityLog Log => graph.Directory.Log;

    /// <summary>The changes a person made.</summary>
    public Task ListAuditsAsync(HttpContext context) => ListAsync(context, Audits(), isSignIn: false, deed => new Dictionary<string, object?>
    {
        ["activityDateTime"] = Moment(deed.At),
        ["activityDisplayName"] = deed.What,
        ["result"] = deed.Failed ? "failure" : "success",
        ["initiatedBy"] = new { user = new { id = deed.Person }, app = (object?)null },
        ["targetResources"] = new[] { new { type = "User", displayName = "Somebody Else" } },
    });

    /// <summary>The applications a person signed in to, where the licence keeps them.</summary>
    public Task ListSignInsAsync(HttpContext context) => Log.KeepsSignIns
        ? ListAsync(context, SignIns(), isSignIn: true, deed => new Dictionary<string, object?>
        {
            ["createdDateTime"] = Moment(deed.At),
            ["userId"] = deed.Person,
            ["appDisplayName"] = deed.Application,
            ["status"] = new { errorCode = deed.Failed ? 50126 : 0 },
        })
        : GraphErrors.WriteAsync(context, StatusCodes.Status403Forbidden, "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
            "Neither tenant is B2C or tenant doesn't have premium license");

    private Task ListAsync(HttpContext context, Regex filter, bool isSignIn, Func<LoggedDeed, Dictionary<string, object?>> show)
    {
        var asked = filter.Match(context.Request.Query["$filter"].ToString());
        if (!asked.Success)
            return GraphErrors.BadRequestAsync(context, "Invalid filter clause");
        var (from, until) = (At(asked.Groups["from"].Value), At(asked.Groups["until"].Value));
        return graph.PageAsync(context, [.. Log.Between(from, until).Where(deed => deed.Person == asked.Groups["user"].Value && deed.Application is not null == isSignIn)], show);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^initiatedBy/user/id eq '(?<user>[0-9a-f-]{36})' and activityDateTime ge (?<from>[0-9TZ:.-]+) and activityDateTime le (?<until>[0-9TZ:.-]+)$")]
    private static partial Regex Audits();

    [GeneratedRegex(@"^userId eq '(?<user>[0-9a-f-]{36})' and createdDateTime ge (?<from>[0-9TZ:.-]+) and createdDateTime le (?<until>[0-9TZ:.-]+)$")]
    private static partial Regex SignIns();
}
