using System.Diagnostics;
using System.Text.Json;

namespace JitBot.Benchmarks.Http;

/// <summary>One round of each program that is compared: it is started, sent what the plan says, and killed; what it answered is looked for in its store.</summary>
internal static class HttpRounds
{
    public const string PerSecond = "per second";
    public const string ClosedP99 = "closed p99";
    public const string ClosedProcessor = "closed processor";
    public const string ClosedAllocated = "closed allocated";
    public const string OpenP50 = "open p50";
    public const string OpenP99 = "open p99";
    public const string OpenProcessor = "open processor";
    public const string OpenAllocated = "open allocated";

    /// <summary>Of what changes nothing, or is sent to whoever stores nothing, a few are sent again and again.</summary>
    private const int Sample = 500;

    /// <summary>As many requests waiting for a yes as can be made in a few seconds.</summary>
    private const int Clicks = 2_400;

    private static readonly byte[] Ready = RequestRecorder.Get("/health/ready");

    /// <summary>The name of a figure of a kind of request.</summary>
    public static string Of(string kind, string figure) => $"{kind}: {figure}";

    /// <summary>JitBot's host with these kinds, one after the other.</summary>
    public static Func<int, int, IReadOnlyDictionary<string, double>> Host(string[] kinds) => (_, _) => HostAsync(kinds).GetAwaiter().GetResult();

    /// <summary>The bare endpoint, to which all kinds are the same.</summary>
    public static IReadOnlyDictionary<string, double> Bare(int connections, int seed) =>
        PeerAsync(stage => port => Server.Metered(Servers.Bare(port), stage.Folder), [SlackRequests.Help]).GetAwaiter().GetResult();

    /// <summary>Bolt with these kinds.</summary>
    public static Func<int, int, IReadOnlyDictionary<string, double>> Bolt(int workers, string[] kinds) => (_, _) =>
        PeerAsync(stage => port => Servers.Bolt(port, workers, BoltPeer.Modules!, stage.Workspace.App.SigningSecret), kinds).GetAwaiter().GetResult();

    private static async Task<IReadOnlyDictionary<string, double>> HostAsync(string[] kinds)
    {
        await using var stage = await SlackStage.OpenAsync();
        var requests = new Dictionary<string, IReadOnlyList<byte[]>>();
        foreach (var kind in kinds)
            requests[kind] = await SlackRequests.MakeAsync(stage, kind, kind switch { SlackRequests.Help => Sample, SlackRequests.Click => Clicks, _ => SlackStage.MostRequests });
        var help = await SlackRequests.MakeAsync(stage, SlackRequests.Help, Sample);
        var proof = new StoreProof(stage.Database);
        if (kinds.Contains(SlackRequests.Click))
            proof.Settle();
        using var host = stage.StartHost(isMetered: true);
        await host.AnswersAsync(Ready);
        var figures = new Dictionary<string, double>();
        foreach (var kind in kinds)
        {
            var result = Load(host, stage, requests[kind], mayRepeat: kind == SlackRequests.Help, figures.Count > 0 ? null : help, kills: kind == kinds[^1]);
            if (kind == kinds[^1])
                host.Kill(); // and waits until it is gone
            proof.Has(kind, result.Sent);
            foreach (var (figure, value) in Figures(kind, result))
                figures[figure] = value;
        }

        return figures;
    }

    private static async Task<IReadOnlyDictionary<string, double>> PeerAsync(Func<SlackStage, Func<int, ProcessStartInfo>> program, string[] kinds)
    {
        await using var stage = await SlackStage.OpenAsync();
        var figures = new Dictionary<string, double>();
        using var server = Server.Start(program(stage));
        var help = await SlackRequests.MakeAsync(stage, SlackRequests.Help, Sample);
        await server.AnswersAsync(help[0]);
        foreach (var kind in kinds)
        {
            var result = Load(server, stage, await SlackRequests.MakeAsync(stage, kind, Sample), mayRepeat: true, figures.Count > 0 ? null : help);
            foreach (var (figure, value) in Figures(kind, result))
                figures[figure] = value;
        }

        return figures;
    }

    private static LoadResult Load(Server server, SlackStage stage, IReadOnlyList<byte[]> requests, bool mayRepeat, IReadOnlyList<byte[]>? warming, bool kills = false)
    {
        var file = Path.Combine(stage.Folder, "requests");
        RequestFile.Write(file, requests);
        var warm = warming is null ? null : Path.Combine(stage.Folder, "warming");
        if (warm is not null)
            RequestFile.Write(warm, warming!);
        var plan = JsonSerializer.Serialize(new LoadPlan(server.Port, file, mayRepeat, warm, kills, server.Meter));
        using var generator = Process.Start(new ProcessStartInfo("dotnet", [typeof(HttpRounds).Assembly.Location, LoadGenerator.Verb, plan]) { RedirectStandardOutput = true })!;
        var line = generator.StandardOutput.ReadToEnd();
        generator.WaitForExit();
        return generator.ExitCode == 0 ? JsonSerializer.Deserialize<LoadResult>(line)! : throw new InvalidOperationException("The load generator has failed; what it says stands above.");
    }

    private static Dictionary<string, double> Figures(string kind, LoadResult result) => new Dictionary<string, double>
    {
        [Of(kind, PerSecond)] = result.Closed.PerSecond,
        [Of(kind, ClosedP99)] = result.Closed.P99,
        [Of(kind, ClosedProcessor)] = result.Closed.ProcessorEach,
        [Of(kind, ClosedAllocated)] = result.Closed.AllocatedEach,
        [Of(kind, OpenP50)] = result.Open.P50,
        [Of(kind, OpenP99)] = result.Open.P99,
        [Of(kind, OpenProcessor)] = result.Open.ProcessorEach,
        [Of(kind, OpenAllocated)] = result.Open.AllocatedEach,
    };
}
