using JitBot.Simulation.Chat;

namespace JitBot.Simulation.Wire;

/// <summary>A request as it arrives at a door.</summary>
internal sealed record WireCall(string Method, string Path, string Query, string Body, string? Attempt, Drawing? Drawing, HomeDrawing? Home)
{
    /// <summary>The parts of the path.</summary>
    public string[] Segments { get; } = [.. Path.Split('/', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>For the trace.</summary>
    public string What => $"{Method} {Path}";

    public static async Task<WireCall> ReadAsync(HttpRequestMessage request)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync() : "";
        var url = request.RequestUri!;
        return new WireCall(request.Method.Method, url.AbsolutePath, Uri.UnescapeDataString(url.Query), body, Outward.Attempt, Outward.Drawing, Outward.Home);
    }
}
