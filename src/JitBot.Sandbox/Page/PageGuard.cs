using System.Net;

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
        return WhyNot(http.Request) is { } why ? RefuseAsync(http, why) : next(http);
    }

    /// <summary>Why the request is not let in, or null.</summary>
    public static string? WhyNot(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host))
            return "The page answers at its loopback address alone.";
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return null;
        if (request.Headers.Origin != $"{request.Scheme}://{request.Host}")
            return "Only the page itself may do this: the Origin header must be its address.";
        return request.HasJsonContentType() ? null : "Send JSON, as the page does.";
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Task RefuseAsync(HttpContext http, string why)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsync(why, http.RequestAborted);
    }
}
