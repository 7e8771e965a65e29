namespace JitBot.Sandbox.TestClients;

/// <summary>
/// Lets programs of this machine in and no web page: a page can send nothing as JSON without being asked first, and says whence it comes.
/// </summary>
internal static class TestClientGuard
{
    public static Task CheckAsync(HttpContext http, RequestDelegate next) =>
        WhyNot(http) is { } why ? LoopbackGuard.RefuseAsync(http, why) : next(http);

    private static string? WhyNot(HttpContext http) =>
        LoopbackGuard.WhyNot(http) is { } why ? why
        : http.Request.Headers.Origin.Count > 0 ? "This is for programs: a request with an Origin header comes from a web page."
        : http.Request.HasJsonContentType() ? null
        : "Send an activity as application/json.";
}
