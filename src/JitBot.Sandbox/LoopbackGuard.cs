using System.Net;

namespace JitBot.Sandbox;

/// <summary>
/// What the sandbox's own doors have in common: only this machine is heard, and under no foreign name, so that no web page that a browser
/// here has open gets in by a name of its own (DNS rebinding).
/// </summary>
internal static class LoopbackGuard
{
    /// <summary>Whether a host's name is this machine's own.</summary>
    public static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Why a request is not let in, or null.</summary>
    public static string? WhyNot(HttpContext http) =>
        http.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from) ? "Only programs of this machine are heard here."
        : IsLoopback(http.Request.Host.Host) ? null
        : "This answers at its loopback address alone.";

    /// <summary>Turns it away with a word.</summary>
    public static Task RefuseAsync(HttpContext http, string why)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsync(why, http.RequestAborted);
    }
}
