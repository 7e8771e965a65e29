namespace JitBot.Sandbox.Page;

/// <summary>
/// Keeps other web sites out, which a browser on the same machine would let knock here: nothing is answered under a foreign name (DNS
/// rebinding), and nothing is done but for JSON from the page itself, which a foreign page cannot send without being asked first.
/// </summary>
internal static class PageGuard
{
    /// <summary>Everything comes from the page's own address; nothing frames it but itself, for the phone.</summary>
    private const string Policy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; object-src 'none'";

    public static Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return WhyNot(http) is { } why ? LoopbackGuard.RefuseAsync(http, why) : next(http);
    }

    /// <summary>Why the request is not let in, or null.</summary>
    private static string? WhyNot(HttpContext http)
    {
        if (LoopbackGuard.WhyNot(http) is { } why)
            return why;
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return null;
        if (request.Headers.Origin != $"{request.Scheme}://{request.Host}")
            return "Only the page itself may do this: the Origin header must be its address.";
        return request.HasJsonContentType() ? null : "Send JSON, as the page does.";
    }
}
