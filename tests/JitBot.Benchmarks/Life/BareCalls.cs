using JitBot.Benchmarks.Http;
using JitBot.Benchmarks.Store;

namespace JitBot.Benchmarks.Life;

/// <summary>The least that a call over HTTP costs here: to a program of its own that reads it and answers 200.</summary>
internal static class BareCalls
{
    /// <summary>About as long as what the host and the look-alikes send each other.</summary>
    private const int BodyBytes = 500;

    public static IReadOnlyDictionary<string, double> Round(int callers, int seed) => RoundAsync(callers).GetAwaiter().GetResult();

    private static async Task<IReadOnlyDictionary<string, double>> RoundAsync(int callers)
    {
        using var server = Server.Start(Servers.Bare);
        await server.AnswersAsync(RequestRecorder.Get("/"));
        using var client = new HttpClient { BaseAddress = new Uri(Server.UrlOf(server.Port)) };
        return await Callers.PlayAsync(callers, async (_, _) =>
        {
            using var answer = await client.PostAsync(new Uri("/", UriKind.Relative), new ByteArrayContent(new byte[BodyBytes]));
            answer.EnsureSuccessStatusCode();
        });
    }
}
