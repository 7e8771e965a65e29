using System.Globalization;
using System.Text.RegularExpressions;

namespace JitBot.Sandbox.LookAlikes.Okta;

/// <summary>
/// The System Log as far as it is asked for one person's deeds in a bounded time
/// (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/).
/// </summary>
internal static partial class OktaLogAnswers
{
    private const int MostPerPage = 1000;

    /// <summary>Answers, or says what is wrong with the question.</summary>
    public static Task AnswerAsync(HttpContext context, OktaLookAlike okta)
    {
        var query = context.Request.Query;
        if (!okta.Door.MayReadLog)
            return OktaAnswers.ErrorAsync(context, "E0000006");
        if (!TryMoment(query["since"], out var since) || !TryMoment(query["until"], out var until) || since > until)
            return OktaAnswers.ErrorAsync(context, "E0000001", "since, until");
        if (query["sortOrder"].ToString() is not ("" or "ASCENDING" or "DESCENDING"))
            return OktaAnswers.ErrorAsync(context, "E0000001", "sortOrder");
        if (Actor().Match(query["filter"].ToString()) is not { Success: true } filter)
            return OktaAnswers.ErrorAsync(context, "E0000031");
        var deeds = okta.Directory.Log.Between(since, until).Where(deed => deed.Person == filter.Groups[1].Value).ToList();
        if (query["sortOrder"] == "DESCENDING")
            deeds.Reverse();
        return OktaAnswers.PageAsync(context, deeds, Show, okta.PageSize, okta.LinksLeadTo ?? okta.BaseUrl, MostPerPage);
    }

    /// <summary>One entry; with the person who was meant by it among its targets, as an administrator's deeds have.</summary>
    private static object Show(LoggedDeed deed) => new
    {
        published = deed.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        eventType = deed.Application is null ? "user.session.start" : "user.authentication.sso",
        displayMessage = deed.What,
        severity = "INFO",
        actor = new { id = deed.Person, type = "User" },
        outcome = new { result = deed.Failed ? "FAILURE" : "SUCCESS" },
        target = deed.Application is null
            ? null
            : new object[] { new { type = "AppInstance", displayName = deed.Application }, new { type = "AppUser", displayName = "Somebody Else" } },
    };

    private static bool TryMoment(string? text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);

    [GeneratedRegex("""\A\s*actor\.id eq "([A-Za-z0-9]+)"\s*\z""")]
    private static partial Regex Actor();
}
