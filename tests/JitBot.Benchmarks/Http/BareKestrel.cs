using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JitBot.Benchmarks.Http;

/// <summary>The limit: a program that reads whatever is sent to it, to the end, and answers 200. It has the same server, runtime and collector as the host, and nothing else.</summary>
internal static class BareKestrel
{
    /// <summary>The verb by which a process is told to be one, before the address.</summary>
    public const string Verb = "bare-kestrel";

    /// <summary>Serves until it is killed.</summary>
    public static int Run(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        app.Run(ReadAsync);
        app.Run();
        return 0;
    }

    private static async Task ReadAsync(HttpContext http)
    {
        while (true)
        {
            var read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }
}
