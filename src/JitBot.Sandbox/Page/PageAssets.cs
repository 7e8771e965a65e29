namespace JitBot.Sandbox.Page;

/// <summary>The page's files, which are part of the program.</summary>
internal static class PageAssets
{
    private const string Prefix = "page/";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>Sends the file of this name; without one, the page.</summary>
    public static async Task ServeAsync(HttpContext http)
    {
        var name = http.Request.Path.Value is { Length: > 1 } path ? path[1..] : "index.html";
        await using var file = typeof(PageAssets).Assembly.GetManifestResourceStream(Prefix + name);
        if (file is null || !Types.TryGetValue(Path.GetExtension(name), out var type))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = type;
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
