using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace JitBot.Sandbox.LookAlikes.Okta;

/// <summary>How Okta answers: errors in its own words, lists in pages tied by opaque links.</summary>
internal static class OktaAnswers
{
    /// <summary>The largest page, and the size of one if the caller does not say.</summary>
    private const int MostPerPage = 200;

    // https://developer.okta.com/docs/reference/error-codes/
    private static readonly Dictionary<string, (int Status, string Summary)> Errors = new()
    {
        ["E0000001"] = (400, "Api validation failed: {0}"),
        ["E0000031"] = (400, "Invalid search criteria."),
        ["E0000005"] = (401, "Invalid session"),
        ["E0000011"] = (401, "Invalid token provided"),
        ["E0000006"] = (403, "You do not have permission to perform the requested action"),
        ["E0000038"] = (403, "This operation is not allowed in the user's current status."),
        ["E0000007"] = (404, "Not found: Resource not found: {0}"),
        ["E0000022"] = (405, "The endpoint does not support the provided HTTP method"),
        ["E0000047"] = (429, "API call exceeded rate limit due to too many requests."),
        ["E0000009"] = (500, "Internal Server Error"),
        ["E0000010"] = (503, "Service is in read only mode."),
    };

    /// <summary>Answers with the error.</summary>
    public static Task ErrorAsync(HttpContext context, string code, string about = "", int? status = null)
    {
        var (usual, summary) = Errors[code];
        context.Response.StatusCode = status ?? usual;
        return context.Response.WriteAsJsonAsync(new
        {
            errorCode = code,
            errorSummary = string.Format(CultureInfo.InvariantCulture, summary, about),
            errorLink = code,
            errorId = $"oae{context.TraceIdentifier}",
            errorCauses = Array.Empty<object>(),
        });
    }

    /// <summary>Answers with the error that goes with a status.</summary>
    public static Task ErrorAsync(HttpContext context, int status) =>
        ErrorAsync(context, Errors.FirstOrDefault(error => error.Value.Status == status).Key ?? "E0000009", "planned", status);

    /// <summary>Answers with one page, and links to itself and the next.</summary>
    public static Task PageAsync<T>(HttpContext context, IReadOnlyList<T> all, Func<T, object> show, int pageSize, Uri baseUrl, int most = MostPerPage)
    {
        var query = context.Request.Query;
        var limit = MostPerPage;
        var given = query["limit"].FirstOrDefault();
        if (given is not null && (!int.TryParse(given, NumberStyles.None, null, out limit) || limit < 1 || limit > most))
            return ErrorAsync(context, "E0000001", "limit");
        if (Position(query["after"].FirstOrDefault()) is not { } from)
            return ErrorAsync(context, "E0000001", "after");
        var page = all.Skip(from).Take(Math.Min(limit, pageSize)).ToList();
        var here = new Uri(baseUrl, context.Request.Path.ToUriComponent().TrimStart('/'));
        var asked = string.Concat(query.Where(pair => pair.Key != "after")
            .Select(pair => $"&{pair.Key}={Uri.EscapeDataString(pair.Value!)}"));
        context.Response.Headers.Append("Link", $"<{here}{context.Request.QueryString.ToUriComponent()}>; rel=\"self\"");
        if (from + page.Count < all.Count)
            context.Response.Headers.Append("Link", $"<{here}?after={Cursor(from + page.Count)}{asked}>; rel=\"next\"");
        return context.Response.WriteAsJsonAsync(page.Select(show));
    }

    private static string Cursor(int position) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"page:{position}"));

    private static int? Position(string? cursor)
    {
        if (cursor is null)
            return 0;
        var text = Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : "";
        return text.StartsWith("page:", StringComparison.Ordinal) && int.TryParse(text[5..], out var position) ? position : null;
    }
}
